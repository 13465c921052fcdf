import type { Content } from '../../content.ts'
import { spread } from '../classes.ts'

/** So many of the questions and remarks that answer nothing, of all sorts: what is taught as no answer. */
export const asidesIn = (
  { intents, elsewhere }: Pick<Content, 'intents' | 'elsewhere'>,
  questions: readonly string[],
  most: number,
): string[] => spread([...questions, ...intents.others, ...Object.values(elsewhere).flat()], most)
