import type { IncomingMessage, ServerResponse } from 'node:http'

/** One person on one channel: `line:U…`, `slack:T…:U…`, `console:…`. The part before the first colon names the channel. */
export type ConversationId = string

export const channelOf = (conversation: ConversationId) => conversation.slice(0, conversation.indexOf(':'))

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/**
 * Where an answer to one event goes. Opaque outside the adapter that made it: it is stored with the answer and handed
 * back. `until` alone is read elsewhere: after that moment (ms) a first attempt goes without it.
 */
export type ReplyAddress = { [key: string]: Json }

/** Names one sent message for the adapter that sent it, so that it can be edited. Opaque elsewhere. */
export type MessageRef = { [key: string]: Json }

/** What one person did, in words every channel shares. */
export interface Inbound {
  /** Unique per event and equal for its redeliveries; starts with the channel's name. */
  readonly eventId: string
  readonly conversation: ConversationId
  /** When it happened by the platform's clock, in ms since the epoch. */
  readonly at: number
  readonly body: InboundBody
  readonly reply?: ReplyAddress
  /** The message it was written under, where the platform has threads: equal to that message's ref in its receipt. */
  readonly below?: MessageRef
  /** The person's name as the platform shows it, where the event brings it along. */
  readonly who?: string
  /** It happened at the advisors' desk: the person is an advisor. */
  readonly isDesk?: boolean
  /** Others read along where the answer would go: what is personal has to go to the person alone. */
  readonly isPublic?: boolean
}

export type MediaType = 'sticker' | 'image' | 'video' | 'audio' | 'file' | 'location' | 'contact'

export type InboundBody =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly messageId?: string
      /** A file came along with the words; its content is never taken. */
      readonly attached?: MediaType
    }
  /** A button. `source` is the message it stood on, where the platform can edit that message. */
  | { readonly kind: 'choice'; readonly id: string; readonly source?: MessageRef }
  /** A date-time picker, in the person's local time: `2026-11-30T15:00`. */
  | { readonly kind: 'picked'; readonly id: string; readonly value: string; readonly source?: MessageRef }
  /** A form that was sent off; its fields passed `ChannelHost.checkForm`. */
  | {
      readonly kind: 'form'
      readonly form: string
      readonly fields: Readonly<Record<string, string>>
      /** The message its button stood on. */
      readonly source?: MessageRef
    }
  /** `keywords` are the platform's own words for a sticker, `text` a file's name. Never the content itself. */
  | {
      readonly kind: 'media'
      readonly type: MediaType
      readonly keywords?: readonly string[]
      readonly text?: string
      readonly messageId?: string
    }
  | { readonly kind: 'followed'; readonly again: boolean }
  | { readonly kind: 'unfollowed' }
  /** The person took a message back: every copy of it must go. `original` as below. */
  | { readonly kind: 'unsent'; readonly messageId: string; readonly original?: Inbound }
  /** `original` is the message itself as it reads now, where the platform may still deliver it. */
  | { readonly kind: 'edited'; readonly messageId: string; readonly text: string; readonly original?: Inbound }
  /** Somebody spoke to the bot where others listen. */
  | { readonly kind: 'addressedInGroup' }
  /** The person opened the chat without writing. */
  | { readonly kind: 'opened' }

export interface Choice {
  /** At most 250 bytes; comes back in `choice` or `picked`. */
  readonly id: string
  /** At most 20 graphemes, or LINE cuts it. */
  readonly label: string
  readonly style?: 'primary' | 'danger'
  /** Makes the choice a date-time picker; the times are local, `2026-11-30T15:00`. */
  readonly pick?: { readonly initial: string; readonly min: string; readonly max: string }
  /** Makes the choice open a form where the channel has forms; elsewhere it is an ordinary choice. */
  readonly form?: string
  /** Asked before the press counts, where the platform can ask; `keep` is the way back. Elsewhere it counts at once. */
  readonly confirm?: { readonly text: string; readonly keep: string }
  /** A web link instead of an answer. */
  readonly url?: string
}

