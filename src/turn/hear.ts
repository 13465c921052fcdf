import type { DialogueContext, DialogueEvent, GivenFields, Intent } from '../../flows/vocabulary.ts'
import type { Inbound } from '../channels/channel.ts'
import { readForm } from '../desk/forms.ts'
import type { Topic } from '../topics.ts'
import { OF_OPTIONS, type Understood } from '../understanding/understood.ts'
import { hearAfterwards } from './afterwards.ts'
import { parseChoice } from './choices.ts'
import { hearForAdvisor } from './day-of-talk.ts'
import { type Heard, type HearingWorld, one } from './heard.ts'
import { betterAnswer, itemNamed } from './named-item.ts'
import type { Question } from './pending.ts'
import { hearProposal } from './proposal.ts'
import { given, hearWish, timeEvent, wishOf, withSlot } from './wishes.ts'

/** Turns what came in into events, given the question it may answer. */
export function hear(
  body: Inbound['body'],
  context: DialogueContext,
  question: Question | undefined,
  world: HearingWorld,
): Heard {
  switch (body.kind) {
    case 'text':
      return hearText(body.text, context, question, world)
    case 'choice':
      return hearChoice(body.id, context, question, world)
    case 'picked': {
      const [date, from] = body.value.split('T')
      const pressed = parseChoice(body.id)
      if (pressed?.kind !== 'answer' || pressed.slot !== question?.slot || !date || !from) return stale(body.id)
      return one('answer', timeEvent({ date, from }, false, world))
    }
    case 'form':
      return one('answer', {
        type: 'user.gaveFields',
        fields: withSlot(readForm(body.fields, world.content.desk.consentVersion), world),
      })
    case 'media':
      return one(body.type === 'sticker' ? 'small_talk' : 'unknown', { type: 'user.sent', media: body.type })
    case 'followed':
      return one('greeting', { type: 'user.followed', again: body.again })
    case 'unfollowed':
      return one('stop', { type: 'user.blocked' })
    case 'opened':
      return one('greeting', { type: 'user.opened' })
    case 'addressedInGroup':
      return one('small_talk', { type: 'user.spokeInGroup' })
    case 'unsent':
    case 'edited':
      return { events: [], intent: 'unknown' }
  }
}

const stale = (slot: string): Heard => one('unknown', { type: 'user.pressedStale', slot })

function hearChoice(id: string, context: DialogueContext, question: Question | undefined, world: HearingWorld): Heard {
  const pressed = parseChoice(id)
  switch (pressed?.kind) {
    case 'answer': {
      if (!question || pressed.slot !== question.slot) return stale(pressed.slot)
      const isOffered = question.options.some((option) => option.value === pressed.value)
      // a slot that was offered and went meanwhile is still that person's wish: the booking decides
      if (!isOffered && !/^(slot-)?\d{9,}$/.test(pressed.value)) return stale(pressed.slot)
      return one(intentOfAnswer(question, pressed.value), answerEvent(question, pressed.value, world))
    }
    case 'command':
      if (pressed.command === 'examples') return one('help', { type: 'user.askedForExamples' })
      return one(intentOfCommand(pressed.command), { type: `wanted.${pressed.command}` })
    case 'topic': {
      const topic = world.content.topics.get(pressed.topic)
      return topic ? askedFor(topic, 1) : stale(id)
    }
    case 'noneOfThese':
      return context.offered.length > 0 ? one('unknown', { type: 'user.rejectedSuggestions' }) : stale(id)
    case 'unhelpful':
      return one('unknown', { type: 'user.ratedTopic', topic: pressed.topic, helpful: false })
    case 'item':
      return one('change_answer', { type: 'user.pickedItem', item: pressed.item })
    case 'field':
      return one('change_answer', { type: 'user.pickedField', field: pressed.field })
    case 'talk':
      return one('answer', { type: 'user.ratedTalk', reference: pressed.reference, value: pressed.value })
    case 'history':
      return one('show_result', { type: 'user.deletedResult', id: pressed.id })
    case 'booking':
      if (context.booking !== pressed.reference) return stale(id)
      if (pressed.what === 'accept') {
        return one('yes', { type: 'user.acceptedTime', reference: pressed.reference, slot: Number(pressed.value) })
      }
      if (pressed.what === 'move')
        return one('change_callback', { type: 'user.gaveFields', fields: { time: undefined, slot: undefined } })
      return pressed.what === 'change'
        ? one('change_callback', { type: 'wanted.change_callback' })
        : one('cancel_callback', { type: 'wanted.cancel_callback' })
    default:
      return stale(id)
  }
}

