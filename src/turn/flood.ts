import type { InboundBody } from '../channels/channel.ts'
import type { ConversationTable } from '../store/schema.ts'

/** So much one person may write; half of it has run off after half the time. */
export interface FloodLimits {
  readonly messages: number
  readonly seconds: number
}

export type FloodState = Pick<ConversationTable, 'flood_level' | 'flood_at' | 'is_flooding'>

export interface Flood {
  readonly state: FloodState
  /** Too much, and it has not calmed yet: what was written now is not answered. */
  readonly isOver: boolean
  /** It became too much just now: that is said once. */
  readonly isNews: boolean
}

/** Thousandths of a message. A button is half of one: who taps through the questionnaire is no flood. */
const MESSAGE = 1_000
const PRESS = 500
/** Short lines to an advisor are a talk between people. */
const TO_ADVISOR = 250

/** How much one act counts; what the platform reports by itself counts nothing. */
export function weightOf(body: InboundBody, isWithAdvisor: boolean): number {
  switch (body.kind) {
    case 'text':
    case 'media':
      return isWithAdvisor ? TO_ADVISOR : MESSAGE
    case 'choice':
    case 'picked':
    case 'form':
      return PRESS
    default:
      return 0
  }
}

/**
 * Counts what one person does as water in a leaking bucket: over the brim it is
 * a flood, until the bucket has run half empty. Kept in the conversation's row,
 * so that every node counts alike.
 */
export function measureFlood(before: FloodState, weight: number, now: number, limits: FloodLimits | undefined): Flood {
  // the row itself holds more than is written back here
  const { flood_level, flood_at, is_flooding } = before
  if (!limits || weight === 0) return { state: { flood_level, flood_at, is_flooding }, isOver: false, isNews: false }
  const brim = limits.messages * MESSAGE
  // a clock that was put back drains nothing
  const elapsed = Math.max(0, now - before.flood_at)
  const left = Math.max(0, before.flood_level - Math.floor((elapsed * brim) / (limits.seconds * 1_000)))
  const wasOver = before.is_flooding === 1 && left > brim / 2
  const level = left + weight
  const isOver = wasOver || level > brim
  return {
    state: { flood_level: Math.min(level, brim), flood_at: now, is_flooding: isOver ? 1 : 0 },
    isOver,
    isNews: isOver && !wasOver,
  }
}
