import type { Db } from './store.ts'

const traces = new WeakMap<Db, string>()

/** Says of what the transaction is a part, so that every row it queues carries on the trace. */
export function setTrace(db: Db, trace: string | undefined): void {
  if (trace) traces.set(db, trace)
  else traces.delete(db)
}

export const traceOf = (db: Db): string | null => traces.get(db) ?? null
