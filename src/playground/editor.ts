import { pathOf } from '../../flows/saved.ts'
import type { App } from '../app.ts'
import { chartOf } from '../drawing/chart.ts'
import { drawChart } from '../drawing/mermaid.ts'
import { BEGINNING } from '../editing/destination.ts'
import { itemStatistics } from '../fit/statistics.ts'
import { CALIBRATION } from '../understanding/faq/calibration.ts'

/** Shown of the topics that came near. */
const TOP = 5

/** Where a question would go, and why: for editors who look for the words that are missing. */
export function whereTo(bot: App, text: string) {
  const { content, understanding } = bot.knowledge
  const { faq } = understanding
  const found = faq.search(text)
  const { why, features } = faq.explain(text)
  const best = found.hits[0]?.score ?? 1
  return {
    understood: understanding.understand(text, undefined, BEGINNING),
    decision: found.decision,
    confidence: found.confidence,
    thresholds: { answer: CALIBRATION.answer, suggest: CALIBRATION.suggest, lead: CALIBRATION.lead },
    features,
    hits: found.hits.slice(0, TOP).map(({ id, score }) => ({
      id,
      title: content.topics.get(id)?.title ?? id,
      score,
      share: Math.max(0, score / best),
    })),
    why: wordsOf(why),
  }
}

/** Tokens as an editor reads them: the first letter is their kind, some are numbers of the index, and kinds share words. */
function wordsOf(why: readonly { token: string; weight: number }[]) {
  const words = new Map<string, number>()
  for (const { token, weight } of why) {
    const word = token.slice(1)
    if (/\D/.test(word)) words.set(word, (words.get(word) ?? 0) + weight)
  }
  return [...words].map(([token, weight]) => ({ token, weight })).sort((a, b) => b.weight - a.weight)
}

/** The chart as it is in the code, with the state of one talk lit. */
export async function chartNow(bot: App, conversation: string) {
  const saved = await bot.savedOf(conversation)
  const now = saved && pathOf(saved.value)
  const whole = chartOf(bot.knowledge.dialogue)
  const large = whole.states.filter(({ states }) => states.length > 0)
  return {
    now: now ?? null,
    drawings: [
      { title: '全体', text: drawChart(whole, now) },
      ...large.map((state) => ({ title: state.path, text: drawChart(state, now) })),
    ],
  }
}

/** Every item of the questionnaire with its weights, how it has worked so far, and what one person answered. */
export async function itemTable(bot: App, conversation: string) {
  const { bank } = bot.knowledge.content
  const events = await bot.store.db
    .selectFrom('item_events')
    .selectAll()
    .where('bank_version', '=', bank.version)
    .execute()
  const statistics = new Map(itemStatistics(bank, events).map((one) => [one.item, one]))
  const answers = (await bot.savedOf(conversation))?.context.fit?.answers ?? {}
  return bank.items.map((item) => {
    const { shown = 0, answered = 0, left = 0, medianMs } = statistics.get(item.id) ?? {}
    return {
      id: item.id,
      text: item.text,
      stage: item.stage,
      office: bank.offices[item.office].name,
      reversed: item.reversed,
      topic: item.topic,
      options: item.options.map(({ value, label }) => ({ label, weights: item.weights[value] ?? {} })),
      answer: item.options.find(({ value }) => value === answers[item.id])?.label ?? answers[item.id] ?? null,
      shown,
      answered,
      left,
      medianSeconds: medianMs === undefined ? null : Math.round(medianMs / 100) / 10,
    }
  })
}
