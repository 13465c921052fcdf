import type { Command } from '../../flows/vocabulary.ts'
import type { Content } from '../content.ts'
import { loadDictionary } from '../dictionary/load.ts'
import { topicsAsAsked } from '../locales.ts'
import { canAct } from './commands.ts'
import { parseTimeWish, withoutTime } from './datetime.ts'
import { createDistressReader } from './distress.ts'
import { buildFaqIndex, type FaqIndex } from './faq/index.ts'
import { createScanner } from './faq/scan.ts'
import { createReadings } from './faq/vocabulary.ts'
import { parseFields, parseRequest, requestIn } from './fields.ts'
import type { Keep } from './keep.ts'
import { createReaders } from './readers.ts'
import { isAboutTheBot, isAboutTheTalk, isAskedAfterAStory, isRequest } from './requests.ts'
import { createSearch, LIKE_DISTRESS, SURE_OF_DISTRESS } from './search.ts'
import type { CareKind, Fields, Pending, SmallTalk, TimeWish, Understood } from './understood.ts'

/** Where the talk stands, as far as it decides what words mean. */
export interface Talk {
  readonly now: number
  readonly inFit: boolean
  readonly inCallback: boolean
  readonly hasResult: boolean
  readonly hasBooking: boolean
}

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
  readonly faq: FaqIndex
}

/** Beyond this nobody asks a question; the rest of a pasted text would only cost time. */
const LONGEST = 1000
/** Said in words that name nothing of ours: 「もう終わりにして」, 「戻らない」, 「助けて」. */
const NAMES_NOTHING: ReadonlySet<Command> = new Set(['stop', 'back', 'restart', 'help'])
/** Above this, words that could be put together to a command ask about work: 「カレンダー通りの休みがいいです」. */
const SURER_THAN_A_COMMAND = 0.97
/** The same where the command has nothing to act on: 「納得いかない」 without a result. */
const SURER_THAN_AN_IDLE_COMMAND = 0.6
const ASKED_ONCE_A_WAY_IS_CHOSEN = /^callback\.(name|phone|email|time|slot)$/
const SHORT = 16
const SHOWS_REQUEST = /^callback\.(confirm|choosingChange)$/
const MENDS = /名前|氏名|[苗名]字|違|ちが|じゃな|ではな|訂正|修正|直し|なおし/
/** A free text for the advisor, as it is kept. */
const LONGEST_TOPIC = 500

