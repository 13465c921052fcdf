import { COMMANDS, type Command } from '../../flows/vocabulary.ts'
import { bonus, type CommandContext, isMeant } from './command-context.ts'
import { correctionIn, isCorrection, isCorrectionOfOneOfAll } from './corrections.ts'
import type { Lexicon } from './lexicon.ts'
import { arabic, plain } from './normalize.ts'
import { createSpeller, type Speller } from './spelling.ts'
import type { Pending } from './understood.ts'
import { createWordFinder } from './words.ts'

export interface ReadCommand {
  readonly command: Command
  readonly steps?: number
  readonly value?: string
  /** The message is a known request; else its words were put together. */
  readonly isWhole: boolean
}

/** Commands are short; a longer text tells a story. */
const LONGEST = 45
/** The share of a message that may be neither part of the request nor a word said around any request. */
const UNEXPLAINED = 0.2

/** Requests that may name a job: 「なんで営業向きなの」 「面接の相談がしたい」. */
const MAY_SPEAK_OF_WORK: ReadonlySet<Command> = new Set([
  'start_fit',
  'why_result',
  'show_result',
  'share_result',
  'talk_to_human',
])

/** A whole request, as editors list it. */
interface Phrase {
  readonly form: string
  readonly commands: Command[]
  readonly place: number
}

/** Words that together are a request. */
interface Combination {
  readonly place: number
  readonly command: Command
  readonly all: readonly (readonly string[])[]
  readonly unless: readonly string[]
  /** Means it only where there is a booking to speak of, and nothing is asked. */
  readonly booked: boolean
}

/**
 * Builds the reader of commands from the editors' lists.
 *
 * A message is a command when it names its words and says little else: 「予約を
 * キャンセルしたい」 does, 「営業の電話ってキャンセルとか多い？」 talks about work.
 */