/** A topic that was picked rather than found. */
const askedFor = ({ id, covered }: Topic, confidence: number): Heard =>
  covered
    ? one('ask', { type: 'user.asked', topic: id, confidence }, { topic: id, confidence })
    : one('unknown', { type: 'user.askedUncovered', topic: id, near: [] })

function hearText(text: string, context: DialogueContext, question: Question | undefined, world: HearingWorld): Heard {
  const locale = world.localeAsked(text)
  if (locale !== undefined) return one('help', { type: 'user.changedLocale', locale })
  const understood = world.understand(text, question)
  if (understood.kind === 'crisis') return one('crisis', { type: 'user.needsCare', care: understood.care })
  const answered = context.cared !== null && heardAfterCare(text, understood, question, world)
  if (answered && context.cared !== 'unsure') return one('small_talk', { type: 'user.answeredCare' })
  if (answered === 'yes') return one('crisis', { type: 'user.needsCare', care: 'suicide' })
  if (answered === 'no') return one('small_talk', { type: 'user.talked', talk: 'acknowledge' })
  const asked = world.proposed
    ? hearProposal(text, understood, world.proposed, world)
    : !question && context.ended
      ? hearAfterwards(text, understood, context.ended, world)
      : undefined
  const heard =
    asked ??
    hearForAdvisor(text, context, question, world) ??
    hearWish(text, understood, context, question, world) ??
    hearMore(text, context, world)
  if (heard) return heard
  switch (understood.kind) {
    case 'command': {
      const { command, steps, value } = understood
      // a correction of the last answer names no other
      const isAboutAnswer = command === 'change_answer' || (command === 'back' && !steps && !value)
      const item = isAboutAnswer ? itemNamed(text, context, world) : undefined
      if (item && question?.slot === 'fit.change') return one('answer', answerEvent(question, item, world))
      if (item) return changed(item, betterAnswer(text, item, world))
      return one(intentOfCommand(command), {
        type: `wanted.${command}`,
        steps,
        value,
      })
    }
    case 'answer':
      if (!question) return one('unknown', { type: 'user.wasNotUnderstood' })
      if (understood.leaving) return one('no', { type: 'wanted.stop' })
      return hearAnswer(text, understood.value, understood.fields, question, world)
    case 'fields':
      return one('talk_to_human', { type: 'user.gaveFields', fields: given(understood.fields, text, world) })
    case 'topic':
    case 'notCovered':
      return hearAsked(understood, world)
    case 'suggest':
      return one(
        'did_you_mean',
        { type: 'user.askedVaguely', topics: [...understood.topics] },
        { confidence: understood.confidence },
      )
    case 'smallTalk': {
      const intent = understood.talk === 'greeting' || understood.talk === 'thanks' ? understood.talk : 'small_talk'
      return one(intent, { type: 'user.talked', talk: understood.talk })
    }
    case 'yes':
      return one('yes', { type: 'user.agreed' })
    case 'no':
      return context.offered.length > 0
        ? one('no', { type: 'user.rejectedSuggestions' })
        : one('no', { type: 'user.declined' })
    case 'unclear':
      return one('unknown', { type: 'user.wasUnclear', problem: understood.problem })
    case 'unknown':
      if (question)
        return one('unknown', { type: 'user.wasUnclear', problem: 'unclear' }, { confidence: understood.confidence })
      return one('unknown', { type: 'user.wasNotUnderstood' }, { confidence: understood.confidence })
  }
}

/** An item is asked again, or answered at once where the better answer was said. */
function changed(item: string, value: string | undefined): Heard {
  const { events, ...heard } = one('change_answer', { type: 'user.pickedItem', item })
  const slot = `fit.${item}`
  return {
    ...heard,
    events: value ? [...events, { type: 'user.answered', slot, value, notedAs: 'corrected' }] : events,
  }
}

