import { createHash } from 'node:crypto'

/** The same for the same values, however often they were loaded. */
export const fingerprint = (values: readonly unknown[]): string => digest(JSON.stringify(values.map(printOf)))

/** Most of the content is learned from by several readers, and does not change. */
const prints = new WeakMap<object, string>()

function printOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null
  const print = prints.get(value) ?? digest(JSON.stringify(value))
  prints.set(value, print)
  return print
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
