import { pathOf, type Saved } from '../../flows/saved.ts'
import type { DialogueContext, Draft, Field, TimeWish } from '../../flows/vocabulary.ts'
import type { Choice } from '../channels/channel.ts'
import type { Content } from '../content.ts'
import { freeSlots, judgeWish, type Taken } from '../desk/slots.ts'
import { progress } from '../fit/plan.ts'
import { addDays, dateOf, MINUTE, momentOf, sayMoment, timeOf } from '../time.ts'
import { LABEL } from '../topics.ts'
import type { Pending } from '../understanding/understood.ts'
import { answerId } from './choices.ts'
import { sayHours, sayTime } from './times.ts'

/** The question a saved conversation waits for: for understanding, and for showing it (again). */
export interface Question extends Pending {
  /** The whole question as it is shown. */
  readonly text: string
  readonly choices: readonly Choice[]
  readonly progress?: { readonly answered: number; readonly of: number }
}

export interface AskingWorld {
  readonly content: Content
  readonly now: number
  /** Seats taken from now on; only needed where a time is asked. */
  readonly taken: Taken
  /** Set once a talk has been shown this question: the second sentence is said otherwise. */
  readonly variant?: number
}

const option = (value: string, label: string, also: readonly string[] = []) => ({ value, label, also })

/** The pending question, or undefined when the bot waits for nothing. */
export function pendingOf(saved: Saved, world: AskingWorld): Question | undefined {
  const path = pathOf(saved.value)
  if (path === 'fit.asking') return fitQuestion(saved.context, world)
  if (path === 'confirming') return confirmation(saved.context, world)
  if (path === 'choosingAnswer') return answerList(saved.context, world)
  const [place, field] = path.split('.')
  return place === 'callback' && field ? callbackQuestion(field, saved.context, world) : undefined
}

function fitQuestion(context: DialogueContext, { content }: AskingWorld): Question | undefined {
  const item = content.bank.items.find((one) => one.id === context.fit?.current)
  if (!item || !context.fit) return undefined
  const { say } = content
  const at = progress(content.bank, context.fit.answers)
  const slot = `fit.${item.id}`
  const head =
    at.answered + 1 >= at.of
      ? say('fit.last', { answered: at.answered + 1, of: at.of })
      : say('fit.progress', { answered: at.answered + 1, of: at.of, minutes: at.minutesLeft })
  const numbered = item.options.map((one, index) => `${index + 1}. ${one.label}`)
  const foot = item.kind === 'scale' ? say('fit.scaleHint') : numbered.join('\n')
  const options = [
    ...item.options.map((one) => option(one.value, one.label, one.also)),
    option('unknown', say('buttons.unknown')),
    option('skip', say('buttons.skip')),
  ]
  return {
    slot,
    question: item.text,
    kind: item.kind,
    options,
    text: `${head}\n\n${item.text}\n\n${foot}`,
    choices: [
      ...options.map((one) => ({ id: answerId(slot, one.value), label: one.label })),
      ...(context.fit.order.length > 0 ? [{ id: 'do:back', label: say('buttons.back') }] : []),
      { id: 'do:why_question', label: say('buttons.why_question') },
      { id: 'do:stop', label: say('buttons.stop') },
    ],
    progress: { answered: at.answered, of: at.of },
  }
}

/** The answers so far, numbered; each can be changed. */
function answerList(context: DialogueContext, { content }: AskingWorld): Question {
  const { say, bank } = content
  const lines: string[] = []
  const options = (context.fit?.order ?? []).flatMap((id, index) => {
    const item = bank.items.find((one) => one.id === id)
    const value = context.fit?.answers[id]
    if (!item || !value) return []
    const label =
      item.options.find((one) => one.value === value)?.label ?? say(`buttons.${value === 'skip' ? 'skip' : 'unknown'}`)
    lines.push(`${index + 1}. ${item.text} → ${label}`)
    return [option(id, `${index + 1}. ${item.text}`)]
  })
  const slot = 'fit.change'
  return {
    slot,
    question: say('fit.choose'),
    kind: 'choice',
    options: [...options, option('none', say('buttons.field_none'))],
    text: `${say('fit.choose')}\n\n${lines.join('\n')}`,
    choices: [...options, option('none', say('buttons.field_none'))].map((one) => ({
      id: answerId(slot, one.value),
      label: [...one.label].length > LABEL ? `${[...one.label].slice(0, LABEL - 1).join('')}…` : one.label,
    })),
  }
}

function confirmation(context: DialogueContext, { content: { say } }: AskingWorld): Question {
  const what = context.confirming?.what ?? 'erase'
  const slot = `confirm.${what}`
  const [agree, keep] =
    what === 'erase'
      ? [say('buttons.confirm_erase'), say('buttons.keep')]
      : [say('buttons.confirm_restart'), say('buttons.keep_answers')]
  const text = say(`confirm.${what}`, { answered: context.fit?.order.length ?? 0 })
  return {
    slot,
    question: text,
    kind: 'yesno',
    options: [option('yes', agree, [say('buttons.yes')]), option('no', keep, [say('buttons.no')])],
    text,
    choices: [
      { id: answerId(slot, 'yes'), label: agree, style: 'danger' },
      { id: answerId(slot, 'no'), label: keep },
    ],
  }
}

