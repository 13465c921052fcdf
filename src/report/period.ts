import { z } from 'zod'
import { addDays, dateOf, momentOf } from '../time.ts'

export interface Period {
  readonly from: string
  readonly to: string
  readonly span: { readonly from: number; readonly to: number }
}

const DAYS = 30
const day = z.iso.date()

/** Days in Japan, both within; the last thirty when none are given. Undefined when they are no days, or the wrong way round. */
export function readPeriod(from: string | undefined, to: string | undefined, now: number): Period | undefined {
  const last = to ?? dateOf(now)
  if (!day.safeParse(last).success) return undefined
  const first = from ?? addDays(last, 1 - DAYS)
  if (!day.safeParse(first).success || first > last) return undefined
  return { from: first, to: last, span: { from: momentOf(first, '00:00'), to: momentOf(addDays(last, 1), '00:00') } }
}
