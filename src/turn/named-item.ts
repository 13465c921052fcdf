import type { DialogueContext } from '../../flows/vocabulary.ts'
import { correctionIn } from '../understanding/corrections.ts'
import { arabic, plain } from '../understanding/normalize.ts'
import type { HearingWorld } from './heard.ts'
import { answerList } from './questions/fit.ts'

const PLACE = /(\d+)(?:問目|番目|つ目|番の)/
/** What stands around the name of a question whose answer is to be another. */
const BEFORE = /^(?:やっぱり?|やはり|ごめん|すみません|すいません|さっきの?|前の|あの|[、。\s])+/
const BEHIND =
  /(?:って|という)?の?(?:質問|答え|回答|問題|やつ|とこ(?:ろ)?|項目|件)*[のをがは、\s]*(?:質問|答え|回答)?[をがは、\s]*(?:やっぱり?)?(?:変え|かえ|[1-5](?:に|で)|変更|直|なお|修正|訂正|間違|まちが|違って|ちがって|見直).*$/
const SHORTEST_NAME = 2

/** What the answer to a named item is to be instead, where that is said and is one of its answers. */
export function betterAnswer(text: string, item: string, { content }: HearingWorld): string | undefined {
  const value = correctionIn(plain(text))
  const { options = [] } = content.bank.items.find(({ id }) => id === item) ?? {}
  return options.some((one) => one.value === value) ? value : undefined
}

/** The answered item that a wish to change an answer names, by its place or by its words. */
export function itemNamed(text: string, context: DialogueContext, world: HearingWorld): string | undefined {
  const { order = [] } = context.fit ?? {}
  const words = arabic(plain(text))
  const place = PLACE.exec(words)?.[1]
  if (place) return order[Number(place) - 1]
  if (/最初の(?:質問|答え|やつ|問題)/.test(words)) return order[0]
  if (/最後の(?:質問|答え|やつ|問題)/.test(words)) return order.at(-1)
  const name = words.replace(BEFORE, '').replace(BEHIND, '')
  if (name === words || [...name].length < SHORTEST_NAME) return undefined
  const understood = world.understand(name, answerList(context, world))
  const item = understood.kind === 'answer' ? understood.value : undefined
  return item && order.includes(item) ? item : undefined
}
