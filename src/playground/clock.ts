/** A clock that runs on by itself and can be moved ahead; the bot and both stand-ins share it. */
export interface PlaygroundClock {
  now(): number
  /** How far it is ahead of the real time. */
  readonly ahead: number
  move(ms: number): void
}

export function createClock(real: () => number): PlaygroundClock {
  let ahead = 0
  return {
    now: () => real() + ahead,
    get ahead() {
      return ahead
    },
    // back in time nothing would fall due any more
    move(ms) {
      if (ms > 0) ahead += ms
    },
  }
}
