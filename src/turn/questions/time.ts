import type { Draft, TimeWish } from '../../../flows/vocabulary.ts'
import type { Choice } from '../../channels/channel.ts'
import { freeSlots, judgeWish } from '../../desk/slots.ts'
import { addDays, dateOf, MINUTE, momentOf, sayMoment, timeOf } from '../../time.ts'
import type { Pending } from '../../understanding/understood.ts'
import { answerId } from '../choices.ts'
import { sayHours, sayTime } from '../times.ts'
import { type AskingWorld, option, type Question } from './question.ts'

export type Ask = (
  kind: Pending['kind'],
  text: string,
  options?: Pending['options'],
  extra?: readonly Choice[],
) => Question

const local = (ms: number) => `${dateOf(ms)}T${timeOf(ms)}`

/** The next free slots, any time, or the picker. */
export function timeQuestion(draft: Draft, { content, now, taken }: AskingWorld, ask: Ask): Question {
  const { say, desk } = content
  const slots = freeSlots(desk, taken, now, { limit: desk.offerSlots })
  const first = slots[0] ?? now + desk.earliestNoticeMinutes * MINUTE
  const picker: Choice = {
    id: answerId('callback.time', 'pick'),
    label: say('buttons.pick_time'),
    pick: {
      initial: local(first),
      min: local(Math.min(first, now + desk.earliestNoticeMinutes * MINUTE)),
      max: local(momentOf(addDays(dateOf(now), desk.latestNoticeDays), '23:30')),
    },
  }
  const text =
    slots.length === 0 ? say('callback.timeNone') : say(draft.wish === 'chat' ? 'callback.timeChat' : 'callback.time')
  return ask(
    'datetime',
    text,
    [...slots.map((at) => option(`slot-${at}`, sayMoment(at, now))), option('any', say('buttons.any_time'))],
    [picker],
  )
}

/** The free slots in the wished window; without any, why, and what is free after it. */
export function slotQuestion(draft: Draft, world: AskingWorld, ask: Ask): Question {
  const { content, now, taken } = world
  const { say, desk } = content
  const wish = draft.time
  const judged = wish && !('any' in wish) ? judgeWish(desk, taken, now, wish) : undefined
  const other = option('other', say('buttons.other_time'))
  const slotOption = (at: number) => option(`${at}`, sayMoment(at, now))
  if (judged && judged.kind !== 'slots' && judged.kind !== 'full') {
    const text = say(`unclear.${judged.kind}`, { hours: sayHours(world), days: desk.latestNoticeDays })
    const free = freeSlots(desk, taken, now, { limit: desk.offerSlots, after: dateIn(wish) })
    return ask('datetime', text, [...free.map(slotOption), other])
  }
  const slots = judged?.kind === 'slots' ? judged.slots : []
  const text = say(slots.length > 0 ? 'callback.slot' : 'callback.slotNone', { time: wish ? sayTime(wish, world) : '' })
  return ask('datetime', text, [...slots.map(slotOption), option('window', say('buttons.keep_window')), other])
}

const dateIn = (wish: TimeWish | undefined) => (wish && !('any' in wish) ? wish.date : undefined)
