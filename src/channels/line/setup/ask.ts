import type { ApiAnswer, LineApi } from '../api.ts'

/** LINE's API as the setup uses it: reading is free, changing is told, counted, and left out in a dry run. */
export interface Asker {
  /** Undefined where LINE answers 404: there is none. */
  get<T>(path: string): Promise<T | undefined>
  /** Undefined in a dry run. */
  change<T>(what: string, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T | undefined>
  upload(what: string, path: string, picture: Buffer): Promise<void>
  /** A call that changes nothing and is made in a dry run too. */
  check<T>(path: string, body: object): Promise<T>
  changes(): number
}

export function asker(api: LineApi, data: LineApi, options: { isDryRun: boolean; say(line: string): void }): Asker {
  let changes = 0
  const told = (what: string) => {
    changes++
    options.say(`${options.isDryRun ? 'would ' : ''}${what}`)
    return !options.isDryRun
  }
  return {
    async get<T>(path: string) {
      const answer = await api.call('GET', path)
      return answer.status === 404 ? undefined : read<T>(answer, `GET ${path}`)
    },
    async change<T>(what: string, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) {
      if (!told(what)) return undefined
      return read<T>(await api.call(method, path, body), `${method} ${path}`)
    },
    async upload(what, path, picture) {
      if (told(what)) read(await data.call('POST', path, picture), `POST ${path}`)
    },
    async check<T>(path: string, body: object) {
      return read<T>(await api.call('POST', path, body), `POST ${path}`)
    },
    changes: () => changes,
  }
}

function read<T>({ status, body, requestId }: ApiAnswer, call: string): T {
  if (status === 401)
    throw new Error(
      'LINE refuses LINE_CHANNEL_ACCESS_TOKEN (401). Issue a new token in the LINE Developers console, tab "Messaging API".',
    )
  if (status >= 300) {
    const hint =
      status === 429
        ? ' LINE allows 100 menus an hour to be made or deleted, and 60 webhook tests: wait, then run this again.'
        : ''
    throw new Error(
      `LINE answered ${status} to ${call}: ${body.slice(0, 300)} (request ${requestId ?? 'unknown'}).${hint}`,
    )
  }
  return JSON.parse(body === '' ? '{}' : body) as T
}
