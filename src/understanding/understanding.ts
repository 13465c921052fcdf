import type { Command } from '../../flows/vocabulary.ts'
import type { Content } from '../content.ts'
import { loadDictionary } from '../dictionary/load.ts'
import { isAboutUs } from '../topics.ts'
import { canAct } from './command-context.ts'
import type { ReadCommand } from './commands.ts'
import { parseTimeWish } from './datetime.ts'
import { besideDenial, callsOff } from './denials.ts'
import type { FaqIndex } from './faq/index.ts'
import { parseRequest, requestIn } from './fields.ts'
import type { Keep } from './keep.ts'
import { learnReaders } from './learned.ts'
import { fold } from './normalize.ts'
import { createPendingReader } from './pending.ts'
import {
  asksSomething,
  asksWhatIsKept,
  isAboutTheBot,
  isAboutTheTalk,
  isAskedAboutUs,
  isRequest,
  isTelling,
  isWishing,
  wishesToKnow,
} from './requests.ts'
import { createSearch, LIKE_DISTRESS, LIKE_DISTRESS_AS_ANSWER, SURE_OF_DISTRESS } from './search.ts'
import { createSeveralReader } from './several/index.ts'
import { isWithoutWords } from './smalltalk.ts'
import { asRefusal, isSummary } from './summary.ts'
import {
  type CareKind,
  type Fields,
  OF_OPTIONS,
  type Pending,
  type Talk,
  type TimeWish,
  type Understood,
} from './understood.ts'
import { createWantedReader } from './wanted.ts'

/** What is caught of words that are meant for an advisor. */
export type Overheard =
  | { readonly kind: 'crisis'; readonly care: CareKind }
  | { readonly kind: 'erase' }
  | { readonly kind: 'end' }

export interface Understanding {
  /**
   * What a text means. One order, whatever the state: crisis, command, answer
   * to the pending question, FAQ, small talk, not understood. Pure and quick
   * for any input.
   */
  understand(text: string, pending: Pending | undefined, talk: Talk): Understood
  overhear(text: string): Overheard | undefined
  /** `day` is meant where the text names none. */
  readTime(text: string, now: number, day?: string): { ok: TimeWish; openEnded: boolean } | { problem: string }
  isRefusingPhone(text: string): boolean
  /** 「もっと詳しく」, of whatever was said last. */
  isAskingForMore(text: string): boolean
  readonly faq: FaqIndex
}

/** Beyond this nobody asks a question; the rest of a pasted text would only cost time. */
const LONGEST = 1000
/** A message as it came, what of it is read, and that with its slips mended. */
interface Message {
  readonly whole: string
  readonly typed: string
  readonly text: string
}
/** What was read as one thing, and may be two. */
const MAY_BE_SEVERAL: ReadonlySet<Understood['kind']> = new Set([
  'topic',
  'notCovered',
  'suggest',
  'unclear',
  'unknown',
  'command',
])
/** Said in words that name nothing of ours: 「もう終わりにして」, 「戻らない」, 「助けて」. */
const NAMES_NOTHING: ReadonlySet<Command> = new Set(['stop', 'back', 'restart', 'help'])
/** Above this, words that could be put together to a command ask about work: 「カレンダー通りの休みがいいです」. */
const SURER_THAN_A_COMMAND = 0.97
/** The same where the command has nothing to act on: 「納得いかない」 without a result. */
const SURER_THAN_AN_IDLE_COMMAND = 0.6

const SUPPOSES = /(たい|なった|なる|する|した)(とき|時|場合|ばあい)(は|に|って|も|、|どう|でも)/

/** So short an answer names an option, whatever an article has of it. */
const PLAIN_ANSWER = 12
/** From here on a topic is meant, though nothing is asked outright and the words go with an option. */
const SURER_THAN_AN_OPTION = 0.95

