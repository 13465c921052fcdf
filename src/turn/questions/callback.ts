import { fieldBefore } from '../../../flows/setup.ts'
import type { DialogueContext, Draft, Field } from '../../../flows/vocabulary.ts'
import type { Choice } from '../../channels/channel.ts'
import type { Content } from '../../content.ts'
import { dateOf, sayMoment } from '../../time.ts'
import { sayPhone } from '../../understanding/phone.ts'
import type { Pending } from '../../understanding/understood.ts'
import { answerId } from '../choices.ts'
import { sayTime } from '../times.ts'
import { type AskingWorld, option, type Question } from './question.ts'
import { slotQuestion, timeQuestion } from './time.ts'

const STOPPABLE = (say: Content['say'], canGoBack: boolean): Choice[] => [
  ...(canGoBack ? [{ id: 'do:back', label: say('buttons.back') }] : []),
  { id: 'do:stop', label: say('buttons.stop') },
]

/** The question for one field of the request, its confirmation, or which line to change. */
export function callbackQuestion(field: string, context: DialogueContext, world: AskingWorld): Question | undefined {
  const { say, desk } = world.content
  const draft: Draft = context.draft ?? { asked: [] }
  const slot = `callback.${field}`
  const ways = STOPPABLE(say, fieldBefore(draft) !== undefined)
  const ask = (
    kind: Pending['kind'],
    text: string,
    options: Pending['options'] = [],
    extra: readonly Choice[] = [],
  ): Question => ({
    slot,
    question: text,
    kind,
    day: dayOf(draft),
    options,
    text,
    choices: [...options.map((one) => ({ id: answerId(slot, one.value), label: one.label })), ...extra, ...ways],
  })

  switch (field) {
    case 'consent':
      return {
        ...ask('yesno', say('callback.consent', { days: desk.retentionDays.contactAfterEnd }), [
          option('yes', say('buttons.agree'), [say('buttons.yes')]),
          option('no', say('buttons.disagree'), [say('buttons.no')]),
        ]),
        again: say('callback.consentAgain'),
      }
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

/** The day a request is for, as far as it is settled. */
function dayOf({ slot, time, movedFrom }: Draft): string | undefined {
  if (slot) return dateOf(slot)
  return time && !('any' in time) ? time.date : movedFrom?.date
}

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
    ...line('phone', draft.phone && sayPhone(draft.phone)),
    ...line('email', draft.email),
    ...line('time', draft.wish === 'email' ? undefined : time),
    ...line('topic', draft.topic === '' ? say('callback.topicNone') : draft.topic),
  ]
}
