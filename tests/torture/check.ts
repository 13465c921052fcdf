/** What is left after a run, from the platform's and the store's own records. */
export interface Records {
  /** Events whose webhook was answered with 200. */
  readonly accepted: readonly string[]
  /** Events in the order the store took them. */
  readonly taken: readonly Taken[]
  /** What the sequential model says to each event: one text an object on screen. */
  readonly expected: ReadonlyMap<string, readonly string[]>
  /** What came to people, in the order it came. */
  readonly arrived: readonly Arrived[]
  /** Rows that were not sent by the end. */
  readonly left: readonly Left[]
  readonly callbacks: readonly Booking[]
  readonly seats: readonly { readonly slotAt: number; readonly reference: string }[]
  readonly seatsPerSlot: number
  /**
   * Turns ran beside each other, as on PostgreSQL. Times are then offered as they were free when the turn began, though
   * another turn that booked one counts as the earlier; that none is booked twice is looked at apart.
   */
  readonly isConcurrent: boolean
}

export interface Left {
  readonly lane: string
  readonly key: string
  readonly status: string
  readonly error: string | null
  readonly attempts: number
}

export interface Taken {
  readonly event: string
  readonly conversation: string
}

export interface Arrived {
  readonly conversation: string
  /** The row it was sent for, and which of that row's calls it was. */
  readonly key: string
  readonly part: number
  /** Place of the row in the outbox. */
  readonly row: number
  /** The event it answers; none for what the bot says unasked. */
  readonly event: string | undefined
  readonly objects: readonly string[]
}

export interface Booking {
  readonly reference: string
  readonly conversation: string
  readonly isOpen: boolean
  readonly slotAt: number | null
  /** How often the history says that it was requested. */
  readonly requested: number
}

/** Every broken promise, one line each; empty when all held. */
export function check(records: Records): string[] {
  return [...lost(records), ...doubled(records), ...wrong(records), ...disordered(records), ...halfBooked(records)]
}

function lost({ accepted, taken, expected, arrived, left }: Records): string[] {
  const stored = new Set(taken.map((one) => one.event))
  const answered = new Set(arrived.map((one) => one.event))
  return [
    ...accepted.filter((event) => !stored.has(event)).map((event) => `lost: ${event} was accepted and not stored`),
    ...taken
      .filter(({ event }) => (expected.get(event)?.length ?? 0) > 0 && !answered.has(event))
      .map(({ event, conversation }) => `lost: ${event} of ${conversation} was stored and never answered`),
    ...left.map(
      ({ lane, key, status, error, attempts }) =>
        `lost: row ${key} for ${lane} is still ${status} after ${attempts} attempts (${error})`,
    ),
  ]
}

function doubled({ taken, arrived }: Records): string[] {
  return [
    ...repeated(taken.map((one) => one.event)).map((event) => `twice: ${event} was taken more than once`),
    ...repeated(arrived.map(({ key, part }) => `${key}, part ${part}`)).map((row) => `twice: row ${row} came again`),
  ]
}

/** Without which times are offered. */
const withoutTimes = (objects: readonly string[]) =>
  objects.map((one) =>
    one
      .replace(/"label":"[^"]*","data":"answer:callback\.\w+:(slot-)?\d+","displayText":"[^"]*"/g, '"a free time"')
      .replace(/"initial":"[^"]*"/g, '"the first free time"'),
  )

function wrong({ taken, expected, arrived, isConcurrent }: Records): string[] {
  const compared = (objects: readonly string[]) => JSON.stringify(isConcurrent ? withoutTimes(objects) : objects)
  const said = Map.groupBy(arrived, (one) => one.event)
  return taken.flatMap(({ event, conversation }) => {
    const parts = said.get(event)
    if (!parts) return []
    // a part that came twice is told elsewhere
    const once = new Map(parts.map((one) => [`${one.row}.${one.part}`, one]))
    const objects = [...once.values()].sort((a, b) => a.row - b.row || a.part - b.part).flatMap((one) => one.objects)
    const wanted = expected.get(event) ?? []
    return compared(objects) === compared(wanted)
      ? []
      : [
          `wrong: ${conversation} heard at ${event}\n    ${objects.join('\n    ')}\n  instead of\n    ${wanted.join('\n    ')}`,
        ]
  })
}

function disordered({ taken, arrived }: Records): string[] {
  const turn = new Map(taken.map((one, index) => [one.event, index]))
  const problems: string[] = []
  for (const [conversation, messages] of Map.groupBy(arrived, (one) => one.conversation)) {
    for (const [index, message] of messages.entries()) {
      const before = messages[index - 1]
      if (!before) continue
      const [was, is] = [turn.get(before.event ?? ''), turn.get(message.event ?? '')]
      if (message.row < before.row || (was !== undefined && is !== undefined && is < was))
        problems.push(`order: ${conversation} heard row ${message.row} after row ${before.row}`)
    }
  }
  return problems
}

function halfBooked({ callbacks, seats, seatsPerSlot }: Records): string[] {
  const held = Map.groupBy(seats, (one) => one.reference)
  const open = callbacks.filter((one) => one.isOpen)
  return [
    ...[...Map.groupBy(seats, (one) => one.slotAt)]
      .filter(([, taken]) => taken.length > seatsPerSlot)
      .map(([at, taken]) => `booking: ${taken.length} seats are taken at ${new Date(at).toISOString()}`),
    ...repeated(open.map((one) => one.conversation)).map((who) => `booking: ${who} has more than one open request`),
    ...callbacks.flatMap(({ reference, isOpen, slotAt, requested }) => {
      const wanted = isOpen && slotAt !== null ? [slotAt] : []
      const has = (held.get(reference) ?? []).map((one) => one.slotAt)
      return [
        ...(JSON.stringify(has) === JSON.stringify(wanted)
          ? []
          : [`booking: ${reference} wants ${JSON.stringify(wanted)} and holds ${JSON.stringify(has)}`]),
        ...(requested === 1 ? [] : [`booking: ${reference} was requested ${requested} times`]),
      ]
    }),
    ...[...held.keys()]
      .filter((reference) => !callbacks.some((one) => one.reference === reference))
      .map((reference) => `booking: a seat is held by ${reference}, which does not exist`),
  ]
}

/** Each value that stands there more than once, once. */
function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  const again = new Set<string>()
  for (const value of values) (seen.has(value) ? again : seen).add(value)
  return [...again]
}
