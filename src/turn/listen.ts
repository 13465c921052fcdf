import { placeOf, type Saved } from '../../flows/saved.ts'
import type { DialogueEvent } from '../../flows/vocabulary.ts'
import type { Inbound } from '../channels/channel.ts'
import type { Said } from '../desk/relay.ts'
import { HOUR } from '../time.ts'
import { hear } from './hear.ts'
import type { Heard, HeardIn, HearingWorld } from './heard.ts'
import type { Knowledge } from './knowledge.ts'
import type { Question } from './pending.ts'
import { hearAgreement } from './proposal.ts'

/** A sticker's own words; the first ones say what it shows. */
const STICKER_WORDS = 3
/** After so long a silence the person is welcomed back to what was under way. */
const LONG_SILENCE = 6 * HOUR

/** While an advisor is talking the bot understands only cries for help, the end, and the wish to be forgotten. */
export function listen(
  inbound: Inbound,
  saved: Saved,
  question: Question | undefined,
  asking: HeardIn,
  knowledge: Knowledge,
): Heard {
  const { body } = inbound
  const { understanding } = knowledge
  const place = placeOf(saved.value, saved.context)
  const talk = {
    now: asking.now,
    inFit: place === 'fit',
    inCallback: place === 'callback' || place === 'confirm',
    hasResult: saved.context.fit?.finished === true,
    hasBooking: saved.context.booking !== null,
  }
  const isWithAdvisor = place === 'withAdvisor' && !question
  const world: HearingWorld = {
    ...asking,
    understand: (text, pending) => understanding.understand(text, pending, talk),
    readTime: (text, day) => understanding.readTime(text, asking.now, day),
    isRefusingPhone: understanding.isRefusingPhone,
    isAskingForMore: understanding.isAskingForMore,
    localeAsked: knowledge.localeAsked,
  }
  if (isWithAdvisor && body.kind === 'media') return listenForAdvisor(undefined)
  if (isWithAdvisor && body.kind === 'text') {
    const overheard = understanding.overhear(body.text)
    const carried = listenForAdvisor(overheard)
    return overheard ? carried : withAgreement(carried, body.text, world)
  }
  const heard = hear(body, saved.context, question, world)
  // a button of before leads nowhere while somebody is talking
  const isStray = heard.events.some(({ type }) => !HEARD_BY_ADVISOR.has(type))
  if (isWithAdvisor && isStray) {
    return heard.intent === 'change_callback'
      ? { events: [{ type: 'wanted.change_callback' }], intent: heard.intent }
      : { events: [{ type: 'user.pressedStale', slot: '' }], intent: 'unknown' }
  }
  // a greeting back would greet twice
  if (!saved.context.greeted && heard.intent === 'greeting' && body.kind === 'text') {
    return { events: [{ type: 'user.followed', again: false }], intent: 'greeting' }
  }
  return heard
}

/** What may still be pressed, or happen, while an advisor is talking. */
const HEARD_BY_ADVISOR: ReadonlySet<DialogueEvent['type']> = new Set<DialogueEvent['type']>([
  'wanted.stop',
  'wanted.delete_my_data',
  'wanted.cancel_callback',
  'wanted.change_callback',
  'wanted.callback_status',
  'user.acceptedTime',
  'user.ratedTalk',
  'user.followed',
  'user.opened',
  'user.blocked',
  'user.spokeInGroup',
])

function listenForAdvisor(overheard: ReturnType<Knowledge['understanding']['overhear']>): Heard {
  if (overheard?.kind === 'crisis')
    return { events: [{ type: 'user.needsCare', care: overheard.care }], intent: 'crisis' }
  if (overheard?.kind === 'erase') return { events: [{ type: 'wanted.delete_my_data' }], intent: 'delete_my_data' }
  if (overheard?.kind === 'end') return { events: [{ type: 'wanted.stop' }], intent: 'stop' }
  return { events: [{ type: 'user.wrote' }], intent: 'talk_to_human' }
}

/** The words are carried in any case; a time that was proposed is taken, or shown again, besides. */
function withAgreement(carried: Heard, text: string, world: HearingWorld): Heard {
  const agreed = world.proposed && hearAgreement(text, world.proposed, world)
  if (!agreed) return carried
  if (agreed === 'unsure') return { ...carried, isUnsureOfTime: true }
  return { ...agreed, events: [...carried.events, ...agreed.events] }
}

/** What a person sent, as an advisor would be told of it. */
export function saidIn(body: Inbound['body']): Said {
  switch (body.kind) {
    case 'text':
      return {
        words: body.text,
        messageId: body.messageId,
        media: body.attached && { type: body.attached },
      }
    case 'media': {
      const detail = body.text ?? body.keywords?.slice(0, STICKER_WORDS).join('、')
      return { messageId: body.messageId, media: { type: body.type, detail: detail || undefined } }
    }
    default:
      return {}
  }
}

/** Distress, and the wish to be forgotten, are heard through any flood. */
export function isAlwaysHeard(body: Inbound['body'], knowledge: Knowledge): boolean {
  const overheard = body.kind === 'text' ? knowledge.understanding.overhear(body.text) : undefined
  return overheard?.kind === 'crisis' || overheard?.kind === 'erase'
}

/** Events of the talk itself that come before what was said: the greeting at the very first, the welcome after days. */
export function preludes(saved: Saved, heard: Heard, waited: number | undefined): DialogueEvent[] {
  const first = heard.events[0]
  if (!first || (!first.type.startsWith('user.') && !first.type.startsWith('wanted.'))) return []
  if (first.type === 'user.needsCare' || first.type === 'user.blocked' || first.type === 'user.spokeInGroup') return []
  if (!saved.context.greeted && first.type !== 'user.followed' && first.type !== 'user.opened') {
    return [{ type: 'user.followed', again: false }]
  }
  const isUnderway = placeOf(saved.value, saved.context) !== 'withAdvisor'
  if (waited !== undefined && waited > LONG_SILENCE && isUnderway && first.type !== 'user.followed')
    return [{ type: 'user.returned' }]
  return []
}
