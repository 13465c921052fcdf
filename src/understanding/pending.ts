import { amended } from './answers/positions.ts'
import type { ReadCommand } from './commands.ts'
import { correctionIn } from './corrections.ts'
import { parseTimeWish, withoutTime } from './datetime.ts'
import { parseFields, parseRequest, wayNamed, withoutContact } from './fields.ts'
import { isWithholdingName } from './name.ts'
import type { Readers } from './readers.ts'
import { asksSomething, asksWhetherItIsFine } from './requests.ts'
import { isWithoutWords } from './smalltalk.ts'
import type { Fields, Pending, SmallTalk, Talk, Understood } from './understood.ts'

const MAY_NAME_A_WAY = /^callback\.(consent|name|phone|email|time|slot)$/
const SPEAKS_OF_ANSWERS =
  /(答え|こたえ|回答)(を|も)?(変え|かえ|直|なお|訂正|修正)|[0-9０-９一二三四五六七八九十]+(問|番)目/
const speaksOfAnswers = (text: string) => SPEAKS_OF_ANSWERS.test(text) || correctionIn(text) !== undefined
const AGREES = /^(はい|うん|ええ|同意|ok|オッケー|了解|大丈夫)/i
const SHORT = 16
const SHOWS_REQUEST = /^callback\.(confirm|choosingChange)$/
/** Questions of options, to which many tell all of it at once. */
const BEFORE_THE_REST = /^callback\.(consent|wish)$/
const INTRODUCES = /と申します|と(いい|言い)ます|名前|なまえ|氏名/
const MENDS = /名前|氏名|[苗名]字|違|ちが|じゃな|ではな|訂正|修正|直し|なおし/
/** A free text for the advisor, as it is kept. */
const LONGEST_TOPIC = 500

