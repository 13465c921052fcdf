import type { Choice, Outbound } from '../channels/channel.ts'
import type { Content } from '../content.ts'
import { reasons, resultTitle } from '../fit/present.ts'
import { scoreFit } from '../fit/score.ts'
import type { FitResultRow } from '../store/records.ts'
import { DAY, dateOf, HOUR, MINUTE, sayDate, sayMoment } from '../time.ts'
import { sayPhone } from '../understanding/phone.ts'
import { draftOf } from './booking.ts'
import type { Request } from './request.ts'

/** The card advisors see: everything one needs before a talk, on one screen, and what can be done next. */
export function requestCard(content: Content, now: number, request: Request, fit: FitResultRow | undefined): Outbound {
  const { say, topics } = content
  const facts: { label: string; value: string }[] = []
  const add = (fact: string, value: string | null | undefined) => {
    if (value) facts.push({ label: say(`desk.fact.${fact}`), value })
  }
  add('status', sayStatus(content, request))
  const isGone = request.name === null
  if (!isGone) {
    add('name', request.name)
    add('wish', sayWish(content, request))
    // whoever cancelled must not be called by a slip of the hand
    if (request.status !== 'cancelled') {
      add('phone', request.phone && sayPhone(request.phone))
      add('email', request.email)
    }
    add('time', sayRequestTime(content, now, request))
    add('topic', request.topic || say('callback.topicNone'))
    add('fit', fit ? resultTitle(content, scoreFit(content.bank, JSON.parse(fit.answers))) : say('desk.fitNone'))
    if (fit) {
      const answers = JSON.parse(fit.answers)
      add('drivers', reasons(content, answers, scoreFit(content.bank, answers)).join('\n'))
    }
    const read = (JSON.parse(request.topics_read) as string[]).map((id) => topics.get(id)?.title ?? id)
    add('read', read.join('、'))
    add(
      'consent',
      say('desk.consentLine', {
        version: request.consent_version,
        date: sayDate(dateOf(request.consent_at), dateOf(now)),
      }),
    )
  }
  add('age', `${sayMoment(request.created_at, now)}(${sayAge(content, now - request.created_at)})`)
  if (request.feedback) add('feedback', say(FEEDBACK[request.feedback]!))
  const title = say('desk.title', { reference: request.reference })
  return {
    kind: 'card',
    title,
    facts,
    text: [title, ...facts.map(({ label, value }) => `${label}：${value}`)].join('\n'),
    choices: cardChoices(content, request),
  }
}

const FEEDBACK: Record<number, string> = { 1: 'desk.feedbackBad', 2: 'desk.feedbackSoSo', 3: 'desk.feedbackGood' }
export const OUTCOMES = {
  talked: 'desk.outcomeTalked',
  unreachable: 'desk.outcomeUnreachable',
  withdrawn: 'desk.outcomeWithdrawn',
} as const

export function sayStatus({ say }: Content, request: Request): string {
  const advisor = request.claimed_name ?? ''
  switch (request.status) {
    case 'requested':
      return say('desk.statusRequested')
    case 'claimed':
      return say('desk.statusClaimed', { advisor })
    case 'scheduled':
      return say('desk.statusScheduled', { advisor })
    case 'done':
      return say('desk.statusDone', { outcome: request.outcome ? say(OUTCOMES[request.outcome]) : '' })
    case 'cancelled':
      return say('desk.statusCancelled')
  }
}

/** 「チャット(電話しない)」: the chat is the person's, not the one an advisor reads this in. */
export function sayWish({ say }: Content, { wish }: Pick<Request, 'wish'>): string {
  const words = say({ phone: 'callback.wishPhone', chat: 'desk.wishChat', email: 'callback.wishEmail' }[wish])
  return wish === 'phone' ? words : say('desk.noCall', { wish: words })
}

export function sayRequestTime({ say }: Content, now: number, request: Request): string {
  if (request.wish === 'email') return ''
  if (request.slot_at) return sayMoment(request.slot_at, now)
  const { time } = draftOf(request)
  if (!time || 'any' in time) return say('callback.timeAny')
  const window = [time.from, time.to].some(Boolean) ? ` ${time.from ?? ''}〜${time.to ?? ''}` : ''
  return `${sayDate(time.date, dateOf(now))}${window}`
}

export function sayAge({ say }: Content, age: number): string {
  if (age < HOUR) return say('desk.age', { minutes: Math.max(0, Math.floor(age / MINUTE)) })
  if (age < 2 * DAY) return say('desk.ageHours', { hours: Math.floor(age / HOUR) })
  return say('desk.ageDays', { days: Math.floor(age / DAY) })
}

function cardChoices({ say }: Content, request: Request): Choice[] {
  const choice = (what: string, more: Partial<Choice> = {}): Choice => ({
    id: `desk:${what}:${request.reference}`,
    label: say(`desk.buttons.${what}`),
    ...more,
  })
  switch (request.status) {
    case 'requested':
      return [choice('claim', { style: 'primary' })]
    case 'claimed':
    case 'scheduled':
      return [
        choice('done', { style: 'primary' }),
        // by e-mail they settle it between themselves
        ...(request.wish === 'email' ? [] : [choice('propose', { form: `propose:${request.reference}` })]),
        choice('endTalk'),
        choice('release'),
      ]
    case 'done':
      // which end it takes back: a late press must undo no other
      if (request.name === null) return []
      return [
        choice('reopen', {
          id: `desk:reopen:${request.reference}:${request.updated_at}`,
          confirm: { text: say('desk.reopenAsk'), keep: say('buttons.stop') },
        }),
      ]
    default:
      return []
  }
}
