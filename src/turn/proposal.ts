import type { DialogueContext, Intent } from '../../flows/vocabulary.ts'
import type { Outbound } from '../channels/channel.ts'
import { askAbout, lastProposal, openSlot } from '../desk/proposals.ts'
import type { Request } from '../desk/request.ts'
import type { Say } from '../messages.ts'
import { relaysOf } from '../store/relay.ts'
import type { Db } from '../store/store.ts'
import { dateOf, timeOf } from '../time.ts'
import type { TimeWish, Understood } from '../understanding/understood.ts'
import { type Heard, type HeardIn, type HearingWorld, one } from './heard.ts'
import { option, type Question } from './questions/question.ts'
import { timeEvent } from './wishes.ts'

/** A time an advisor proposed after the person's last words: the next ones are heard as an answer to it first. */
export interface Proposed {
  readonly request: Request
  readonly slot: number
  /** The advisor wrote something after it, which a mere 「はい」 may answer. */
  readonly isWrittenAfter: boolean
}

export async function proposedSince(
  db: Db,
  request: Request,
  lastWords: number,
  now: number,
): Promise<Proposed | undefined> {
  const last = await lastProposal({ db }, request)
  const slot = openSlot(last, now)
  if (!last || slot === undefined || last.at < lastWords || request.wish === 'email') return undefined
  const written = await relaysOf(db, request.reference)
  const isWrittenAfter = written.some(({ direction, at }) => direction === 'to_person' && at > last.at)
  return { request, slot, isWrittenAfter }
}

/** What words about a time start from: the one proposed last, or the one that is booked. */
export function timeInMind(booked: Request | undefined, proposed: Proposed | undefined): HeardIn['booked'] {
  if (proposed) return { date: dateOf(proposed.slot), time: timeOf(proposed.slot) }
  return booked?.date ? { date: booked.date, time: booked.from_time ?? undefined } : undefined
}

/** 「27日の11時でいいです」, beside the time that was proposed. */
const TAKEN = /で(いい|良い|よい|お願い|おねがい|[。！!]*$)[^?？]*$/

/** 「11時は面接があるんです」 says of a time what is then, and agrees only where it says that it suits. */
const OF_A_TIME = /(時|分|半|日|曜|時間)(に)?は/
const SUITS = /大丈夫|だいじょうぶ|いい|良い|よい|OK|ＯＫ|オーケー|オッケー|[行い]け[るま]|空い|あい|可能|問題|都合/i

/** 「はい」 and 「その時間は無理です」; undefined where the words are about something else. */
export function hearProposal(
  text: string,
  understood: Understood,
  { request, slot }: Proposed,
  world: HearingWorld,
): Heard | undefined {
  if (understood.kind === 'command' && understood.command !== 'change_callback') return undefined
  // 「電話ではなくメールがいいです」 is about the way, not the time
  const isOfTheWay = understood.kind === 'fields' && Object.keys(understood.fields).some((field) => field !== 'time')
  if (isOfTheWay || world.isRefusingPhone(text)) return undefined
  // thanks alone are neither, and a number may be meant for another question
  if (understood.kind === 'smallTalk' || /^[\d０-９]+$/.test(text.trim())) return undefined
  const read = world.understand(text, questionIn(world))
  const isExcuse = OF_A_TIME.test(text) && !SUITS.test(text)
  const answer = read.kind === 'answer' && !(read.value === 'yes' && isExcuse) ? read.value : undefined
  const named = world.readTime(text, dateOf(slot))
  const isNamed = 'ok' in named && !('any' in named.ok)
  if (isNamed && !isSlot(named.ok, slot)) {
    // 「15時ならいけます」 agrees to another time than the one that was proposed
    return answer === 'yes' ? one('change_callback', timeEvent(named.ok, named.openEnded, world)) : undefined
  }
  if (answer === 'yes' || (isNamed && answer === undefined && TAKEN.test(text)))
    return one('yes', { type: 'user.acceptedTime', reference: request.reference, slot })
  if (answer === undefined) return undefined
  return one('change_callback', { type: 'user.gaveFields', fields: { time: undefined, slot: undefined } })
}

/**
 * Agreement in the chat with the advisor, who reads the words too, as they do
 * all others there. `unsure`: it may be to what the advisor asked since.
 */
export function hearAgreement(text: string, proposed: Proposed, world: HearingWorld): Heard | 'unsure' | undefined {
  const heard = hearProposal(text, world.understand(text, undefined), proposed, world)
  if (heard?.intent !== 'yes') return undefined
  const named = world.readTime(text, dateOf(proposed.slot))
  const isNamed = 'ok' in named && !('any' in named.ok)
  return proposed.isWrittenAfter && !isNamed ? 'unsure' : heard
}

function isSlot(time: TimeWish, slot: number): boolean {
  return 'date' in time && time.date === dateOf(slot) && time.from === timeOf(slot)
}

function questionIn({ content: { say } }: HearingWorld): Question {
  const [agree, other] = [say('buttons.accept_time'), say('buttons.other_time')]
  const options = [option('yes', agree), option('no', other)]
  return { slot: 'booking.proposal', question: agree, kind: 'yesno', options, text: agree, choices: [] }
}

const ASIDE: ReadonlySet<Intent> = new Set([
  'ask',
  'callback_status',
  'did_you_mean',
  'greeting',
  'thanks',
  'small_talk',
  'help',
  'unknown',
])

/** The proposal once more, below the reply to words that left it open. */
export function stillProposed(
  { request, slot }: Proposed,
  { intent, isUnsureOfTime = false }: Heard,
  { booking, cared }: DialogueContext,
  say: Say,
  now: number,
): Outbound[] {
  const isOpen = (ASIDE.has(intent) || isUnsureOfTime) && booking === request.reference && cared === null
  return isOpen ? [askAbout(say, request, slot, now)] : []
}
