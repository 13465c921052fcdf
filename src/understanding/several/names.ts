import type { Content } from '../../content.ts'

/** What people call offices and jobs, and the topic on each. */
export interface Names {
  readonly topics: ReadonlyMap<string, string>
  /** Topics of offices rather than of jobs in them. */
  readonly offices: ReadonlySet<string>
  /** Any of the names, with what makes an office or a trade of it. */
  readonly pattern: RegExp
}

const OFFICES = { フロント: 'front.jobs', バック: 'back.jobs', ミドル: 'middle' }
/** A job's first keywords are its names; the others are what it has to do with. */
const NAMES_OF_A_JOB = 2

export function readNames(content: Content['topics']): Names {
  const topics = new Map(Object.entries(OFFICES))
  for (const { id, keywords } of content.values()) {
    if (!/^[a-z]+\.jobs\../.test(id)) continue
    for (const name of keywords.slice(0, NAMES_OF_A_JOB)) topics.set(name, id)
  }
  const longestFirst = [...topics.keys()].sort((a, b) => b.length - a.length)
  return {
    topics,
    offices: new Set(Object.values(OFFICES)),
    // 「営業事務」 is one job
    pattern: new RegExp(`(?:${longestFirst.map(escaped).join('|')})+(?:オフィス|職|員|業)?`, 'g'),
  }
}

/** The names that stand in a text, in their order. */
export const namesIn = (text: string, { topics, pattern }: Names): string[] =>
  [...text.matchAll(pattern)].map(([found]) => {
    const name = topics.has(found) ? found : found.replace(/(?:オフィス|職|員|業)$/, '')
    return topics.has(name) ? name : [...topics.keys()].filter((one) => name.endsWith(one)).reduce(longer, '')
  })

const longer = (one: string, other: string) => (other.length > one.length ? other : one)

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
