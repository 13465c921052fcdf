import type { Draft } from '../../../flows/vocabulary.ts'
import type { Choice } from '../../channels/channel.ts'
import { freeSlots, judgeWish, slotsNear } from '../../desk/slots.ts'
import { addDays, dateOf, MINUTE, momentOf, sayDate, sayMoment, timeOf } from '../../time.ts'
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

/** The free slots in the wished window; without any, why, and what is free near it, or after it. */
export function slotQuestion(draft: Draft, world: AskingWorld, ask: Ask): Question {
  const { content, now, taken } = world
  const { say, desk } = content
  const wish = draft.time && !('any' in draft.time) ? draft.time : undefined
  const other = option('other', say('buttons.other_time'))
  const window = option('window', say('buttons.keep_window'))
  const slotOption = (at: number) => option(`${at}`, sayMoment(at, now))
  const none = () =>
    ask('datetime', say('callback.slotNone', { time: wish ? sayTime(wish, world) : '' }), [window, other])
  if (!wish) return none()

  const limit = desk.offerSlots
  // a day alone, and whatever is not free, is looked at from the time that was wished, or that is moved
  const time = wish.from ?? wish.to ?? draft.movedFrom?.time
  const near = time ? slotsNear(desk, taken, now, { date: wish.date, time, limit }) : []
  const judged = judgeWish(desk, taken, now, wish)
  if (judged.kind === 'slots') {
    const slots = wish.from || wish.to || near.length === 0 ? judged.slots : near
    return ask('datetime', say('callback.slot', { time: sayTime(wish, world) }), [
      ...slots.map(slotOption),
      window,
      other,
    ])
  }
  if (near.length > 0) {
    const text = say(`callback.near.${judged.kind}`, { day: sayDate(wish.date, dateOf(now)) })
    return { ...ask('datetime', text, [...near.map(slotOption), other]), again: say('callback.time') }
  }
  if (judged.kind === 'full') return none()
  const text = say(`unclear.${judged.kind}`, { hours: sayHours(world), days: desk.latestNoticeDays })
  const free = freeSlots(desk, taken, now, { limit, after: wish.date })
  return { ...ask('datetime', text, [...free.map(slotOption), other]), again: say('callback.time') }
}