export async function createUnderstanding(
  content: Content,
  warn: (problem: string) => void,
  keep?: Keep,
): Promise<Understanding> {
  const readers = createReaders(content.lexicon, content.care)
  const dictionary = loadDictionary(warn)
  const scanner = createScanner(dictionary, content.synonyms)
  const readBy = JSON.stringify([content.synonyms, dictionary?.version])
  const readings = createReadings(scanner.scan, () => keep?.readings(readBy))
  const topics = topicsAsAsked(content.topics, content.locales)
  const faq = buildFaqIndex(topics, {
    synonyms: content.synonyms,
    elsewhere: content.elsewhere,
    dictionary: dictionary ?? null,
    scanner,
    readings,
    ...(keep ? { keep: keep.model } : {}),
  })
  const distress = createDistressReader(content, topics, scanner, readings, dictionary?.version, keep?.model)
  const toKeep = readings.toKeep()
  if (toKeep) keep?.keepReadings(readBy, toKeep)
  const readDistress = (text: string) => distress.read(readers.withoutIdioms(text))
  const { search, distressIn } = createSearch(content.topics, faq, readDistress)

  function understand(whole: string, pending: Pending | undefined, talk: Talk): Understood {
    const text = whole.slice(0, LONGEST)
    const care = readers.readCrisis(text)
    // who shouts at the bot is not asked whether to live is hard
    if (care && !(care === 'unsure' && readers.readSmallTalk(text) === 'abuse')) return { kind: 'crisis', care }

    // a number answers what is asked; where nothing is, it asks nothing
    if (!pending && /^\s*[0-9０-９]{1,2}\s*$/.test(text)) return { kind: 'unknown', confidence: 0 }
    const amended = readAmended(text, pending, talk)
    if (amended) return { kind: 'fields', fields: amended }
    const command = readCommand(text, pending, talk)
    const wish = command ? undefined : readOtherWay(text, pending, talk)
    if (wish) return { kind: 'fields', fields: { wish } }
    const answer = pending && readPending(text, whole, pending, talk)
    if (command && !(pending && answer?.kind === 'answer' && outweighs(pending, text, command.command))) {
      const { isWhole, ...request } = command
      const fields = command.command === 'talk_to_human' && !talk.inCallback ? readRequest(text, talk) : undefined
      if (fields) return { kind: 'fields', fields }
      const isHumanWanted = command.command === 'talk_to_human' && isRequest(text)
      const isVague = !isWhole && NAMES_NOTHING.has(command.command) && !isAboutTheBot(text)
      const alarm = isVague && distressIn(text, canAct(command.command, talk) ? SURE_OF_DISTRESS : LIKE_DISTRESS)
      if (alarm) return alarm
      const asked = isWhole || pending || isHumanWanted ? undefined : search(readers.stripPoliteness(text))
      const isAskedAbout = command.command === 'talk_to_human' && isAboutTheTalk(text)
      const sure = canAct(command.command, talk) && !isAskedAbout ? SURER_THAN_A_COMMAND : SURER_THAN_AN_IDLE_COMMAND
      if (asked?.kind === 'topic' && asked.confidence >= sure) return asked
      return { kind: 'command', ...request }
    }
    const fields = talk.inCallback ? undefined : readRequest(text, talk)
    // the words around a time and a name may ask for a talk, too
    const isAsked = () => readCommand(requestIn(text, talk.now), pending, talk)?.command === 'talk_to_human'
    // whoever says when answers no item, though an option has one of the words in it
    if (answer && !(fields?.time && isAsked())) return answer
    if (fields && (isBooking(fields) || isAsked())) return { kind: 'fields', fields }
    if (!pending) {
      const bare = readers.readYesNo(text)
      if (bare) return { kind: bare }
    }
    const talked = readers.readSmallTalk(text)
    // what looks like no words may be those of another locale
    if (talked && talked !== 'gibberish') return { kind: 'smallTalk', talk: talked }

    const found = search(readers.stripPoliteness(text))
    if (talked && found.kind !== 'topic') return { kind: 'smallTalk', talk: talked }
    // a slip of an answer looks like a weak question: the pending question has the better claim
    if (pending && found.kind === 'unknown') return { kind: 'unclear', problem: 'unclear' }
    return found
  }

  /** What a text asks for as a whole, or in one sentence of a story. */
  function readCommand(text: string, pending: Pending | undefined, talk: Talk) {
    const context = { pendingSlot: pending?.slot, options: pending?.options, ...talk }
    const whole = readers.readCommand(text, context)
    const sentences = whole || pending ? [] : text.split(/[。！!？?\n]+/).filter((one) => one.trim() !== '')
    if (sentences.length < 2) return whole
    const commands = sentences.map((one) => readers.readCommand(one, context))
    return commands.findLast((one, at) => one && isAskedAfterAStory(one.command, sentences[at]!))
  }

  /** What is known already of a talk that is asked for; undefined where that is nothing, or no more than a booking has. */
  function readRequest(text: string, { now, hasBooking }: Talk): Fields | undefined {
    const fields = parseRequest(text, now)
    if (readers.isRefusingPhone(text) && fields.wish === 'phone') return undefined
    const said = Object.keys(fields)
    return said.length > 0 && (!hasBooking || isBooking(fields) || fields.time) ? fields : undefined
  }

  /** 「やっぱり電話で」, said while the form asks for something else: no name, no time and no question. */
  function readOtherWay(text: string, pending: Pending | undefined, { now }: Talk): Fields['wish'] {
    if (!pending || [...text.trim()].length > SHORT) return undefined
    const bare = text.replace(/^((やっぱり?|やはり|いや|ごめん|あ|ま[あっ]?て|待って)[、。\s]*)+/, '')
    // what is to be talked about may be 「チャットで」, too
    const isAsked = pending.slot === 'callback.topic' ? bare !== text : ASKED_ONCE_A_WAY_IS_CHOSEN.test(pending.slot)
    if (!isAsked) return undefined
    const { wish, ...rest } = parseRequest(bare, now)
    return Object.keys(rest).length > 0 || (wish === 'phone' && readers.isRefusingPhone(text)) ? undefined : wish
  }

  /** 「名前ちがう、田仲です」 to a request as it is shown: what is said of it, rather than no to all of it. */
  function readAmended(text: string, pending: Pending | undefined, { now }: Talk): Fields | undefined {
    if (!pending || !SHOWS_REQUEST.test(pending.slot) || asksSomething(text)) return undefined
    const { name, time: _, ...others } = parseRequest(text, now)
    const answer = readers.readAnswer(text, pending)
    if (answer && 'value' in answer && answer.value === 'yes') return undefined
    if (others.wish === 'phone' && readers.isRefusingPhone(text)) delete others.wish
    // 「完璧です」 is no name
    const fields = name && MENDS.test(text) ? { ...others, name } : others
    return Object.keys(fields).length > 0 ? fields : undefined
  }

  /** What names one of the options shown is an answer, though it may sound like a command elsewhere. */
  function outweighs(pending: Pending, text: string, command: Command): boolean {
    // no is 「なおす」 there, which is not to leave
    if (command === 'stop' && pending.slot === 'callback.confirm') return false
    if (pending.kind === 'yesno') return readers.readYesNo(text) !== undefined
    // 「見直すよ」 to 「もう一度見直すのがくせになっている」 changes no answer
    if (pending.kind === 'scale') return !ASKS_TO_LEAVE.test(text) && takesUp(text, pending.question)
    return pending.kind === 'choice'
  }

  function isAnotherMatter(text: string): boolean {
    const { kind } = search(text)
    return kind === 'topic' || kind === 'crisis'
  }

  /** The answer to the pending question; undefined when the text is about something else. */
  function readPending(text: string, whole: string, pending: Pending, talk: Talk): Understood | undefined {
    if (pending.kind === 'scale' || pending.kind === 'yesno' || pending.kind === 'choice') {
      const answer = readers.readAnswer(text, pending)
      if (!answer || (pending.kind === 'scale' && (wanders(text, pending) || isParting(readers.readSmallTalk(text)))))
        return undefined
      return 'value' in answer
        ? { kind: 'answer', value: answer.value }
        : asksSomething(text) || isTalk(readers.readSmallTalk(text))
          ? undefined
          : { kind: 'unclear', problem: answer.problem }
    }
    const option = readers.readAnswer(text, { ...pending, kind: 'choice' })
    switch (pending.kind) {
      case 'text': {
        // a person's own words are kept; only a button's own label, or its number, means the button
        const pressed = pending.options.find((one) => one.label === text.trim())
        if (pressed) return { kind: 'answer', value: pressed.value }
        const time = parseTimeWish(text, talk.now)
        // a time and nothing else mends the time that was given before
        if ('ok' in time && !('any' in time.ok) && AROUND_A_TIME.test(withoutTime(text, talk.now)))
          return { kind: 'fields', fields: { time: time.ok } }
        const found = search(text)
        if (found.kind === 'crisis' || (asksSomething(text) && found.kind === 'topic')) return undefined
        return { kind: 'answer', value: whole.trim().slice(0, LONGEST_TOPIC) }
      }
      case 'datetime': {
        const time = parseTimeWish(text, talk.now, pending.day)
        if ('ok' in time) return { kind: 'answer', value: 'time', fields: { time: time.ok } }
        if (option && 'value' in option) return { kind: 'answer', value: option.value }
        const fields = parseFields(text, talk.now)
        if (Object.keys(fields).some((field) => field !== 'time')) return { kind: 'fields', fields }
        if (time.problem === 'past' || time.problem === 'invalid') return { kind: 'unclear', problem: time.problem }
        const isAboutTime = SPEAKS_OF_TIME.test(text) && !asksSomething(text)
        return !isAboutTime && isAnotherMatter(text) ? undefined : { kind: 'unclear', problem: 'none' }
      }
      default:
        return readField(text, pending.kind, talk)
    }
  }

  function readField(text: string, kind: 'name' | 'phone' | 'email', talk: Talk): Understood | undefined {
    if (asksSomething(text) && search(text).kind === 'topic') return undefined
    const fields = parseFields(text, talk.now)
    const named = kind === 'name' ? (fields.name ?? readers.parseName(text)) : undefined
    const value =
      kind === 'name'
        ? named
        : (fields[kind] ?? (kind === 'phone' ? readers.parsePhone(text) : readers.parseEmail(text)))
    const found: Fields = kind === 'name' && named ? { ...fields, name: named } : fields
    if (value) return { kind: 'answer', value, fields: found }
    if (Object.keys(found).length > 0) return { kind: 'fields', fields: found }
    return readers.readSmallTalk(text) || isAnotherMatter(text) ? undefined : { kind: 'unclear', problem: 'invalid' }
  }

  return {
    understand,
    overhear(text) {
      const care = readers.readCrisis(text)
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
    faq,
  }
}

/** A way to be reached, and something besides: somebody asks to be contacted without being asked for it. */
function isBooking(fields: Fields): boolean {
  const found = Object.keys(fields)
  return (fields.phone !== undefined || fields.email !== undefined) && found.length >= 1
}

const isParting = (talk: SmallTalk | undefined) => talk === 'farewell' || talk === 'thanks' || talk === 'apology'

/** Small talk that cannot be meant as an answer: 「うん」, 「なるほど」 and a slip of the keys may be. */
const isTalk = (talk: SmallTalk | undefined) => talk !== undefined && talk !== 'acknowledge' && talk !== 'gibberish'

const AROUND_A_TIME =
  /^[\s、。]*((やっぱり?|くらい|ぐらい|ごろ|頃|で|に|が|は|の|か|いい|です|お願い|おねがい|します|して|以降|から|まで|中|ください)[\s、。]*)*$/

/** Words of a wish that names no day. */
const SPEAKS_OF_TIME = /平日|土日|週末|曜|[来今]週|午前|午後|朝|昼|夕方|夜|[0-9０-９]時|以降/

const asksSomething = (text: string) =>
  /[?？]|(です|ます|でしょう|だろう)か|って(なに|何|どう|どんな)|教えて|おしえて|(なん|何)(の|ですか)|とは$/.test(text)

/** So long a text answers a scale only if it takes up a word of the statement or of its answers. */
const WANDERING = 16
const DEGREE =
  /あてはま|当てはま|とても|めっちゃ|かなり|すごく|やや|わりと|割と|まあ|ちょっと|少し|どちら|どっち|普通|ふつう|半々|微妙|あまり|あんま|そんなに|そこまで|全然|ぜんぜん|まったく|全く|[1-5１-５]/

function wanders(text: string, { question }: Pending): boolean {
  if ([...text.trim()].length <= WANDERING || DEGREE.test(text)) return false
  return !takesUp(text, question)
}

/** Whether a text says a word of the question again: a letter of it that has a meaning, with the one behind it. */
function takesUp(text: string, question: string): boolean {
  const letters = [...text]
  return letters.some(
    (letter, at) => /[\p{Script=Han}ァ-ヴ]/u.test(letter) && question.includes(letter + (letters[at + 1] ?? '')),
  )
}

const ASKS_TO_LEAVE = /やめ|止め|戻|もど|最初|一から|頭から|リセット|やり直|変え|かえたい|スキップ|結果|電話|相談|消/
