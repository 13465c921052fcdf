import type { Command } from '../../flows/vocabulary.ts'
import { isAboutUs } from '../topics.ts'
import { canAct, isMeant } from './command-context.ts'
import type { ReadCommand } from './commands.ts'
import { insteadIn } from './instead.ts'
import type { IntentReader, SampledIntent } from './intents.ts'
import { plain } from './normalize.ts'
import { isRatherAnAnswer } from './pending.ts'
import type { Readers } from './readers.ts'
import {
  asksSomething,
  asksWhetherItIsFine,
  isAskedAboutUs,
  isAskedAfterAStory,
  isRefusing,
  isRequest,
  namesABooking,
  speaksOfSomebody,
} from './requests.ts'
import { type createSearch, SURE_OF_DISTRESS } from './search.ts'
import { isSummary } from './summary.ts'
import type { Pending, Talk, Understood } from './understood.ts'

/** Below this, a text that is like requests of one kind may mean anything. */
const SURE_OF_AN_INTENT = 0.25
/** The same for the end of a story, where nothing is asked: 「どうすればいいですか」 is said of anything. */
const SURE_OF_A_STORY = 0.75
/** Below this the whole is no story of a request, whatever its end sounds like: 「…よく続けられます。どんな仕事が合うでしょうか」. */
const LIKE_A_STORY = 0.03
/** From here on its end tells nothing better: 「予約番号なくしました、教えてください」. */
const SURE_OF_THE_WHOLE = 0.5
/** From here on likeness counts more than words that could be put together to a command. */
const SURER_THAN_WORDS = 0.45
/** From here on likeness counts more than what else a text could be as an answer, which is little to go by. */
const SURER_THAN_AN_ANSWER = 0.5
/** What is wanted of the questionnaire, rather than of us. */
const OF_THE_ITEMS: ReadonlySet<SampledIntent> = new Set(['back', 'restart', 'stop'])
const SURER_THAN_ANY_ARTICLE = 0.8
const CORRECTS: ReadonlySet<Command> = new Set(['back', 'change_answer'])
const LEAVES: ReadonlySet<Command> = new Set(['stop', 'cancel_callback'])
/** So much nearer than a request an article has to be, of which the requests were told apart already. */
const NEARER = 0.25
/** What can be erased, or that it is: one of them is said, however it is put. */
const SPEAKS_OF_ERASING =
  /データ|data|情報|じょうほう|記録|履歴|ログ|登録|痕跡|証拠|番号|消|けし|けす|けせ|削除|さくじょ|抹消|破棄|処分|捨て|退会|解除|クリア|忘れて|わすれて|覚えて|なくし|なかったこと|残[さしっりる]|撤回|取り下げ|おくった|送った/i
const ASKS_WHEN = /いつ(まで|頃|ごろ|に|は)*[^。]{0,4}(消え|消さ|けされ|削除され|なくな|残)/
/** To agree binds more than to refuse. */
const SURE_OF_A_YES = 0.5
const SURE_OF_A_NO = 0.5
const STORY = 20
const CLAUSE_ENDS = /(?<=[。！!？?、\n])|(?<=ので|んで|けど|から)/
const SHORTEST_CLAUSE = 5
/** 「ちょっと待って、電話きた」: the phone is the person's own. */
const WAITS = /待って|待った|まって/

/** By likeness nobody has anything erased, nor agrees while asking or refusing. */
const isAgreedTo = (text: string, chance: number, pending: Pending | undefined) =>
  pending?.slot !== 'confirm.erase' && !asksWhetherItIsFine(text) && !isRefusing(text) && chance >= SURE_OF_A_YES

type Likely = ReturnType<IntentReader['read']> & { readonly isOfTheEnd?: boolean }