export interface Bar {
  readonly label: string
  /** Filled steps of five. */
  readonly level: number
  /** The band in words, such as 「高め」. */
  readonly band: string
}

/** One message in words every channel shares; each adapter renders it to the best its platform has. */
export type Outbound =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly choices?: readonly Choice[]
      readonly speaker?: string
      /**
       * Alerts somebody beside the words: an id of the platform (a person or a
       * group), or `here` for all who are present. Only ever from the desk's
       * configuration, never from what a person wrote. A platform that does not
       * know the id alerts nobody.
       */
      readonly mention?: string
      /**
       * Words of the text that lead to a message shown elsewhere, at most one in a
       * line and in their order; words and no more where a platform has no such
       * links. `to` is a message of the same channel's receipt.
       */
      readonly leads?: readonly { readonly words: string; readonly to: MessageRef }[]
    }
  | {
      readonly kind: 'result'
      readonly title: string
      readonly bars: readonly Bar[]
      /** Paragraphs under the bars. */
      readonly paragraphs: readonly string[]
      /** The whole card in words, for places that show no card. */
      readonly text: string
      readonly choices: readonly Choice[]
    }
  /** A card about a callback request, for advisors. */
  | {
      readonly kind: 'card'
      readonly title: string
      readonly facts: readonly { readonly label: string; readonly value: string }[]
      readonly text: string
      readonly choices: readonly Choice[]
    }
  /** Replaces the question a button stood on by the question and the answer given. Only for channels with `edits`. */
  | { readonly kind: 'settled'; readonly source: MessageRef; readonly answer: string }
  /** Whom the person waits for from here on. Only for channels with `sessions`. */
  | { readonly kind: 'awaiting'; readonly who: 'bot' | 'human' }

export interface FormField {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'longtext' | 'email' | 'phone' | 'date' | 'time' | 'choice'
  readonly optional?: boolean
  readonly hint?: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

export interface Form {
  readonly id: string
  readonly title: string
  readonly intro: string
  readonly submit: string
  readonly close: string
  readonly fields: readonly FormField[]
}

/** One row of the outbox on its way out: the messages of one turn for one place. */
export interface Delivery {
  /** A UUID fixed when the row was written: the idempotency key of every attempt. */
  readonly key: string
  readonly to: ConversationId
  readonly messages: readonly Outbound[]
  /** Missing once it is too old. With `attempts` above zero, every one of them went this way, or, if missing, none. */
  readonly reply?: ReplyAddress
  /** Edit this message instead of sending a new one. */
  readonly replaces?: MessageRef
  /** Answer below this message, where the platform has threads. */
  readonly below?: MessageRef
  /** Earlier attempts that may have arrived: they ended without a clear answer, or the program died. */
  readonly attempts: number
  /** False once somebody else may have taken it over: what has not gone out by then is theirs. */
  isHeld?(): boolean
}

export interface Receipt {
  /** The messages as the platform names them, in order, where it can edit them. */
  readonly refs: readonly MessageRef[]
  /** Messages counted against a paid quota. */
  readonly pushed: number
}

/** Why a delivery failed, and whether another attempt can succeed. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  /** A short word for metrics and the operator, never text of a person: `rate_limited`, `timeout`, `blocked`. */
  readonly reason: string
  readonly retry: boolean
  /** The platform may have it all the same: it did not answer, or not clearly. */
  readonly mayHaveArrived: boolean
  /** The reply address is worthless: the next attempt goes without it. */
  readonly withoutReply: boolean
  /** Wait at least so many ms, as the platform asked. */
  readonly after: number | undefined

  constructor(
    reason: string,
    options: {
      retry: boolean
      after?: number
      mayHaveArrived?: boolean
      withoutReply?: true
      cause?: unknown
      detail?: string
    },
  ) {
    super(options.detail ? `${reason}: ${options.detail}` : reason, { cause: options.cause })
    this.reason = reason
    this.retry = options.retry
    // a platform that refuses for being too fast has taken nothing
    this.mayHaveArrived = options.mayHaveArrived ?? reason !== 'rate_limited'
    this.withoutReply = options.withoutReply ?? false
    this.after = options.after
  }
}

