import type { Ended } from '../../flows/vocabulary.ts'
import type { Understood } from '../understanding/understood.ts'
import { type Heard, type HearingWorld, one } from './heard.ts'
import { option, type Question } from './questions/question.ts'
import { timeEvent } from './wishes.ts'

/** How a talk was, in other words than those of the buttons. */
const RATINGS = [
  { value: 3, button: 'good', also: ['良かった', '楽しかった', '話せてよかった', '相談してよかった', '満足'] },
  { value: 2, button: 'so_so', also: ['普通', 'まあまあ', 'まあまあでした', 'どちらともいえない'] },
  {
    value: 1,
    button: 'bad',
    also: ['いまいち', 'イマイチ', '微妙', 'よくなかった', '良くなかった', 'だめでした', '不満'],
  },
] as const
const OTHERWISE: ReadonlySet<Understood['kind']> = new Set(['smallTalk', 'fields', 'topic'])

/**
 * Words right after a request ended, as an answer to what the desk asked then: how the talk was, or
 * whether there shall be another; undefined where they are about something else.
 */
export function hearAfterwards(
  text: string,
  understood: Understood,
  ended: Ended,
  world: HearingWorld,
): Heard | undefined {
  return ended.asks === 'rating' ? hearRating(text, ended.reference, world) : hearAgain(text, understood, world)
}

function hearRating(text: string, reference: string, world: HearingWorld): Heard | undefined {
  const { say } = world.content
  const options = RATINGS.map(({ value, button, also }) => option(String(value), say(`buttons.${button}`), also))
  const read = world.understand(text, questionOf('talk.rating', 'choice', say('feedback.ask'), options))
  if (read.kind !== 'answer' || /\d/.test(text)) return undefined
  return one('answer', { type: 'user.ratedTalk', reference, value: Number(read.value) })
}

function hearAgain(text: string, understood: Understood, world: HearingWorld): Heard | undefined {
  if (OTHERWISE.has(understood.kind) || understood.kind === 'command') return undefined
  const { say } = world.content
  const options = [option('yes', say('buttons.book_again')), option('no', say('buttons.no'))]
  const read = world.understand(text, questionOf('booking.again', 'yesno', say('buttons.book_again'), options))
  const answer = read.kind === 'answer' ? read.value : undefined
  if (answer === 'no' || /[?？]/.test(text)) return undefined
  const named = world.readTime(text)
  if ('ok' in named) return one('talk_to_human', timeEvent(named.ok, named.openEnded, world))
  // 「大丈夫です」 declines
  return answer === 'yes' && !/大丈夫|だいじょうぶ/.test(text)
    ? one('talk_to_human', { type: 'wanted.talk_to_human' })
    : undefined
}

const questionOf = (
  slot: string,
  kind: 'choice' | 'yesno',
  question: string,
  options: Question['options'],
): Question => ({ slot, kind, question, text: question, options, choices: [] })