export function createCommandReader(lexicon: Lexicon) {
  const spell = createSpeller(lexicon.spellings)
  const work = lexicon.work.map(spell)
  const around = lexicon.around.map(spell)
  const unexplained = unexplainedBy([...around, ' '])
  const phrases = new Map<string, Phrase>()
  /** Nothing is left of a picture where words are compared. */
  const pictures = new Map<string, Command>()
  const combinations: Combination[] = []
  const excluded = new Map<Command, string[]>()
  const explain = new Map<Command, (text: string) => number>()
  for (const command of COMMANDS) {
    const said = lexicon.commands[command]
    if (!said) continue
    for (const phrase of said.phrases) {
      const form = spell(phrase)
      if (form === '') pictures.set(plain(phrase), command)
      const known = phrases.get(form)
      if (known) known.commands.push(command)
      else phrases.set(form, { form, commands: [command], place: phrases.size })
    }
    const never = MAY_SPEAK_OF_WORK.has(command) ? [] : work
    for (const { all, unless, booked } of said.parts) {
      combinations.push({
        place: combinations.length,
        command,
        all: all.map((group) => group.map(spell)),
        unless: [...never, ...unless.map(spell)],
        booked,
      })
    }
    excluded.set(command, [
      ...new Set([...never, ...said.parts.flatMap((part) => (part.booked ? [] : part.unless.map(spell)))]),
    ])
    const own = [...said.phrases.map(spell), ...said.parts.flatMap(({ all }) => all.flat().map(spell))]
    explain.set(command, unexplainedBy([...own, ...around]))
  }
  // a message has words of a few of them, whatever their number
  const phrasesIn = createWordFinder([...phrases.values()].map((phrase) => [phrase.form, phrase]))
  const wordsIn = createWordFinder(
    combinations.flatMap((combination) =>
      combination.all.flatMap((words, group) => words.map((word) => [word, { combination, group }] as const)),
    ),
  )

  return (text: string, context: CommandContext): ReadCommand | undefined => {
    const words = plain(text)
    if ([...words].length > LONGEST) return undefined
    const said = spellRequest(words, spell)
    // 「📞お願いします」
    const pictured = NOTHING_BUT_ASKING.test(said) ? pictures.get(words.replace(WORDS, '')) : undefined
    if (pictured && isMeant(pictured, said, context)) return { ...settle(pictured, words, context), isWhole: true }
    if (said === '') return undefined
    if (context.options?.some((option) => isNamed(option, said))) return undefined
    const canChange = context.inFit || context.hasResult
    const whole =
      canChange && isCorrectionOfOneOfAll(words)
        ? 'change_answer'
        : isCorrection(words)
          ? 'back'
          : findPhrase(said, context)
    const command = whole ?? findCombination(said, context)
    return command && { ...settle(command, words, context), isWhole: whole !== undefined }
  }

  /** 「電話がいい」 where 電話 is an option, or a part of one. */
  function isNamed(option: Pending['options'][number], said: string): boolean {
    return [option.label, ...(option.also ?? [])].map(spell).some((name) => {
      if (name.length < 2) return false
      const rest = said.replace(name, ' ')
      if (rest !== said) return !/たい|ほし|くださ|お願い|もらえ|つな/.test(rest) && unexplained(rest) === 0
      const bare = said.replace(/(のほう|の方|ほう|方)?(がいい|がええ|です|かな|だ|で|にします|に)+$/, '')
      return bare.length >= 2 && name.includes(bare)
    })
  }

  /** The longest phrase, alone or with nothing but words around it; of as long ones the first. */
  function findPhrase(said: string, context: CommandContext): Command | undefined {
    const found = new Set<Phrase>()
    phrasesIn(said, (phrase) => phrase.form.length * 2 >= said.length && found.add(phrase))
    const inOrder = [...found].sort((a, b) => b.form.length - a.form.length || a.place - b.place)
    for (const { form, commands } of inOrder) {
      const rest = said.replace(form, ' ')
      if (form !== said && unexplained(rest.trim()) > 0) continue
      const command = commands.find(
        (one) => isMeant(one, said, context) && !excluded.get(one)?.some((word) => rest.includes(word)),
      )
      if (command) return command
    }
    return undefined
  }

  function findCombination(said: string, context: CommandContext): Command | undefined {
    let best: { command: Command; weight: number } | undefined
    for (const [{ command, all, unless, booked }, letters] of complete(said)) {
      if (booked && (!context.hasBooking || context.pendingSlot !== undefined)) continue
      if (unless.some((word) => said.includes(word))) continue
      if (!isMeant(command, said, context) || explain.get(command)!(said) > said.length * UNEXPLAINED) continue
      // the reading that explains more of the message
      const weight = letters + all.length + bonus(command, context)
      if (!best || weight > best.weight) best = { command, weight }
    }
    return best?.command
  }

  /** Those with a word of each group in the text, in their order; with how many letters the longest ones have together. */
  function complete(said: string): [Combination, letters: number][] {
    const longest = new Map<Combination, Map<number, number>>()
    wordsIn(said, ({ combination, group }, { length }) => {
      const known = longest.get(combination)
      if (!known) longest.set(combination, new Map([[group, length]]))
      else if (length > (known.get(group) ?? 0)) known.set(group, length)
    })
    return [...longest]
      .filter(([{ all }, groups]) => groups.size === all.length)
      .map(([one, groups]): [Combination, number] => [one, groups.values().reduce((sum, length) => sum + length, 0)])
      .sort(([a], [b]) => a.place - b.place)
  }
}

const NOTHING_BUT_ASKING = /^((お|を|で)?(お願い|おねがい)(いた)?(します)?|希望|です|で|を)*$/
const WORDS = /[\p{L}\s、。]/gu

/** 「何ですか」 asks what, not why: it must not meet 「何で」. */
const spellRequest = (words: string, spell: Speller) =>
  spell(arabic(words).replace(/(何|なん)で(?=す|しょ|した)/g, 'なに、'))

/** How many letters of a text none of the words account for. */
function unexplainedBy(words: readonly string[]) {
  const known = new RegExp(
    [...new Set(words)]
      .filter((word) => word !== '')
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|'),
    'gu',
  )
  // 「15時」 says when, whatever the number
  return (text: string) => text.replace(/\d+(?=[時日月分])/gu, '').replace(known, '').length
}

const STEPS = /([2-9]|[12][0-9])(?:つ|個|問)(?:前|分|戻|もど)/

function settle(command: Command, words: string, context: CommandContext): Omit<ReadCommand, 'isWhole'> {
  if (command === 'why_result' && context.inFit) return { command: 'why_question' }
  if (command !== 'back') return { command }
  const steps = STEPS.exec(arabic(words))?.[1]
  // a better answer is the last one's; further back it is asked again
  const value = steps ? undefined : correctionIn(words)
  return { command, ...(steps ? { steps: Number(steps) } : {}), ...(value ? { value } : {}) }
}