/** What a text says to the question that waits. `search` finds what it is about otherwise. */
export function createPendingReader(readers: Readers, search: (text: string) => Understood) {
  return { readPending, readOtherWay, readAmended, readAhead, outweighs }

  /** 「やっぱり電話で」, said while the form asks for something else: no name, no time and no question. */
  function readOtherWay(text: string, pending: Pending | undefined, { now }: Talk): Fields['wish'] {
    if (!pending || [...text.trim()].length > SHORT) return undefined
    const bare = text.replace(/^((やっぱり?|やはり|いや|ごめん|あ|ま[あっ]?て|待って)[、。\s]*)+/, '')
    // 「はい、電話で」 agrees, too
    if (pending.slot === 'callback.consent' && AGREES.test(bare)) return undefined
    // what is to be talked about may be 「チャットで」, too
    const isAsked = pending.slot === 'callback.topic' ? bare !== text : MAY_NAME_A_WAY.test(pending.slot)
    if (!isAsked) return undefined
    const { wish = wayNamed(bare), ...rest } = parseRequest(bare, now)
    return Object.keys(rest).length > 0 || (wish === 'phone' && readers.isRefusingPhone(text)) ? undefined : wish
  }

  /**
   * What is told ahead of its question: 「090-… 夕方以降で」 to the question for
   * consent. A number or an address is one whatever the words around it are
   * like; a name or a time only `unlessWanted`, where they ask for nothing else.
   */
  function readAhead(
    text: string,
    pending: Pending | undefined,
    { now }: Talk,
    unlessWanted: boolean,
  ): Fields | undefined {
    if (!pending || !BEFORE_THE_REST.test(pending.slot) || asksSomething(text)) return undefined
    const { name, wish, ...fields } = parseRequest(text, now)
    const hasContact = fields.phone !== undefined || fields.email !== undefined
    if (!hasContact && !unlessWanted) return undefined
    const isNamed = name && (hasContact || INTRODUCES.test(text))
    const isWished = wish && pending.slot !== 'callback.wish' && !(wish === 'phone' && readers.isRefusingPhone(text))
    const told = { ...fields, ...(isNamed ? { name } : {}), ...(isWished && hasContact ? { wish } : {}) }
    return Object.keys(told).length > 0 ? told : undefined
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
  function outweighs(pending: Pending, text: string, { command, isWhole, value }: ReadCommand): boolean {
    // no is 「なおす」 there, which is not to leave
    if (command === 'stop' && pending.slot === 'callback.confirm') return false
    if (command === 'back' && !isWhole && amended(text)) return true
    // 「答えを直したい」 is no 「原因を調べて直したい」
    if (command === 'change_answer' && pending.slot.startsWith('fit.') && speaksOfAnswers(text)) return false
    // 「さっきの、ややあてはまるに直して」 answers the question before
    if (command === 'back' && isWhole && value !== undefined) return false
    if (pending.kind === 'yesno') return readers.readYesNo(text) !== undefined
    // 「見直すよ」 to 「もう一度見直すのがくせになっている」 changes no answer
    if (pending.kind === 'scale')
      return isRatherAnAnswer(text, pending.question) || (!ASKS_TO_LEAVE.test(text) && /[あ当]て?はま/.test(text))
    return pending.kind === 'choice'
  }

  function isAnotherMatter(text: string): boolean {
    const { kind } = search(text)
    return kind === 'topic' || kind === 'crisis'
  }

  /** The answer to the pending question; undefined when the text is about something else. */
  function readPending(text: string, whole: string, pending: Pending, talk: Talk): Understood | undefined {
    if (BEFORE_THE_REST.test(pending.slot) && isWithholdingName(text) && !asksSomething(text))
      return ANONYMOUS.test(text)
        ? { kind: 'fields', fields: { name: NAMELESS } }
        : { kind: 'unclear', problem: 'nameless' }
    if (pending.kind === 'scale' || pending.kind === 'yesno' || pending.kind === 'choice') {
      const answer = readers.readAnswer(text, pending)
      const isAgreed = answer && 'value' in answer && answer.value === 'yes'
      if (isAgreed && !pending.slot.startsWith('fit.') && asksWhetherItIsFine(text)) return undefined
      if (!answer || answersNothing(readers.readSmallTalk(text), pending)) return undefined
      return 'value' in answer
        ? { kind: 'answer', value: answer.value, ...(answer.isPlain ? { isPlain: true } : {}) }
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
        const time = parseTimeWish(text, talk.now, pending.day)
        // a time and nothing else mends the time that was given before
        if (AROUND_A_TIME.test(withoutTime(text, talk.now))) {
          if ('ok' in time && !('any' in time.ok)) return { kind: 'fields', fields: { time: time.ok } }
          // 「水曜の25時」: nothing that could be talked about
          if ('problem' in time && time.problem !== 'none') return { kind: 'unclear', problem: time.problem }
        }
        const { name } = MENDS.test(text) ? parseFields(text, talk.now) : {}
        if (name) return { kind: 'fields', fields: { name } }
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
    const named = kind === 'name' ? (fields.name ?? nameAlone(text, fields, talk)) : undefined
    const value =
      kind === 'name'
        ? named
        : (fields[kind] ?? (kind === 'phone' ? readers.parsePhone(text) : readers.parseEmail(text)))
    const found: Fields = kind === 'name' && named ? { ...fields, name: named } : fields
    if (value) return { kind: 'answer', value, fields: found }
    if (Object.keys(found).length > 0) return { kind: 'fields', fields: found }
    if (WITHHOLDS.test(text.trim())) return { kind: 'unclear', problem: kind === 'name' ? 'nameless' : 'withheld' }
    return readers.readSmallTalk(text) || isAnotherMatter(text) ? undefined : { kind: 'unclear', problem: 'invalid' }
  }

  /** A name that nothing introduces; what is nothing but a time is none. */
  function nameAlone(text: string, fields: Fields, { now }: Talk): string | undefined {
    if (ANONYMOUS.test(text) && !asksSomething(text)) return NAMELESS
    if (fields.time && AROUND_A_TIME.test(withoutTime(text, now))) return undefined
    return readers.parseName(fields.phone || fields.email ? withoutContact(text) : text)
  }
}

/** Whoever is asked for a name and would rather not be called anything may be called so. */
const WITHHOLDS =
  /たくな|(いや|嫌|イヤ|むり|無理|だめ|ダメ)(です|だ|$)|内緒|ないしょ|秘密|ひみつ|怖|こわ|個人情報|言えな|持って(い)?(な|ませ)|もって(い)?(な|ませ)|^(なし|ない(です)?|ありません|パス|スキップ|(何|なに)も.*)$/
const ANONYMOUS = /匿名|名無し|ななし/
const NAMELESS = '匿名'

/** Words of a wish that names no day. */
const SPEAKS_OF_TIME = /平日|土日|週末|曜|[来今]週|午前|午後|朝|昼|夕方|夜|[0-9０-９]時|以降/

/** Whether a text says a word of the question again: a letter of it that has a meaning, with the one behind it. */
function takesUp(text: string, question: string): boolean {
  const letters = [...text]
  return letters.some(
    (letter, at) => /[\p{Script=Han}ァ-ヴ]/u.test(letter) && question.includes(letter + (letters[at + 1] ?? '')),
  )
}

const ASKS_TO_LEAVE = /やめ|止め|戻|もど|最初|一から|頭から|リセット|やり直|変え|かえたい|スキップ|結果|電話|相談|消/

/** Of a statement: its words said again, and none that ask for something. */
export const isRatherAnAnswer = (text: string, statement: string) =>
  takesUp(text, statement) && !ASKS_TO_LEAVE.test(text)

const NO_ANSWER: ReadonlySet<SmallTalk | undefined> = new Set<SmallTalk>(['farewell', 'thanks', 'apology', 'abuse'])
/** Of a statement one is no more than agreed with; 「大学4年です」 answers a choice, though it introduces somebody elsewhere. */
const NO_DEGREE: ReadonlySet<SmallTalk | undefined> = new Set<SmallTalk>(['greeting', 'about_bot'])

const answersNothing = (talk: SmallTalk | undefined, { slot, kind }: Pending) =>
  slot.startsWith('fit.') && (NO_ANSWER.has(talk) || (kind === 'scale' && NO_DEGREE.has(talk)))

/** Small talk that cannot be meant as an answer: 「うん」, 「どれでもいい」 and a slip of the keys may be. */
const isTalk = (talk: SmallTalk | undefined) =>
  talk !== undefined && talk !== 'acknowledge' && talk !== 'vague' && !isWithoutWords(talk)

const AROUND_A_TIME =
  /^[\s、。]*((やっぱり?|ほな|ほんなら|じゃあ?|では|やで?|くらい|ぐらい|ごろ|頃|で|に|が|は|の|か|いい|です|お願い|おねがい|します|して|以降|から|まで|中|ください)[\s、。]*)*$/
