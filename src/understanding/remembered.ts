/** The last answer is kept: in one turn the same is asked about several times. */
export function remembered<Asked extends readonly string[], Result>(
  read: (...asked: Asked) => Result,
): (...asked: Asked) => Result {
  let last: { readonly asked: Asked; readonly result: Result } | undefined
  return (...asked) => {
    if (!last?.asked.every((one, at) => one === asked[at])) last = { asked, result: read(...asked) }
    return last.result
  }
}
