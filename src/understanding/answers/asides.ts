import type { Content } from '../../content.ts'

/** One in `every` of the questions and remarks that answer nothing: what is taught as no answer. */
export function asidesIn(
  { intents, elsewhere }: Pick<Content, 'intents' | 'elsewhere'>,
  questions: readonly string[],
  every: number,
): string[] {
  const all = [...questions, ...intents.others, ...Object.values(elsewhere).flat()]
  return all.filter((_, at) => at % every === 0)
}
