/**
 * Something an operator or editor must mend. All problems at once, each
 * naming file, key or variable and the remedy.
 */
export class ProblemsError extends Error {
  override readonly name = 'ProblemsError'
  readonly problems: readonly string[]

  constructor(summary: string, problems: readonly string[]) {
    super(`${summary}\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** Not now: the store is away, too much is waiting, or the program is stopping. The platform is asked to try again. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError'
}