const STOPPABLE = (say: Content['say'], canGoBack: boolean): Choice[] => [
  ...(canGoBack ? [{ id: 'do:back', label: say('buttons.back') }] : []),
  { id: 'do:stop', label: say('buttons.stop') },
]

function callbackQuestion(field: string, context: DialogueContext, world: AskingWorld): Question | undefined {
  const { say, desk } = world.content
  const draft: Draft = context.draft ?? { asked: [] }
  const slot = `callback.${field}`
  const ways = STOPPABLE(say, draft.asked.length > 0)
  const ask = (
    kind: Pending['kind'],
    text: string,
    options: Pending['options'] = [],
    extra: readonly Choice[] = [],
  ): Question => ({
    slot,
    question: text,
    kind,
    options,
    text,
    choices: [...options.map((one) => ({ id: answerId(slot, one.value), label: one.label })), ...extra, ...ways],
  })

  switch (field) {
    case 'consent':
      return ask('yesno', say('callback.consent', { days: desk.retentionDays.contactAfterEnd }), [
        option('yes', say('buttons.agree'), [say('buttons.yes')]),
        option('no', say('buttons.disagree'), [say('buttons.no')]),
      ])
    case 'wish':
      return ask('choice', say('callback.wish'), [
        option('phone', say('buttons.wish_phone'), ['でんわ', 'TEL', '通話', '電話がいい']),
        option('chat', say('buttons.wish_chat'), [
          'チャット',
          'LINE',
          'ライン',
          'Slack',
          'メッセージ',
          '文字',
          'ここで',
        ]),
        option('email', say('buttons.wish_email'), ['Eメール', 'メアド', 'email']),
      ])
    case 'name':
    case 'phone':
    case 'email':
      return ask(field, say(`callback.${field}`))
    case 'time':
      return timeQuestion(draft, world, ask)
    case 'slot':
      return slotQuestion(draft, world, ask)
    case 'topic':
      return ask('text', say('callback.topic'), [
        option('fits', say('buttons.topic_what_fits')),
        option('jobs', say('buttons.topic_jobs')),
        option('worry', say('buttons.topic_worry')),
        option('none', say('buttons.topic_none')),
      ])
    case 'confirm':
      return ask(
        'yesno',
        say(draft.changing ? 'callback.confirmChange' : 'callback.confirm', {
          lines: draftLines(draft, world).join('\n'),
        }),
        [
          option('yes', say(draft.changing ? 'buttons.confirm_change' : 'buttons.confirm_booking'), [
            say('buttons.yes'),
          ]),
          option('no', say('buttons.fix'), [say('buttons.no'), say('buttons.change_answer')]),
        ],
      )
    case 'choosingChange': {
      const fields = (
        [
          'wish',
          'name',
          draft.wish === 'phone' ? 'phone' : undefined,
          draft.wish === 'email' ? 'email' : 'time',
          'topic',
        ] as (Field | undefined)[]
      ).filter((one) => one !== undefined)
      return ask('choice', say('callback.choosingChange'), [
        ...fields.map((one) => option(one, say(`buttons.field_${one}`))),
        option('none', say('buttons.field_none')),
      ])
    }
    default:
      return undefined
  }
}

type Ask = (kind: Pending['kind'], text: string, options?: Pending['options'], extra?: readonly Choice[]) => Question

const local = (ms: number) => `${dateOf(ms)}T${timeOf(ms)}`

function timeQuestion(draft: Draft, { content, now, taken }: AskingWorld, ask: Ask): Question {
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
function slotQuestion(draft: Draft, world: AskingWorld, ask: Ask): Question {
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

/** The lines of a request as the person sees them. */
export function draftLines(draft: Draft, world: Pick<AskingWorld, 'content' | 'now'>): string[] {
  const { say } = world.content
  const line = (key: string, value: string | undefined) => (value ? [say(`callback.line.${key}`, { value })] : [])
  const wish = draft.wish
    ? say({ phone: 'callback.wishPhone', chat: 'callback.wishChat', email: 'callback.wishEmail' }[draft.wish])
    : undefined
  const time = draft.slot ? sayMoment(draft.slot, world.now) : draft.time && sayTime(draft.time, world)
  return [
    ...line('wish', wish),
    ...line('name', draft.name),
    ...line('phone', draft.phone && readable(draft.phone)),
    ...line('email', draft.email),
    ...line('time', draft.wish === 'email' ? undefined : time),
    ...line('topic', draft.topic === '' ? say('callback.topicNone') : draft.topic),
  ]
}

/** A Japanese number as people write it; others stay as they are. */
const readable = (phone: string) => {
  const national = phone.replace(/^\+81/, '0')
  const mobile = /^(0[5789]0)(\d{4})(\d{4})$/.exec(national)
  return mobile ? mobile.slice(1).join('-') : phone.startsWith('+81') ? national : phone
}
