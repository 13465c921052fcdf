import { COMMANDS, type Command, type DialogueContext, FIELDS, type Field } from '../../flows/vocabulary.ts'
import type { Choice } from '../channels/channel.ts'
import type { Say } from '../messages.ts'
import type { Topic } from '../topics.ts'

/** What a button means. Its id names the question it belongs to, so that a stale one is never applied to another. */
export type Pressed =
  | { readonly kind: 'answer'; readonly slot: string; readonly value: string }
  | { readonly kind: 'command'; readonly command: Command | 'examples' }
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'noneOfThese' }
  | { readonly kind: 'unhelpful'; readonly topic: string }
  | { readonly kind: 'item'; readonly item: string }
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'talk'; readonly reference: string; readonly value: number }
  | { readonly kind: 'history'; readonly id: number }
  | {
      readonly kind: 'booking'
      readonly what: (typeof BOOKING)[number]
      readonly reference: string
      readonly value?: string
    }

/** What can be done with a request; `move` changes its time alone. */
const BOOKING = ['change', 'move', 'cancel', 'accept'] as const
const isBooking = (what: string | undefined): what is (typeof BOOKING)[number] =>
  (BOOKING as readonly (string | undefined)[]).includes(what)

export const answerId = (slot: string, value: string) => `answer:${slot}:${value}`

/** Reads a choice id; undefined for one this release does not know. */
export function parseChoice(id: string): Pressed | undefined {
  const [verb, ...rest] = id.split(':')
  const [first, second] = rest
  switch (verb) {
    case 'answer':
      return first && second !== undefined ? { kind: 'answer', slot: first, value: rest.slice(1).join(':') } : undefined
    case 'do':
      if (first === 'examples') return { kind: 'command', command: first }
      return COMMANDS.includes(first as Command) ? { kind: 'command', command: first as Command } : undefined
    case 'topic':
      return first ? { kind: 'topic', topic: first } : undefined
    case 'none':
      return { kind: 'noneOfThese' }
    case 'unhelpful':
      return first ? { kind: 'unhelpful', topic: first } : undefined
    case 'item':
      return first ? { kind: 'item', item: first } : undefined
    case 'field':
      return FIELDS.includes(first as Field) ? { kind: 'field', field: first as Field } : undefined
    case 'talk':
      return first && /^[1-3]$/.test(second ?? '')
        ? { kind: 'talk', reference: first, value: Number(second) }
        : undefined
    case 'history':
      return /^\d+$/.test(first ?? '') ? { kind: 'history', id: Number(first) } : undefined
    case 'booking':
      return isBooking(first) && second
        ? { kind: 'booking', what: first, reference: second, ...(rest[2] ? { value: rest[2] } : {}) }
        : undefined
    default:
      return undefined
  }
}

/** Topics that give a newcomer an idea of what can be asked. */
const EXAMPLES = [
  'basics.difference',
  'front.jobs.sales',
  'back.jobs.clerical',
  'front.demerits.quota',
  'back.merits.holidays',
  'advisor.zcareer',
]

/** Sets of buttons by name, as the flows and the composer know them. */
export function createChoices(say: Say, topics: ReadonlyMap<string, Topic>) {
  const command = (name: Command | 'examples', style?: Choice['style']): Choice => ({
    id: `do:${name}`,
    label: say(`buttons.${name}`),
    ...(style ? { style } : {}),
    ...(name === 'talk_to_human' ? { form: 'callback' } : {}),
  })
  const topic = (id: string): Choice[] => {
    const found = topics.get(id)
    return found ? [{ id: `topic:${id}`, label: found.label }] : []
  }
  const human = (context: DialogueContext) => command(context.booking ? 'callback_status' : 'talk_to_human')
  const fit = (context: DialogueContext): Choice => {
    if (context.fit && !context.fit.finished) return command('resume', 'primary')
    if (context.fit) return command('show_result')
    return command('start_fit', 'primary')
  }
  const menu = (context: DialogueContext) => [fit(context), command('examples'), human(context)]

  const sets: Record<string, (context: DialogueContext) => Choice[]> = {
    menu,
    waysOn: menu,
    begin: (context) => [fit(context), human(context)],
    booked: () => [command('cancel_callback'), command('change_callback'), command('callback_status')],
    human: (context) => [human(context), command('examples')],
    examples: (context) => [...EXAMPLES.flatMap(topic), human(context)],
    afterStop: () => [command('resume', 'primary'), command('examples'), command('talk_to_human')],
    afterResult: (context) => [
      command('why_result'),
      command('change_answer'),
      human(context),
      command('share_result'),
      command('history'),
      command('start_fit'),
    ],
  }
  return {
    set: (name: string, context: DialogueContext): Choice[] => sets[name]?.(context) ?? [],
    command,
    topic,
    /** `near` come first: what may have been meant by the very words. */
    related: (id: string, near: readonly string[] = []) =>
      [...new Set([...near, ...(topics.get(id)?.related ?? [])])].flatMap(topic),
  }
}

export type Choices = ReturnType<typeof createChoices>