/** A question, or several at once: each is answered, in the order they were asked. */
function hearAsked(asked: Extract<Understood, { kind: 'topic' | 'notCovered' }>, { content }: HearingWorld): Heard {
  const { topic, confidence, also = [] } = asked
  const among = also.length > 0 ? [topic, ...also.map((one) => one.topic)] : undefined
  const isCovered = (id: string) => content.topics.get(id)?.covered !== false
  const heard =
    asked.kind === 'topic'
      ? one('ask', { type: 'user.asked', topic, confidence, among }, { topic, confidence })
      : one('unknown', { type: 'user.askedUncovered', topic, near: [...asked.near], among }, { confidence })
  const others = also.map(
    (one): DialogueEvent =>
      isCovered(one.topic)
        ? { type: 'user.asked', ...one, among }
        : { type: 'user.askedUncovered', topic: one.topic, near: [], among },
  )
  return { ...heard, events: [...heard.events, ...others] }
}

/**
 * What a word or two say to words of care: 「大丈夫です」 is no answer to the
 * question that waited before them. False where something else is said.
 */
function heardAfterCare(
  text: string,
  understood: Exclude<Understood, { kind: 'crisis' }>,
  question: Question | undefined,
  world: HearingWorld,
): 'yes' | 'no' | 'words' | false {
  // a name, a number and an option that is named are given as such
  const isOfOptions = question !== undefined && OF_OPTIONS.has(question.kind)
  if (understood.kind === 'answer' && (understood.isPlain || !isOfOptions)) return false
  if (understood.kind === 'command' || understood.kind === 'fields') return false
  const { kind } = world.understand(text, undefined)
  if (kind === 'yes' || kind === 'no') return kind
  return kind === 'smallTalk' || kind === 'unknown' ? 'words' : false
}

/** 「もっと詳しく」, right after an answer, is about that answer. */
function hearMore(text: string, { shown }: DialogueContext, world: HearingWorld): Heard | undefined {
  const topic = shown !== null && world.isAskingForMore(text) ? world.content.topics.get(shown) : undefined
  // nothing was searched for
  return topic && { ...askedFor(topic, 0), confidence: undefined }
}

function hearAnswer(
  text: string,
  value: string,
  fields: GivenFields | undefined,
  question: Question,
  world: HearingWorld,
): Heard {
  const field = question.slot.split('.')[1]
  const hasMore = fields && Object.keys(fields).length > 1
  if (hasMore) return one('answer', { type: 'user.gaveFields', fields: given(fields, text, world) })
  // an offered slot may be named by its position; anything else is a time of its own
  const isOption = question.options.some((option) => option.value === value)
  if ((field === 'time' || field === 'slot') && !isOption) {
    const time = world.readTime(text, question.day)
    if ('problem' in time) return one('unknown', { type: 'user.wasUnclear', problem: time.problem })
    return one('answer', timeEvent(time.ok, time.openEnded, world))
  }
  const event = answerEvent(question, value, world)
  const isOfAnItem = event.type === 'user.answered' && question.slot.startsWith('fit.')
  const inOwnWords = isOfAnItem && !isOptionItself(text, value, question)
  return one(intentOfAnswer(question, value), inOwnWords ? { ...event, notedAs: 'noted' } : event)
}

/** 「4」, 「やや」 and a label leave nothing to be taken wrong. */
function isOptionItself(text: string, value: string, { options }: Question): boolean {
  const said = text.trim()
  return /^[0-9０-９]+$/.test(said) || options.some((one) => one.value === value && one.label.startsWith(said))
}

function answerEvent(question: Question, value: string, { content }: HearingWorld): DialogueEvent {
  if (question.slot === 'callback.consent' && value === 'yes') {
    return { type: 'user.answered', slot: question.slot, value, keep: content.desk.consentVersion }
  }
  if (question.slot === 'callback.time') {
    if (value === 'any') return { type: 'user.gaveFields', fields: { time: { any: true }, slot: null } }
    const slot = /^slot-(\d+)$/.exec(value)
    if (slot) return { type: 'user.gaveFields', fields: { time: wishOf(Number(slot[1])), slot: Number(slot[1]) } }
  }
  if (question.slot === 'callback.topic') {
    const option = question.options.find((one) => one.value === value)
    return { type: 'user.answered', slot: question.slot, value: value === 'none' ? '' : (option?.label ?? value) }
  }
  return { type: 'user.answered', slot: question.slot, value }
}

function intentOfAnswer(question: Question, value: string): Intent {
  const isConfirmation = question.slot.startsWith('confirm.') || question.slot === 'callback.confirm'
  return isConfirmation && (value === 'yes' || value === 'no') ? value : 'answer'
}

function intentOfCommand(command: string): Intent {
  if (command === 'why_question') return 'why_result'
  if (command === 'history' || command === 'share_result') return 'show_result'
  return command as Intent
}
