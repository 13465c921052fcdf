import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import type { Content } from '../src/content.ts'
import { createFaqIndex, type FaqEntry } from '../src/understanding/faq/index.ts'
import { createGroupReader } from '../src/understanding/faq/synonyms.ts'

/** What one engine makes of a question: topics, best first, and how sure it is, on a scale of its own. */
export interface Answer {
  readonly topics: readonly string[]
  readonly sureness: number
}
export type Ask = (text: string) => Answer | Promise<Answer>
/** What editors write besides the entries. */
export type Beside = Pick<Content, 'synonyms' | 'elsewhere'>
export type Contender = (entries: readonly FaqEntry[], beside: Beside) => Promise<Ask>

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
const wordsOf = (text: string) =>
  [...segmenter.segment(text.normalize('NFKC').toLowerCase())].filter((one) => one.isWordLike).map((one) => one.segment)

interface NodeNlp {
  readonly NlpManager: new (
    settings: object,
  ) => {
    addDocument(locale: string, text: string, intent: string): void
    train(): Promise<void>
    process(locale: string, text: string): Promise<{ classifications: { intent: string; score: number }[] }>
  }
}

const NOTHING: Answer = { topics: [], sureness: 0 }
const FIELDS = ['title', 'questions', 'keywords', 'answer']

/** Each library as its documentation recommends it, with the word splitting Japanese needs where it takes one. */
export const CONTENDERS: Readonly<Record<string, Contender>> = {
  async ours(entries, { synonyms, elsewhere }) {
    const index = await createFaqIndex(entries, { synonyms, elsewhere, warn: console.error })
    return (text) => {
      const { hits, confidence } = index.search(text)
      return { topics: hits.map((hit) => hit.id), sureness: confidence }
    }
  },

  async minisearch(entries) {
    const index = new MiniSearch({
      fields: FIELDS,
      extractField: (entry: FaqEntry, field) => {
        const value = entry[field as keyof FaqEntry]
        return Array.isArray(value) ? value.join('\n') : String(value)
      },
      tokenize: wordsOf,
      searchOptions: { boost: { title: 2, questions: 2, keywords: 2 }, fuzzy: 0.2, prefix: true },
    })
    index.addAll(entries)
    return (text) => {
      const found = index.search(text)
      // its scores grow with the number of words asked
      const words = wordsOf(text).length || 1
      return { topics: found.slice(0, 5).map((hit) => hit.id), sureness: (found[0]?.score ?? 0) / words }
    }
  },

  /** The same with words of one meaning written out behind the question. */
  async 'minisearch + synonyms'(entries, beside) {
    const { synonyms } = beside
    const plainAsk = await CONTENDERS.minisearch!(entries, beside)
    const groups = [...synonyms.groups, ...synonyms.thesaurus]
    const touched = createGroupReader(groups)
    return (text) => plainAsk([text, ...[...touched(text)].map((group) => groups[group]![0])].join(' '))
  },

  async 'fuse.js'(entries) {
    const index = new Fuse(entries, { keys: FIELDS, includeScore: true, ignoreLocation: true, threshold: 0.8 })
    return (text) => {
      const found = index.search(text, { limit: 5 })
      return found.length === 0
        ? NOTHING
        : { topics: found.map((hit) => hit.item.id), sureness: 1 - (found[0]!.score ?? 1) }
    }
  },

  async 'nlp.js'(entries) {
    // it comes without types; a name that is no literal keeps the compiler from asking for them
    const { NlpManager } = (await import(String('node-nlp'))) as NodeNlp
    const manager = new NlpManager({ languages: ['ja'], forceNER: false, nlu: { log: false }, autoSave: false })
    for (const entry of entries) {
      for (const question of [entry.title, ...entry.questions, ...entry.keywords]) {
        manager.addDocument('ja', question, entry.id)
      }
    }
    await manager.train()
    return async (text) => {
      const { classifications } = await manager.process('ja', text)
      const topics = classifications.filter((one) => one.intent !== 'None')
      return { topics: topics.slice(0, 5).map((one) => one.intent), sureness: topics[0]?.score ?? 0 }
    }
  },
}
