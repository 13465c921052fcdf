import { COMMANDS, type Command } from '../../flows/vocabulary.ts'
import type { Lexicon } from './lexicon.ts'
import { arabic, fold, plain } from './normalize.ts'

export interface CommandContext {
  readonly pendingSlot?: string | undefined
  readonly inFit: boolean
  readonly inCallback: boolean
  readonly hasResult: boolean
  readonly hasBooking: boolean
}

export interface ReadCommand {
  readonly command: Command
  readonly steps?: number
  readonly value?: string
}

/** Commands are short; a longer text tells a story. */
const LONGEST = 45

/** Said around a request, and no part of it. */
const FILLERS =
  /^(あの|えっと|えーと|すみません|すいません|ごめん(なさい)?|やっぱり?|やっぱ|じゃあ?|では|それじゃ|とりあえず|もう|あ|ねえ|ちょっと|はい|うん|いや|なんか|え|ほな|んじゃ|できれば|よかったら)(?=.{2,})/
const ENDINGS =
  /(お願い(いた)?します|おねがい(いた)?します|お願い(できますか)?|おねがい|頼みます|たのむわ?|頼むわ?|ください(ませんか|ます?か?)?|下さい|くださいな|もらえますか|もらえませんか|もらえへん|もらえる|もらってもいいですか|いただけますか|いただけませんか|いただきたいです?|ほしいんですけど|ほしいです|ほしい|欲しいです|欲しい|くれませんか|くれますか|くれへん|くれん|くれる|くれ|したいんですけど|したいんだけど|したいです|したい|たいんですけど|たいんだけど|たいねんけど|たいのですが|たいです|たいな|たい|てもいいですか|ていいですか|てもいい|できますか|できませんか|できる|でしょうか|ですか|ますか|んですが|んですけど|んだけど|のですが|ですけど|ですが|です|ます|だよ|だ|っす|やねん|ねん|やで|やわ|やん|や|わ|よ|ね|な|の|か|けど|が|を|で|して|しといて|しとく|とく|みて|へん|します|しますね|する|とか|みー|笑|w|いい)$/

/** Builds the reader of commands from the editors' lists. */
export function createCommandReader(lexicon: Lexicon) {
  const phrases = new Map<string, Command>()
  const parts: { command: Command; all: string[][]; unless: string[] }[] = []
  for (const command of COMMANDS) {
    const said = lexicon.commands[command]
    for (const phrase of said?.phrases ?? []) for (const form of formsOf(fold(phrase))) if (!phrases.has(form)) phrases.set(form, command)
    for (const one of said?.parts ?? []) {
      parts.push({ command, all: one.all.map((group) => group.map(fold)), unless: one.unless.map(fold) })
    }
  }

  return (text: string, context: CommandContext): ReadCommand | undefined => {
    const words = plain(text)
    if ([...words].length > LONGEST) return undefined
    const folded = fold(words)
    const command = readBare(folded, context) ?? readParts(folded, context)
    return command && settle(command, words, context)
  }

  function readBare(folded: string, context: CommandContext): Command | undefined {
    for (const form of formsOf(folded)) {
      const command = phrases.get(form)
      if (command && isMeant(command, form, context)) return command
    }
    return undefined
  }

  function readParts(whole: string, context: CommandContext): Command | undefined {
    // 「何ですか」 asks what, not why
    const folded = whole.replace(/(何|なん)で(す|しょ)/g, '何$2')
    let best: { command: Command; weight: number } | undefined
    for (const { command, all, unless } of parts) {
      if (unless.some((word) => folded.includes(word))) continue
      const found = all.map((group) => longest(group, folded))
      if (found.some((length) => length === 0) || !isMeant(command, folded, context)) continue
      // the reading that explains more of the message
      const weight = found.reduce((sum, length) => sum + length, 0) + all.length + bonus(command, context)
      if (!best || weight > best.weight) best = { command, weight }
    }
    return best?.command
  }
}

/** The message, and what is left of it without fillers and endings, one after the other. */
function formsOf(folded: string): string[] {
  const forms = [folded]
  let rest = folded
  for (let times = 0; times < 6; times++) {
    const shorter = rest.replace(FILLERS, '').replace(ENDINGS, '')
    if (shorter === rest || shorter === '') break
    rest = shorter
    forms.push(rest)
    forms.push(rest.replace(ENDINGS, ''))
  }
  return forms.filter((form) => form.length > 1 || form === folded)
}

const longest = (group: readonly string[], text: string) =>
  group.reduce((most, word) => (word.length > most && text.includes(word) ? word.length : most), 0)

/** Bookings are changed and looked up where there is one; answers are taken back where some were given. */
function bonus(command: Command, context: CommandContext): number {
  if (context.hasBooking && (command === 'cancel_callback' || command === 'change_callback' || command === 'callback_status')) return 2
  if (context.inFit && (command === 'back' || command === 'restart' || command === 'why_question')) return 2
  return 0
}

/** Words that are a command only where the talk stands so. */
function isMeant(command: Command, folded: string, context: CommandContext): boolean {
  const isAsked = context.pendingSlot !== undefined
  switch (command) {
    case 'why_question':
      return isAsked
    case 'change_answer':
      return isAsked || context.hasResult || folded.length > 3
    case 'restart':
      return !context.inCallback || !/リセット/.test(folded)
    case 'cancel_callback':
      // while the form is being filled in, refusing calls is an answer to it
      return !(context.inCallback && /電話|でんわ/.test(folded))
    case 'talk_to_human':
      // 「電話で」 is an answer when the form asks how
      return !context.pendingSlot?.startsWith('callback.')
    case 'change_callback':
    case 'callback_status':
      return context.hasBooking || !context.inCallback || folded.length > 4
    case 'stop':
      return !(context.pendingSlot?.startsWith('confirm.') && folded.length > 3)
    case 'help':
      return folded !== fold('助けて') || !isAsked
    default:
      return true
  }
}

const STEPS = /([0-9]+)(つ|個|問)(前|分)?/

function settle(command: Command, words: string, context: CommandContext): ReadCommand {
  if (command === 'why_result' && context.inFit) return { command: 'why_question' }
  if (command === 'back') {
    const steps = Number(STEPS.exec(arabic(words))?.[1] ?? 1)
    const value = correctionIn(words)
    return { command, ...(steps > 1 && steps < 30 ? { steps } : {}), ...(value ? { value } : {}) }
  }
  return { command }
}

/** 「やっぱり『いいえ』で」: the better answer, where it is yes, no or a step of the scale. */
function correctionIn(words: string): string | undefined {
  const digit = /(?:じゃなくて|やなくて|ではなく|やっぱり?|正しくは)\D{0,6}([1-5])(?!問|つ|個)/.exec(words)?.[1]
  if (digit) return digit
  const said = /(?:じゃなくて|やなくて|ではなく)[「『]?(はい|いいえ)/.exec(words)?.[1]
  return said === 'はい' ? 'yes' : said === 'いいえ' ? 'no' : undefined
}
