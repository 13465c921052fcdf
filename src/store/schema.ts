import type { Generated } from 'kysely'

/**
 * The tables, one schema for SQLite and PostgreSQL. Times are ms since the
 * epoch; `sealed` columns hold ciphertext (see `src/seal.ts`), so no query can
 * look into them.
 */
export interface Database {
  conversations: ConversationTable
  inbox: InboxTable
  outbox: OutboxTable
  fit_results: FitResultTable
  item_events: ItemEventTable
  callbacks: CallbackTable
  callback_history: CallbackHistoryTable
  slot_seats: SlotSeatTable
  relay_messages: RelayMessageTable
  timers: TimerTable
  unanswered: UnansweredTable
  happenings: HappeningTable
  installations: InstallationTable
}

export interface ConversationTable {
  id: string
  /** Sealed JSON of the dialogue; null before the first turn and after erasure. */
  saved: string | null
  /** Counts turns; also picks among variants of a sentence. */
  turns: number
  /** 1 while the person has not blocked the account. */
  reachable: number
  /** The platform's time of the follow or block `reachable` comes from: events arrive out of order. */
  reachable_at: number
  /** How much the person wrote lately, in thousandths of a message, as of `flood_at`; it runs off as time goes by. */
  flood_level: number
  flood_at: number
  /** 1 from the one notice of too many messages until it has calmed. */
  is_flooding: number
  /** JSON: the reply address of the last words to an advisor, which the bot itself did not answer. */
  spare_reply: string | null
  created_at: number
  updated_at: number
}

export interface InboxTable {
  event_id: string
  at: number
}

export type OutboxStatus = 'pending' | 'sent' | 'dead'

export interface OutboxTable {
  id: Generated<number>
  key: string
  /** Rows of one lane go out one after the other, oldest first. */
  lane: string
  /** Sealed JSON: Outbound[]; null once sent. */
  messages: string | null
  reply: string | null
  /** From then on a row that nobody has tried yet goes without `reply`. */
  reply_until: number | null
  /** Names what the row is about, so that a later row can edit or answer what it sent: `card:K7Q2M`. */
  about: string | null
  /** `edit`: change the message `about` last sent; `below`: answer under it; `menu`: show the menu `about` names; `new`. */
  mode: 'new' | 'edit' | 'below' | 'menu'
  status: OutboxStatus
  attempts: number
  /** Attempts that may have arrived: they ended without an answer, or their worker died. */
  in_doubt: number
  due_at: number
  /** When `due_at` was written, by the clock it was written with. */
  due_set_at: number
  leased_until: number
  created_at: number
  done_at: number | null
  /** JSON: MessageRef[] */
  refs: string | null
  pushed: number
  error: string | null
  /** The turn it comes from, as a W3C traceparent; names no person. */
  trace: string | null
}

export interface FitResultTable {
  id: Generated<number>
  conversation: string
  at: number
  bank_version: number
  /** JSON: FitAnswers. Choices among ours, no free text. */
  answers: string
  /** JSON: FitResult */
  result: string
  /** What an advisor thought after the talk. */
  verdict: 'right' | 'other' | 'unclear' | null
}

/** Item statistics: no person, no free text. */
export interface ItemEventTable {
  id: Generated<number>
  at: number
  bank_version: number
  item: string
  what: 'shown' | 'answered' | 'unknown' | 'skip' | 'left'
  value: string | null
  /** Time from shown to answered, where known. */
  ms: number | null
  /** A random number shared by the events of one run, for item–total correlation. */
  run: string
}

export type CallbackStatus = 'requested' | 'claimed' | 'scheduled' | 'done' | 'cancelled'
export type ContactWish = 'phone' | 'chat' | 'email'

export interface CallbackTable {
  reference: string
  conversation: string
  status: CallbackStatus
  wish: ContactWish
  /** Sealed. */
  name: string | null
  phone: string | null
  email: string | null
  topic: string | null
  /** Japan's date and times as wished; all null for any time. */
  date: string | null
  from_time: string | null
  to_time: string | null
  /** Start of the booked slot; null when only a window is wished. */
  slot_at: number | null
  consent_version: string
  consent_at: number
  /** Advisor's conversation id. */
  claimed_by: string | null
  claimed_name: string | null
  outcome: 'talked' | 'unreachable' | 'withdrawn' | null
  verdict: 'right' | 'other' | 'unclear' | null
  /** 1 to 3, from the person after the talk. */
  feedback: number | null
  fit_result: number | null
  /** JSON: topic ids. */
  topics_read: string
  created_at: number
  updated_at: number
  /** Raised by every change: a change based on an older reading is refused. */
  version: number
}

/** The audit trail: who did or saw what. Never a name, a number or words of a person. */
export interface CallbackHistoryTable {
  id: Generated<number>
  /** Empty for what is about no one request: the queue, the keys, the trail itself. */
  reference: string
  at: number
  /** `person`, `bot`, `operator`, or an advisor's conversation id. */
  actor: string
  what: string
  detail: string | null
}

/** A seat in a slot; the key is what keeps capacity under concurrent bookings. */
export interface SlotSeatTable {
  slot_at: number
  seat: number
  reference: string
}

export interface RelayMessageTable {
  id: Generated<number>
  reference: string
  at: number
  direction: 'to_person' | 'to_advisor'
  /** Sealed; null once taken back. */
  text: string | null
  /** The message on the side it came from, as that platform names it. */
  source: string | null
  outbox_key: string | null
}

/** Something that must happen later; fires once. */
export interface TimerTable {
  id: Generated<number>
  /** One live timer per key: setting it again moves it. */
  key: string
  kind: string
  conversation: string | null
  reference: string | null
  due_at: number
  leased_until: number
  done_at: number | null
}

export interface UnansweredTable {
  id: Generated<number>
  at: number
  /** Sealed, with numbers, addresses and names masked. */
  text: string
  why: 'unknown' | 'none_of_these' | 'not_helpful'
  offered: string
}

/** The funnel's raw material: what happened, never what was said. */
export interface HappeningTable {
  id: Generated<number>
  at: number
  what: string
  about: string | null
  channel: string
  /** A keyed hash of the conversation id: counts people without naming them. */
  person: string | null
}

export interface InstallationTable {
  team: string
  channel: string
  /** Sealed JSON. */
  installation: string
  updated_at: number
  leased_until: number
}
