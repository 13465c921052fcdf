import type { Form } from '../channels/channel.ts'
import type { Content } from '../content.ts'
import type { Seal } from '../seal.ts'
import { callbacksOf, findCallback } from '../store/callbacks.ts'
import { seatsTaken } from '../store/slots.ts'
import type { Store } from '../store/store.ts'
import { dateOf, momentOf, sayMoment, timeOf } from '../time.ts'
import { contentFor } from '../turn/talk.ts'
import { parseEmail } from '../understanding/email.ts'
import { parseName } from '../understanding/name.ts'
import { parsePhone } from '../understanding/phone.ts'
import { isOpenRequest, toAdvisors } from './request.ts'
import { freeSlots, judgeWish } from './slots.ts'

/** Free slots a form shows at once: what a select can hold and a person can read. */
const SLOTS_IN_FORM = 40

/** Begins the id of an advisor's form; the request's number follows. */
export const PROPOSE = 'propose:'

type Fields = Readonly<Record<string, string>>

const WISHES = ['phone', 'chat', 'email'] as const

/** Builds the forms that channels with forms open: the request, and an advisor's proposal of a time. */
export function createForms(world: { store: Store; seal: Seal; now(): number; content(): Content }) {
  return {
    async open(id: string, conversation: string): Promise<Form | undefined> {
      const { store, seal } = world
      if (id.startsWith(PROPOSE)) {
        const request = await findCallback(store.db, id.slice(PROPOSE.length))
        // nobody fills in a form for nothing: who does not have the request is told so at once
        if (!request || !isOpenRequest(request) || request.claimed_by !== conversation) return undefined
        return proposalForm(id, toAdvisors({ content: world.content() }))
      }
      if (id !== 'callback') return undefined
      const { say, desk } = await contentFor({ db: store.db, seal, content: world.content() }, conversation)
      const now = world.now()
      // one request at a time: the talk shows the one there is
      const requests = await callbacksOf(store.db, conversation)
      if (requests.some(isOpenRequest)) return undefined
      const slots = freeSlots(desk, await seatsTaken(store.db, now), now, { limit: SLOTS_IN_FORM })
      return {
        id,
        title: say('buttons.talk_to_human'),
        intro: say('callback.consent', { days: desk.retentionDays.contactAfterEnd }),
        submit: say('form.submit'),
        close: say('buttons.stop'),
        fields: [
          {
            name: 'consent',
            label: say('form.consent'),
            kind: 'choice',
            options: [{ value: 'yes', label: say('buttons.agree') }],
          },
          {
            name: 'wish',
            label: say('buttons.field_wish'),
            kind: 'choice',
            options: WISHES.map((value) => ({
              value,
              label: say(`buttons.wish_${value}`),
            })),
          },
          { name: 'name', label: say('buttons.field_name'), kind: 'text', hint: say('form.nameHint') },
          {
            name: 'phone',
            label: say('buttons.field_phone'),
            kind: 'phone',
            optional: true,
            hint: say('form.phoneHint'),
          },
          {
            name: 'email',
            label: say('buttons.field_email'),
            kind: 'email',
            optional: true,
            hint: say('form.emailHint'),
          },
          {
            name: 'slot',
            label: say('form.slot'),
            kind: 'choice',
            optional: true,
            hint: say('form.slotHint'),
            options: slots.map((at) => ({ value: String(at), label: sayMoment(at, now) })),
          },
          { name: 'date', label: say('form.date'), kind: 'date', optional: true },
          { name: 'time', label: say('form.time'), kind: 'time', optional: true },
          { name: 'topic', label: say('buttons.field_topic'), kind: 'longtext', optional: true },
        ],
      }
    },
  }
}

function proposalForm(id: string, { say }: Content): Form {
  return {
    id,
    title: say('desk.buttons.propose'),
    intro: '',
    submit: say('desk.proposeSubmit'),
    close: say('buttons.stop'),
    fields: [
      { name: 'date', label: say('desk.proposeDate'), kind: 'date' },
      { name: 'time', label: say('desk.proposeTime'), kind: 'time' },
    ],
  }
}

/** The time in an advisor's form; NaN where it holds none. */
export const proposedIn = ({ date = '', time }: Fields) => momentOf(date, time || '12:00')

/** What is wrong with a form, by field, in words for whoever filled it in. */
export const checkForm = (content: Content, form: string, fields: Fields, now: number): Record<string, string> =>
  form.startsWith(PROPOSE) ? checkProposal(content, fields, now) : checkCallbackForm(content, fields, now)

function checkProposal(content: Content, fields: Fields, now: number): Record<string, string> {
  const { say } = toAdvisors({ content })
  const slot = proposedIn(fields)
  if (Number.isNaN(slot)) return { date: say('desk.proposedBad') }
  if (slot > now) return {}
  // at the field that is to be chosen anew
  return { [fields.date === dateOf(now) ? 'time' : 'date']: say('desk.proposedPast') }
}

function checkCallbackForm({ say, desk }: Content, fields: Fields, now: number): Record<string, string> {
  const errors: Record<string, string> = {}
  const at = fields.date ? momentOf(fields.date, fields.time || '23:59') : undefined
  if (at !== undefined && at < now) errors.date = say('unclear.past')
  if (fields.time && !fields.date) errors.date = say('form.dateMissing')
  if (fields.slot && !(Number(fields.slot) > now)) errors.slot = say('unclear.past')
  if (!fields.name || !parseName(fields.name)) errors.name = say('form.badName')
  if (fields.wish === 'phone' && !parsePhone(fields.phone ?? '')) errors.phone = say('form.badPhone')
  if (fields.wish === 'email' && !parseEmail(fields.email ?? '')) errors.email = say('form.badEmail')
  if (fields.date && at !== undefined && at >= now && !fields.slot && fields.wish !== 'email') {
    const judged = judgeWish(desk, new Map(), now, { date: fields.date, from: fields.time || undefined })
    if (judged.kind !== 'slots') {
      errors.date = say(`unclear.${judged.kind}`, { hours: '', days: desk.latestNoticeDays })
    }
  }
  return errors
}

/** A form's fields as the parsers understand them; only for fields that passed the check. */
export function readForm(fields: Fields, consentVersion: string) {
  const slot = /^\d+$/.test(fields.slot ?? '') ? Number(fields.slot) : undefined
  const time = slot
    ? { date: dateOf(slot), from: timeOf(slot) }
    : fields.date
      ? { date: fields.date, ...(fields.time ? { from: fields.time } : {}) }
      : ({ any: true } as const)
  const wish = WISHES.find((one) => one === fields.wish)
  return {
    consent: consentVersion,
    wish,
    name: parseName(fields.name ?? ''),
    phone: wish === 'phone' ? parsePhone(fields.phone ?? '') : undefined,
    email: wish === 'email' ? parseEmail(fields.email ?? '') : undefined,
    ...(wish === 'email' ? {} : { time, slot: slot ?? ('any' in time ? null : undefined) }),
    topic: (fields.topic ?? '').trim().slice(0, 500),
  }
}
