import type { Content } from '../../content.ts'
import type { FaqEntry } from '../faq/entry.ts'

/** One in `every` of the questions and remarks that answer nothing: what is taught as no answer. */
export function asidesIn(
  { intents, elsewhere }: Pick<Content, 'intents' | 'elsewhere'>,
  topics: readonly FaqEntry[],
  every: number,
): string[] {
  const all = [...topics.flatMap((topic) => topic.questions), ...intents.others, ...Object.values(elsewhere).flat()]
  return all.filter((_, at) => at % every === 0)
}
