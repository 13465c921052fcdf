import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { createFitBank } from '../../src/fit/schema.ts'

const read = (file: string) => load(readFileSync(new URL(`../../content/fit/${file}`, import.meta.url), 'utf8'))

// biome-ignore lint/suspicious/noExplicitAny: editors' data, changed at will by tests
export const itemsData = (): any => read('items.yaml')
// biome-ignore lint/suspicious/noExplicitAny: editors' data, changed at will by tests
const resultsData = (): any => read('results.yaml')

/** Every topic the shipped bank refers to, and whatever else a test needs. */
const topicIds = (): Set<string> => {
  const { jobs, offices } = resultsData()
  const referring: { topic: string }[] = [...itemsData().items, ...Object.values(offices)]
  return new Set([...referring.map(({ topic }) => topic), ...Object.keys(jobs)])
}

/** The shipped bank, with the editor's change of a test. */
export function bankWith(change: (items: ReturnType<typeof itemsData>) => void = () => {}) {
  const items = itemsData()
  change(items)
  const built = createFitBank(items, resultsData(), topicIds())
  if ('problems' in built) throw new Error(built.problems.join('\n'))
  return built.bank
}

/** What is wrong with the shipped bank after an editor's change. */
export function problemsWith(change: (items: ReturnType<typeof itemsData>) => void): string[] {
  const items = itemsData()
  change(items)
  const built = createFitBank(items, resultsData(), topicIds())
  return 'problems' in built ? built.problems : []
}
