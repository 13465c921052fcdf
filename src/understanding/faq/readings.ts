import { standard } from '../dialect.ts'
import { plain } from '../normalize.ts'
import type { Analysis, Dictionary } from './dictionary.ts'

/**
 * `content/readings.tsv`: what the dictionary makes of each line of the
 * content, so that a start need not ask it thousands of times. A line that is
 * not in it is analysed at the start; an old file costs time, nothing else.
 */
export type Readings = ReadonlyMap<string, Analysis>

/** The form in which a text is analysed. */
export const spoken = (text: string) => standard(plain(text).toLowerCase())

export function parseReadings(file: string): Readings {
  const readings = new Map<string, Analysis>()
  for (const line of file.split('\n')) {
    const [text, bases, reading] = line.split('\t')
    if (text && bases !== undefined && reading !== undefined)
      readings.set(text, { bases: bases === '' ? [] : bases.split(' '), reading })
  }
  return readings
}

/** The file's text for these lines, in order, so that two people's changes rarely meet. */
export function renderReadings(texts: Iterable<string>, dictionary: Dictionary): string {
  const lines = new Set<string>()
  for (const text of texts) {
    const { bases, reading } = dictionary.analyse(spoken(text))
    lines.add(`${spoken(text)}\t${bases.join(' ')}\t${reading}\n`)
  }
  return [...lines].sort().join('')
}

/** The dictionary, asked only for what is not written down. */
export function withReadings(dictionary: Dictionary, readings: Readings): Dictionary {
  return { analyse: (text) => readings.get(text) ?? dictionary.analyse(text) }
}