/** What a text wants of the bot: by the lexicon's words, and by the samples it is like. */
export function createWantedReader(
  readers: Readers,
  intents: IntentReader,
  { search, distressIn }: ReturnType<typeof createSearch>,
) {
  /** One message is asked about several times. */
  let last: { text: string; pending: Pending | undefined; talk: Talk; likely: Likely } | undefined
  return { readCommand, readIntent, readRather, isUnlike, isLike }

  /** What is wanted by likeness to the samples, of all that makes sense as the talk stands. */
  function likeliest(text: string, pending: Pending | undefined, talk: Talk): Likely {
    if (last?.text === text && last.pending === pending && last.talk === talk) return last.likely
    const isItemAsked = pending?.slot.startsWith('fit.') ?? false
    const isConfirming = pending?.kind === 'yesno' && !pending.slot.startsWith('fit.')
    const context = { pendingSlot: pending?.slot, options: pending?.options, ...talk }
    const makesSense = (intent: SampledIntent) =>
      intent === 'yes' || intent === 'no' ? isConfirming : canAct(intent, talk) && isMeant(intent, text, context)
    const whole = intents.read(readers.stripPoliteness(text), makesSense, isItemAsked)
    const clauses = text.split(CLAUSE_ENDS).filter((one) => one.trim().length >= SHORTEST_CLAUSE)
    // the whole first, where it says enough
    const end =
      whole.chance < SURE_OF_THE_WHOLE && clauses.length > 1
        ? intents.read(readers.stripPoliteness(clauses.at(-1)!), makesSense, isItemAsked)
        : undefined
    const sure = pending ? SURE_OF_AN_INTENT : SURE_OF_A_STORY
    const isStory = pending || whole.chance >= LIKE_A_STORY
    const likely = end && isStory && end.chance > Math.max(whole.chance, sure) ? { ...end, isOfTheEnd: true } : whole
    last = { text, pending, talk, likely }
    return likely
  }

  /** What is wanted in words of which the lexicon has none. */
  function readIntent(whole: string, pending: Pending | undefined, talk: Talk): Understood | undefined {
    const text = pending?.slot.startsWith('fit.') ? whole : (insteadIn(whole)?.but ?? whole)
    const { intent, chance, isOfTheEnd } = likeliest(text, pending, talk)
    // 「何時間でもできるし飽きない」 to 「すぐ飽きてしまう」 is rather an answer nobody could read
    if (chance < SURE_OF_AN_INTENT) return undefined
    const isRather = chance >= SURER_THAN_AN_ANSWER && OF_THE_ITEMS.has(intent)
    if (!isRather && pending?.kind === 'scale' && isRatherAnAnswer(text, pending.question)) return undefined
    // 「親には内緒にしてほしい」 would have nothing erased
    if (intent === 'delete_my_data' && (!SPEAKS_OF_ERASING.test(plain(text)) || ASKS_WHEN.test(text))) return undefined
    // who is asked already begins nothing by mere likeness
    if (pending && intent === 'start_fit' && talk.inFit) return undefined
    if (intent === 'talk_to_human' && !isRequest(text)) {
      // 「先輩に話を聞いてもらった」 tells of somebody else
      if (pending && (chance < SURER_THAN_WORDS || WAITS.test(text))) return undefined
      // a form is begun for nobody who neither asks nor speaks of anybody: 「機械さわる系」
      if (chance < SURER_THAN_ANY_ARTICLE && !speaksOfSomebody(text)) return undefined
    }
    if (intent === 'delete_my_data' && talk.hasBooking && namesABooking(text))
      return { kind: 'command', command: 'cancel_callback' }
    // what refuses in words of an agreement refuses: 「合っとらんばい」
    if (intent === 'yes' && isSummary(pending) && chance >= SURE_OF_A_YES && isRefusing(text))
      return { kind: 'answer', value: 'no' }
    if (intent === 'yes' && !isAgreedTo(text, chance, pending)) return undefined
    // a question refuses nothing, and a story sends nobody away by a slight likeness
    if (intent === 'no' && asksSomething(text)) return undefined
    if (intent === 'no' && chance < SURE_OF_A_NO && [...text].length > STORY) return undefined
    if (intent === 'yes' || intent === 'no') return { kind: 'answer', value: intent }
    const found = search(readers.stripPoliteness(text))
    // who surely wants something is frightened by the call rather than in distress: 「眠れないので、かけてこないで」
    const isHeard = found.kind === 'crisis' && (chance < SURER_THAN_WORDS || distressIn(text, SURE_OF_DISTRESS))
    if (isHeard || isAskedAboutUs(found, intent, text, talk)) return undefined
    const nearer = isOfTheEnd || chance < SURER_THAN_WORDS ? 0 : NEARER
    if (found.kind === 'topic' && !isAboutUs(found.topic) && found.confidence > chance + nearer) return undefined
    return { kind: 'command', command: intent }
  }

  /** What a text that could be read as an answer is surely like: 「反対のほう押しちゃった」 to a statement, or to a summary what refuses it. */
  function readRather(text: string, pending: Pending, talk: Talk, answer: Understood): Understood | undefined {
    const isBinding =
      isSummary(pending) && answer.kind === 'answer' && answer.value === 'yes' && readers.readYesNo(text) !== 'yes'
    if (pending.kind !== 'scale' && !isBinding) return undefined
    // 「今の質問飛ばして」 passes over it
    if (answer.kind === 'answer' && answer.value === 'skip') return undefined
    const { intent, chance } = likeliest(text, pending, talk)
    if (chance < SURER_THAN_AN_ANSWER || !(isBinding ? intent === 'no' : OF_THE_ITEMS.has(intent))) return undefined
    return readIntent(text, pending, talk)
  }

  /** What a text asks for in so many words; where those were only put together, rather what it is surely like. */
  function readCommand(text: string, pending: Pending | undefined, talk: Talk): ReadCommand | undefined {
    const worded = readWorded(text, pending, talk)
    // 「キャンセルじゃなくて変更したい」 calls nothing off; 「4じゃなくて2」 takes an answer back
    const but = worded && !CORRECTS.has(worded.command) ? insteadIn(text)?.but : undefined
    if (but !== undefined) return readCommand(but, pending, talk)
    // why a question is asked has no samples that could tell it from other requests
    if (!worded || worded.isWhole || worded.command === 'why_question') return worded
    const { intent, chance, isOfTheEnd } = likeliest(text, pending, talk)
    if (chance < SURER_THAN_WORDS || isOfTheEnd) return worded
    if (intent === 'delete_my_data' && (worded.command === 'cancel_callback' || !SPEAKS_OF_ERASING.test(plain(text))))
      return worded
    // who leaves says no, too, and more than that
    if (intent === worded.command || (intent === 'no' && LEAVES.has(worded.command))) return worded
    return intent === 'yes' || intent === 'no' ? undefined : { command: intent, isWhole: false }
  }

  /** Words of an answer to a statement that happen to make a command are like no request: 「後でやることも多い」. */
  function isUnlike({ isWhole }: ReadCommand, text: string, pending: Pending, talk: Talk): boolean {
    if (isWhole || !pending.slot.startsWith('fit.')) return false
    return likeliest(text, pending, talk).chance < SURE_OF_AN_INTENT
  }

  /** Words that were put together to a command are surely like a request for it: no article on the same words is meant. */
  function isLike({ command }: ReadCommand, text: string, pending: Pending | undefined, talk: Talk): boolean {
    const { intent, chance, isOfTheEnd } = likeliest(text, pending, talk)
    return intent === command && chance >= SURER_THAN_ANY_ARTICLE && !isOfTheEnd
  }

  /** What a text asks for as a whole, or in one sentence of a story. */
  function readWorded(text: string, pending: Pending | undefined, talk: Talk) {
    const context = { pendingSlot: pending?.slot, options: pending?.options, ...talk }
    const whole = readers.readCommand(text, context)
    const sentences = whole || pending ? [] : text.split(/[。！!？?\n]+/).filter((one) => one.trim() !== '')
    if (sentences.length < 2) return whole
    const commands = sentences.map((one) => readers.readCommand(one, context))
    return commands.findLast((one, at) => one && isAskedAfterAStory(one.command, sentences[at]!))
  }
}
