import { pathOf, placeOf, type Saved } from '../../flows/saved.ts'
import type { DialogueEvent, Intent } from '../../flows/vocabulary.ts'
import { type ConversationId, channelOf, type Inbound, type Outbound } from '../channels/channel.ts'
import type { Content } from '../content.ts'
import type { Said } from '../desk/relay.ts'
import { openRequestOf } from '../desk/request.ts'
import type { Seal } from '../seal.ts'
import { keepReply, openConversation, saveConversation, setReachable } from '../store/conversations.ts'
import { claimEvent } from '../store/inbox.ts'
import { seatsTaken } from '../store/slots.ts'
import type { Db } from '../store/store.ts'
import { type FloodLimits, type FloodState, measureFlood, weightOf } from './flood.ts'
import type { Heard, HeardIn } from './heard.ts'
import { hush } from './hush.ts'
import type { Knowledge } from './knowledge.ts'
import { isAlwaysHeard, listen, preludes, saidIn } from './listen.ts'
import { menuOf } from './menu.ts'
import { queue, queueMenu, SAFE_IN_PUBLIC, settle, whomIsAwaited } from './outgoing.ts'
import { inItsPlace } from './overtaking.ts'
import { pendingOf, type Question } from './pending.ts'
import { perform } from './perform.ts'
import type { DeskPort } from './port.ts'
import { proposedSince, stillProposed, timeInMind } from './proposal.ts'
import { atRest, step } from './step.ts'
import { forgetTalk, openSaved, sealTalk } from './talk.ts'
import type { TurnWork } from './work.ts'

/** What one turn did, for the scripted chat and for metrics; never stored. */
export interface TurnReport {
  readonly conversation: ConversationId
  readonly intent: Intent
  readonly topic: string | undefined
  readonly confidence: number | undefined
  readonly messages: readonly Outbound[]
  readonly question: Question | undefined
  readonly saved: Saved
}

export interface TurnWorld {
  readonly knowledge: Knowledge
  readonly seal: Seal
  readonly desk: DeskPort
  /** Channels that can change a message they have shown. */
  edits(channel: string): boolean
  /** Channels that can show a form. */
  forms(channel: string): boolean
  /** Channels that show whom a person waits for. */
  sessions(channel: string): boolean
  /** Channels that show a menu below the talk. */
  hasMenus(channel: string): boolean
  /** How much one person may write; any amount where nothing is said. */
  readonly flood?: FloodLimits | undefined
  now(): number
}

/** One turn's effects may bring facts that are stepped too; more rounds than this is a loop. */
const ROUNDS = 5

/**
 * Lets one event change one conversation, inside the caller's transaction: load,
 * claim the event id, understand, step, save, queue. Undefined when the event
 * came before: it changed nothing. The conversation is locked first, so that
 * nobody who holds it waits for whoever has claimed one of its events.
 */
export async function takeTurn(db: Db, world: TurnWorld, event: Inbound): Promise<TurnReport | undefined> {
  const now = world.now()
  const { conversation } = event
  const row = await openConversation(db, conversation, now)
  if (!(await claimEvent(db, event.eventId, now))) return undefined
  const inbound = await inItsPlace(db, event, now)
  const { body } = inbound
  if (body.kind === 'followed' || body.kind === 'unfollowed') {
    const isNews = await setReachable(db, conversation, body.kind === 'followed', inbound.at)
    if (!isNews) return undefined
  } else if (row.reachable === 0 && inbound.at < row.reachable_at) {
    // written before they went, and late: what was forgotten when they went must not begin anew
    return undefined
  }

  const work = { db, content: world.knowledge.content, seal: world.seal, now }
  if (body.kind === 'unsent') await world.desk.tookBack(work, conversation, body.messageId)
  if (body.kind === 'edited') await world.desk.edited(work, body.messageId, body.text)

  const before = openSaved(world.seal, row)
  const isWithAdvisor = before !== undefined && placeOf(before.value, before.context) === 'withAdvisor'
  const flood = measureFlood(row, weightOf(body, isWithAdvisor), now, world.flood)
  if (flood.isOver && !isAlwaysHeard(body, world.knowledge)) return await hush(db, world, inbound, before, flood, now)
  return await stepTurn(db, world, {
    now,
    conversation,
    before,
    turns: row.turns,
    flood: flood.state,
    waited: before ? now - row.updated_at : undefined,
    reply: inbound.reply,
    isPublic: inbound.isPublic ?? false,
    words: body.kind === 'text' ? body.text : undefined,
    said: saidIn(body),
    act: body,
    hear: (saved, question, asking) => listen(inbound, saved, question, asking, world.knowledge),
  })
}

/** What is said besides, in the words of the person's locale. */
export type Prepared = (content: Content) => readonly Outbound[]

/** Lets a fact that no person sent (an advisor came, a timer rang) change one conversation. */
export async function takeFact(
  db: Db,
  world: TurnWorld,
  conversation: ConversationId,
  event: DialogueEvent,
  prepared: Prepared = () => [],
  about?: string,
): Promise<TurnReport | undefined> {
  const now = world.now()
  const row = await openConversation(db, conversation, now)
  const before = openSaved(world.seal, row)
  return await stepTurn(db, world, {
    now,
    conversation,
    before,
    turns: row.turns,
    prepared,
    about,
    hear: () => ({ events: [event], intent: 'unknown' }),
  })
}