/** The program stood still for longer than its lease: another node may be sending the row. */
export const takenOver = () => new DeliveryError('taken_over', { retry: true, mayHaveArrived: false })

/** Secrets by name; a name begins with the channel's: `slack:T0123`. */
export interface Vault {
  find(name: string): Promise<string | undefined>
  /**
   * Reads and replaces one secret in one transaction; undefined deletes it.
   * `change` may run again, so it must be pure.
   */
  change(name: string, change: (current: string | undefined) => string | undefined): Promise<void>
  /** Claims the work on a secret for `ms`: true on one node at a time, until it is released. */
  claim(name: string, ms: number): Promise<boolean>
  release(name: string): Promise<void>
}

/** Answers one request whose body has been read in full. */
export type RouteHandler = (request: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<void>

/** What a channel gets from the application. */
export interface ChannelHost {
  /**
   * Stores what people did, oldest first, and what must be answered, in one
   * transaction each. Resolves once all of it is durable; rejects if any could
   * not be stored, and then the platform must be told so.
   */
  accept(inbound: readonly Inbound[]): Promise<void>
  /** The form by that id as content and today's slots have it now, for this person. */
  openForm(form: string, conversation: ConversationId): Promise<Form | undefined>
  /** Messages for a person by field name; empty when all is well. Pure and quick. */
  checkForm(form: string, fields: Readonly<Record<string, string>>): Readonly<Record<string, string>>
  /**
   * What stands on this person's home page now, a message a section: the way on
   * with the questionnaire, the last result, the booking. For an advisor
   * (`isDesk`) the queue of requests. Changes nothing.
   */
  openHome(conversation: ConversationId, isDesk: boolean): Promise<readonly Outbound[]>
  /** A sentence of `content/messages.yaml`, for what a channel itself has to say, in that person's words. */
  say(key: string, to?: ConversationId): Promise<string>
  /** How people are told an advisor is called, by the platform's id, where the editors say so. */
  advisorName(user: string): string | undefined
  /** Keeps a channel's own secrets sealed in the database all nodes share. */
  readonly vault: Vault
  now(): number
  /** Waits until `now` says that moment, at once if it has. */
  until(moment: number): Promise<void>
  log(level: 'debug' | 'info' | 'warn' | 'error', message: string, facts?: Readonly<Record<string, Json>>): void
}

/** A messaging platform. Nothing outside `channels/<name>` knows which one it is. */
export interface ChannelAdapter {
  readonly name: string
  /** The platform can change a message it has shown. */
  readonly edits: boolean
  /** The platform can show a form: choices with `form` are worth offering for it alone. */
  readonly forms?: boolean
  /** The platform shows whom a person waits for. */
  readonly sessions?: boolean
  /** Pages beside the webhook, by method and path: `GET /slack/install`. */
  readonly routes?: Readonly<Record<string, RouteHandler>>
  /**
   * Answers one webhook request, whose body has been read in full and is at
   * most 1 MB. Calls `accept` with what people did, and replies 200 only after
   * it resolved, so that the platform redelivers whatever we failed to store.
   * An unproven signature is a 401, and `accept` is not called.
   */
  receive(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void>
  /**
   * Delivers one row. May be called again with the same `key` after a crash.
   *
   * @throws DeliveryError saying whether another attempt can succeed.
   */
  send(delivery: Delivery): Promise<Receipt>
  /**
   * Puts the menu of that name below the person's talk, where the platform has standing menus
   * and they were set up; nothing happens otherwise. May be repeated.
   *
   * @throws DeliveryError saying whether another attempt can succeed.
   */
  showMenu?(to: ConversationId, menu: string): Promise<void>
  /** Shows that an answer is on its way, where the platform can. Never throws, never waits long. */
  showTyping?(to: ConversationId, reply: ReplyAddress | undefined): Promise<void>
  /** Messages of this month that cost money, as the platform counts them, where it does. */
  quota?(): Promise<{ readonly limit: number | undefined; readonly used: number }>
  /** Checks the credentials once at start; throws an error an operator can act on. */
  verify?(): Promise<void>
  close?(): Promise<void>
}