export async function createUnderstanding(
  content: Content,
  warn: (problem: string) => void,
  keep?: Keep,
): Promise<Understanding> {
  const { faq, readers, distress, intents, mend } = learnReaders(content, loadDictionary(warn), keep)
  const readDistress = (text: string) => distress.read(readers.withoutIdioms(text))
  const searching = createSearch(content.topics, faq, readDistress)
  const { search, distressIn } = searching
  const { readPending, readOtherWay, readAmended, readAhead, outweighs } = createPendingReader(readers, search)
  const { readCommand, readIntent, readRather, isUnlike, isLike } = createWantedReader(readers, intents, searching)

  const { readSeveral } = createSeveralReader(content.topics, (text) => search(readers.stripPoliteness(text)))

  function understand(whole: string, pending: Pending | undefined, talk: Talk): Understood {
    const typed = whole.slice(0, LONGEST)
    const text = mend(typed)
    const understood = withoutDenial(understandOne({ whole, typed, text }, pending, talk), text, pending, talk)
    if (!MAY_BE_SEVERAL.has(understood.kind)) return understood
    // which of two jobs suits somebody is answered before the check is begun
    const isWanted = understood.kind === 'command' && (understood.command !== 'start_fit' || isAboutTheBot(text))
    const isAnswer =
      understood.kind === 'unclear' &&
      (understood.problem !== 'unclear' || !(asksSomething(text) || wishesToKnow(text)))
    if (isWanted || isAnswer) return understood
    return readSeveral(text, understood, pending) ?? understood
  }

  /** 「取りやめてません」 calls nothing off, unless something beside it does. */
  function withoutDenial(understood: Understood, text: string, pending: Pending | undefined, talk: Talk): Understood {
    const rest = callsOff(understood) ? besideDenial(text) : undefined
    if (rest === undefined) return understood
    const beside = understandOne({ whole: rest, typed: rest, text: rest }, pending, talk)
    if (callsOff(beside)) return beside
    // shown what they have, they see that it stands
    if (talk.hasBooking && !talk.inCallback) return { kind: 'command', command: 'callback_status' }
    return pending ? { kind: 'unclear', problem: 'unclear' } : { kind: 'unknown', confidence: 0 }
  }

  function understandOne({ whole, typed, text }: Message, pending: Pending | undefined, talk: Talk): Understood {
    const care = readCrisis(typed, text)
    // who shouts at the bot is not asked whether to live is hard
    if (care && !(care === 'unsure' && readers.readSmallTalk(text) === 'abuse')) return { kind: 'crisis', care }

    // a number answers what is asked; where nothing is, it asks nothing
    if (!pending && /^\s*[0-9０-９]{1,2}\s*$/.test(text)) return { kind: 'unknown', confidence: 0 }
    const talked = readers.readSmallTalk(text)
    // whoever asks for time or for our ear neither answers nor goes back: 「ちょっと待って」, 「質問いい？」
    if (talked === 'wait' || talked === 'calling') return { kind: 'smallTalk', talk: talked }
    const amended = readAmended(typed, pending, talk) ?? readAhead(typed, pending, talk, false)
    if (amended) return toldBeside(amended, text)
    const kept = asksWhatIsKept(text) ? search(readers.stripPoliteness(text)) : undefined
    if (kept?.kind === 'topic' && isAboutUs(kept.topic)) return kept
    const command = unlessSupposed(readCommand(text, pending, talk), text, talk)
    const wish = command ? undefined : readOtherWay(text, pending, talk)
    if (wish) return toldBeside({ wish }, text)
    const ahead = command ? undefined : readAhead(typed, pending, talk, true)
    if (ahead) return toldBeside(ahead, text)
    // what is kept of a person is kept as it was typed
    const answer = pending && readPending(OF_OPTIONS.has(pending.kind) ? text : typed, whole, pending, talk)
    const isAnswerRather =
      answer?.kind === 'answer' &&
      pending &&
      command &&
      (outweighs(pending, text, command) || isUnlike(command, text, pending, talk))
    // 「あなたはAIですか」 asks who is talking, and for nobody else
    const isWho = talked === 'about_bot' && !isRequest(text)
    if (command && !isAnswerRather && !(isWho && command.command === 'talk_to_human' && !command.isWhole)) {
      const refusal = isSummary(pending) ? asRefusal(command, text, talk) : undefined
      if (refusal) return refusal
      const { isWhole, ...request } = command
      const isVague = NAMES_NOTHING.has(command.command) && !isAboutTheBot(text)
      // who calls a talk off because there will be no morning is heard before the talk is called off
      const likeness = isVague && !canAct(command.command, talk) ? LIKE_DISTRESS : SURE_OF_DISTRESS
      const alarm = isWhole ? undefined : distressIn(text, likeness)
      if (alarm) return alarm
      const fields = command.command === 'talk_to_human' && !talk.inCallback ? readRequest(typed, talk) : undefined
      if (fields) return { kind: 'fields', fields }
      const isHumanWanted = command.command === 'talk_to_human' && isRequest(text)
      const asked = isWhole ? undefined : search(readers.stripPoliteness(text))
      if (asked && isAskedAboutUs(asked, command.command, text, talk)) return asked
      const isAskedAbout = command.command === 'talk_to_human' && isAboutTheTalk(text)
      const isSurely = isWhole || pending || isHumanWanted || (!isAskedAbout && isLike(command, text, pending, talk))
      const sure = canAct(command.command, talk) && !isAskedAbout ? SURER_THAN_A_COMMAND : SURER_THAN_AN_IDLE_COMMAND
      const isOfWork = !isSurely && asked?.kind === 'topic' && !isAboutUs(asked.topic)
      if (isOfWork && asked.confidence >= sure) return asked
      return { kind: 'command', ...request }
    }
    const fields = talk.inCallback ? undefined : readRequest(typed, talk)
    // the words around a time and a name may ask for a talk, too
    const isAsked = () => readCommand(requestIn(text, talk.now), pending, talk)?.command === 'talk_to_human'
    // whoever says when answers no item, though an option has one of the words in it
    const isAnswered = answer && !(fields?.time && isAsked())
    const isOfTheFit = answer?.kind === 'answer' && pending?.slot.startsWith('fit.')
    const alarm = answer && distressBeside(answer, text)
    if (alarm) return alarm
    const rather = answer && pending ? readRather(text, pending, talk, answer) : undefined
    if (rather) return rather
    const question = isOfTheFit && pending?.kind === 'choice' ? questionIn(text, pending) : undefined
    if (question) return question
    if (isAnswered && answer.kind !== 'unclear') return answer
    // nothing but yes or no, where nothing was asked, is like many a request
    const yesOrNo = pending ? undefined : readers.readYesNo(text)
    if (yesOrNo) return { kind: yesOrNo }
    const bare = readers.stripPoliteness(text)
    // 「こんにちは」 asks for nothing, whatever requests begin with it
    const isGreeting = talked === 'greeting' && !pending && [...text].length <= PLAIN_ANSWER
    const isRequested = fields && (isBooking(fields, text) || isAsked())
    const meant = isRequested || isGreeting || isWho ? undefined : readIntent(text, pending, talk)
    if (meant) return fields && isForATalk(meant) ? { kind: 'fields', fields } : meant
    if (isAnswered) return answer
    // 「どこに電話する」 of somebody who is beaten asks for more than a call
    if (isRequested) return distressIn(text, SURE_OF_DISTRESS) ?? { kind: 'fields', fields }
    // what looks like no words may be those of another locale
    if (talked && !isWithoutWords(talked)) {
      if (talked === 'vague' && pending) return { kind: 'unclear', problem: 'unclear' }
      // what is quoted was said to the person: 「無能だ」と言われる. What is not was said to the bot
      const isShouting = talked === 'abuse' && !/[「『]/.test(text)
      return (isShouting ? undefined : distressIn(text, SURE_OF_DISTRESS)) ?? { kind: 'smallTalk', talk: talked }
    }

    const found = search(bare, pending ? LIKE_DISTRESS_AS_ANSWER : LIKE_DISTRESS)
    if (talked && found.kind !== 'topic') return { kind: 'smallTalk', talk: talked }
    if (pending?.slot.startsWith('fit.') && found.kind !== 'crisis' && isTold(text, found))
      return { kind: 'unclear', problem: 'unclear' }
    // a slip of an answer looks like a weak question: the pending question has the better claim
    if (pending && found.kind === 'unknown') return { kind: 'unclear', problem: 'unclear' }
    return found
  }

  /** Who tells when and how, and that it is unbearable, is heard first. */
  const toldBeside = (fields: Fields, text: string): Understood =>
    distressIn(text, SURE_OF_DISTRESS) ?? { kind: 'fields', fields }

  /** Distress in what may be an answer, too: the surer that is, the surer it has to be. */
  function distressBeside(answer: Understood, text: string): Understood | undefined {
    if (answer.kind === 'answer' && answer.isPlain) return undefined
    return distressIn(text, answer.kind === 'unclear' ? LIKE_DISTRESS_AS_ANSWER : SURE_OF_DISTRESS)
  }

  /** Neither a slip nor its mending hides distress. */
  const readCrisis = (typed: string, text: string) =>
    readers.readCrisis(text) ?? (text === typed ? undefined : readers.readCrisis(typed))

  /** 「取り消したいときはどうすれば」 calls nothing off: what there is is shown, with the way to do it. */
  function unlessSupposed(command: ReadCommand | undefined, text: string, { hasBooking, inCallback }: Talk) {
    if (command?.command !== 'cancel_callback' || !SUPPOSES.test(text)) return command
    if (hasBooking) return { ...command, command: 'callback_status' as const }
    return inCallback ? { ...command, command: 'why_question' as const } : undefined
  }

  /** A question to us that has a word of an option in it. A statement has none: what describes a person is an answer there. */
  function questionIn(text: string, { options }: Pending): Understood | undefined {
    const said = fold(text)
    const isLabel = options.some(({ label, also = [] }) => [label, ...also].some((name) => said.includes(fold(name))))
    if (isLabel || [...text].length <= PLAIN_ANSWER) return undefined
    const found = search(readers.stripPoliteness(text))
    return found.kind === 'topic' &&
      (asksSomething(text) || (found.confidence >= SURER_THAN_AN_OPTION && wishesToKnow(text)))
      ? found
      : undefined
  }

  /** What is known already of a talk that is asked for; undefined where that is nothing, or no more than a booking has. */
  function readRequest(text: string, { now, hasBooking }: Talk): Fields | undefined {
    const fields = parseRequest(text, now)
    if (readers.isRefusingPhone(text) && fields.wish === 'phone') return undefined
    const said = Object.keys(fields)
    return said.length > 0 && (!hasBooking || isBooking(fields, text) || fields.time) ? fields : undefined
  }

  return {
    understand,
    overhear(typed) {
      const text = mend(typed)
      const care = readCrisis(typed, text)
      // what may be meant otherwise, the advisor judges better
      if (care && care !== 'unsure') return { kind: 'crisis', care }
      const command = readers.readCommand(text, {
        inFit: false,
        inCallback: false,
        hasResult: false,
        hasBooking: false,
      })
      if (command?.command === 'delete_my_data') return { kind: 'erase' }
      return /^\s*(終了|おわり|終わり|会話を終える)[。!！\s]*$/.test(text) ? { kind: 'end' } : undefined
    },
    readTime(text, now, day) {
      const time = parseTimeWish(text, now, day)
      return 'ok' in time ? { ok: time.ok, openEnded: /以降|以後|から|過ぎ|すぎ|より後/.test(text) } : time
    },
    isRefusingPhone: (text) => readers.isRefusingPhone(text),
    isAskingForMore: (text) => readers.isAskingForMore(text),
    faq,
  }
}

/** What is told to a question about oneself is meant for it, whatever article it is like; what asks has to be like one. */
const isTold = (text: string, found: Understood) =>
  isTelling(text) || isWishing(text) || (found.kind !== 'topic' && !wishesToKnow(text) && !asksSomething(text))

const isForATalk = (meant: Understood) => meant.kind === 'command' && meant.command === 'talk_to_human'

/** A way to be reached, or a way and a time for a talk that is named: somebody asks to be contacted without being asked for it. */
function isBooking({ phone, email, wish, time }: Fields, text: string): boolean {
  return phone !== undefined || email !== undefined || (wish && time ? /予約|相談|面談|申し?込/.test(text) : false)
}