interface Turn {
  /** The clock is read once in a turn, so that nothing in it contradicts itself. */
  readonly now: number
  readonly conversation: ConversationId
  readonly before: Saved | undefined
  readonly turns: number
  readonly flood?: FloodState
  readonly waited?: number | undefined
  readonly reply?: Inbound['reply']
  readonly isPublic?: boolean
  readonly words?: string | undefined
  readonly said?: Said
  readonly act?: Inbound['body']
  readonly prepared?: Prepared
  /** Marks what is said, for whoever wants to know that it did not arrive. */
  readonly about?: string | undefined
  hear(saved: Saved, question: Question | undefined, asking: HeardIn): Heard
}

const isAboutTimes = (saved: Saved) => pathOf(saved.value).startsWith('callback')
const NO_SEATS: HeardIn['taken'] = new Map()

async function stepTurn(db: Db, world: TurnWorld, turn: Turn): Promise<TurnReport> {
  const { dialogue, plan, voice } = world.knowledge
  const { conversation, now } = turn
  const current = atRest(dialogue, plan, turn.before)
  // a button of the questionnaire, as most are, has nothing to do with times
  const isAsked = isAboutTimes(current) || turn.act?.kind !== 'choice'
  let taken: HeardIn['taken'] | undefined = isAsked ? await seatsTaken(db, now) : undefined
  const { content, choices } = voice(current.context.locale)
  const booked =
    current.context.booking === null ? undefined : await openRequestOf({ db, seal: world.seal }, conversation)
  const proposed =
    booked && turn.act?.kind === 'text' && turn.waited !== undefined
      ? await proposedSince(db, booked, now - turn.waited, now)
      : undefined
  const asking: HeardIn = {
    content,
    proposed,
    now,
    taken: taken ?? NO_SEATS,
    booked: timeInMind(booked, proposed),
  }
  const question = pendingOf(current, asking)
  const heard = turn.hear(current, question, asking)

  const work: TurnWork = {
    db,
    content,
    seal: world.seal,
    now,
    conversation,
    channel: channelOf(conversation),
    choices,
    variant: turn.turns,
    words: turn.words,
    said: turn.said ?? {},
    saved: current,
    question,
    waited: turn.waited,
    messages: [...(turn.prepared?.(content) ?? [])],
    followUps: [],
    desk: world.desk,
    forms: world.forms(channelOf(conversation)),
  }
  const before = turn.isPublic ? [] : preludes(current, heard, turn.waited)
  // who begins with 「やさしい日本語」 is greeted in it
  const isLocaleFirst = heard.events[0]?.type === 'user.changedLocale'
  const events = isLocaleFirst ? [...heard.events, ...before] : [...before, ...heard.events]
  for (let round = 0; events.length > 0; round++) {
    if (round > ROUNDS) throw new Error(`a turn did not come to rest after ${ROUNDS} rounds: "${events[0]!.type}"`)
    const batch = events.splice(0)
    // a slot that was found taken must not be offered again
    if (round > 0) taken = undefined
    const effects = []
    for (const event of batch) {
      const stepped = step(dialogue, plan, work.saved, event)
      work.saved = stepped.saved
      effects.push(...stepped.effects)
    }
    Object.assign(work, voice(work.saved.context.locale))
    if (isAboutTimes(work.saved)) taken ??= await seatsTaken(db, now)
    work.question = pendingOf(work.saved, { content: work.content, now, taken: taken ?? NO_SEATS })
    // asked once, at the end: what was answered on the way is not asked again
    const asks = effects.filter((effect) => effect.type === 'ask')
    const doomed = new Set(asks.slice(0, -1))
    for (const effect of effects) if (!doomed.has(effect)) await perform(work, effect)
    events.push(...work.followUps.splice(0))
  }

  if (proposed && !work.question)
    work.messages.push(...stillProposed(proposed, heard, work.saved.context, work.content.say, now))

  const isErased = work.erased !== undefined
  const saved = isErased ? forgetTalk(world.seal, conversation) : sealTalk(world.seal, conversation, work.saved)
  await saveConversation(db, conversation, saved, now, turn.flood)
  const settled = world.edits(channelOf(conversation)) ? settle(turn.act, question, heard, asking) : []
  const isForAll =
    !turn.isPublic || (work.question === undefined && heard.events.every((event) => SAFE_IN_PUBLIC.has(event.type)))
  const awaiting = world.sessions(channelOf(conversation))
    ? whomIsAwaited(turn.before, isErased ? undefined : work.saved)
    : []
  await queue(db, world.seal, conversation, [...settled, ...work.messages, ...awaiting], {
    reply: isForAll ? turn.reply : undefined,
    about: turn.about,
    now,
  })
  // the bot is silent while an advisor talks: its free answer is the advisor's
  const isWithAdvisor = placeOf(work.saved.value, work.saved.context) === 'withAdvisor'
  if (isWithAdvisor && work.messages.length === 0 && typeof turn.reply?.until === 'number')
    await keepReply(db, conversation, JSON.stringify(turn.reply))
  if (!isForAll) {
    const notice: Outbound = { kind: 'text', text: work.content.say('callback.inPublic') }
    await queue(db, world.seal, conversation, [notice], { reply: turn.reply, now })
  }
  const menu = menuOf(isErased ? undefined : work.saved)
  if (menu !== menuOf(turn.before) && world.hasMenus(channelOf(conversation))) {
    await queueMenu(db, world.seal, conversation, menu, now)
  }
  return {
    conversation,
    intent: heard.intent,
    topic: heard.topic,
    confidence: heard.confidence,
    messages: work.messages,
    question: work.question,
    saved: work.saved,
  }
}
