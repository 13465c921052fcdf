import type { Command } from '../../flows/vocabulary.ts'

/** The question we asked last and wait for, as far as understanding needs it. */
export interface Pending {
  /** `fit.<item id>` or `callback.<field>` or a confirmation such as `confirm.erase`. */
  readonly slot: string
  /** The question's words, which help to read a free-typed answer. */
  readonly question: string
  readonly kind: 'scale' | 'yesno' | 'choice' | 'name' | 'phone' | 'email' | 'datetime' | 'text'
  /** The day it is about, where one is settled: a time of day said alone is meant on it. */
  readonly day?: string | undefined
  readonly options: readonly { readonly value: string; readonly label: string; readonly also?: readonly string[] }[]
}

/** Callback fields found in one message. */
export interface Fields {
  readonly name?: string
  /** E.164. */
  readonly phone?: string
  readonly email?: string
  readonly time?: TimeWish
  readonly wish?: 'phone' | 'chat' | 'email'
}

/** A wished day and window in Japan's time: `2026-11-30`, `15:00`; or any time at all. */
export type TimeWish = { readonly date: string; readonly from?: string; readonly to?: string } | { readonly any: true }

export const SMALL_TALK = [
  'greeting',
  'thanks',
  'farewell',
  'about_bot',
  'chitchat',
  'abuse',
  'praise',
  'laugh',
  'gibberish',
  'foreign',
  'tired',
  'apology',
  'calling',
  'vague',
  'wait',
  'acknowledge',
] as const
export type SmallTalk = (typeof SMALL_TALK)[number]

/** What the same message asks for besides, covered or not. */
export interface AlsoAsked {
  readonly topic: string
  readonly confidence: number
}

/** What a text means, given the question it may answer. */
export type Understood =
  | { readonly kind: 'crisis'; readonly care: CareKind }
  | {
      readonly kind: 'command'
      readonly command: Command /** Several steps back, or the like. */
      readonly steps?: number /** An answer that came with a correction (「やっぱり『いいえ』で」). */
      readonly value?: string
    }
  /** `value` answers the pending question; for a callback question `fields` may hold more than was asked. */
  | {
      readonly kind: 'answer'
      readonly value: string
      readonly fields?: Fields
      /** Nothing else can be meant. */
      readonly isPlain?: true
      /** A no that is put as wanting no more of it. */
      readonly leaving?: boolean
    }
  /** Fields of a callback given where none was asked for. */
  | { readonly kind: 'fields'; readonly fields: Fields }
  | {
      readonly kind: 'topic'
      readonly topic: string
      readonly confidence: number
      readonly also?: readonly AlsoAsked[]
    }
  | { readonly kind: 'suggest'; readonly topics: readonly string[]; readonly confidence: number }
  /** `near` are articles that may have been meant nevertheless. */
  | {
      readonly kind: 'notCovered'
      readonly topic: string
      readonly near: readonly string[]
      readonly confidence: number
      readonly also?: readonly AlsoAsked[]
    }
  | { readonly kind: 'smallTalk'; readonly talk: SmallTalk }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  /** Meant as an answer to the pending question, but not one we can record; `problem` says why (`invalid`, `past`, `several`, …). */
  | { readonly kind: 'unclear'; readonly problem: string }
  | { readonly kind: 'unknown'; readonly confidence: number }

/**
 * Kinds of distress, each with its own caring reply in `content/care.yaml`, the
 * most urgent first: what is happening now, then somebody else's life, then
 * one's own. `foreign` is said in another language than Japanese, `unsure` may
 * be meant otherwise.
 */
export const CARE_KINDS = [
  'emergency',
  'other_person',
  'suicide',
  'selfharm',
  'violence',
  'harassment',
  'foreign',
  'unsure',
] as const
export type CareKind = (typeof CARE_KINDS)[number]

/** Where the talk stands, as far as it decides what words mean. */
export interface Talk {
  readonly now: number
  readonly inFit: boolean
  readonly inCallback: boolean
  readonly hasResult: boolean
  readonly hasBooking: boolean
}

/** Questions answered by one of their options; what answers others is kept. */
export const OF_OPTIONS: ReadonlySet<Pending['kind']> = new Set(['scale', 'yesno', 'choice'])
