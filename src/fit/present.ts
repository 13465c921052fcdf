import type { Bar, Choice, Outbound } from '../channels/channel.ts'
import type { Content } from '../content.ts'
import { explain } from './explain.ts'
import { type FitAnswers, type FitResult, OFFICES } from './fit.ts'
import { scoreFit } from './score.ts'

/** The result's headline: 「フロントタイプ寄り(次はミドル)」 or that there is no clear tendency. */
export function resultTitle({ bank, fitTexts }: Content, result: FitResult): string {
  if (!result.office) return fitTexts.noTendency.title
  const name = bank.offices[result.office].name
  if (result.close && result.runnerUp) {
    return fill(fitTexts.titleClose, { first: name, second: bank.offices[result.runnerUp].name })
  }
  return fill(fitTexts.title, { first: name, second: result.runnerUp ? bank.offices[result.runnerUp].name : '' })
}

const fill = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all)

export function resultBars({ bank, fitTexts }: Content, result: FitResult): Bar[] {
  return OFFICES.map((office) => ({
    label: bank.offices[office].name,
    level: result.bands[office],
    band: fitTexts.bands[result.bands[office]],
  }))
}

/** Bars for places that show no pictures: 「フロント ■■■■□ 高め」. */
export const barLines = (bars: readonly Bar[]) =>
  bars.map((bar) => `${bar.label} ${'■'.repeat(bar.level)}${'□'.repeat(5 - bar.level)} ${bar.band}`)

/** The result as a card: bands, reasons, jobs, limits. */
export function resultCard(content: Content, answers: FitAnswers, choices: readonly Choice[]): Outbound {
  const { bank, fitTexts, say } = content
  const result = scoreFit(bank, answers)
  const title = resultTitle(content, result)
  const bars = resultBars(content, result)
  const paragraphs: string[] = []

  if (result.office) {
    paragraphs.push(bank.offices[result.office].summary)
    if (result.close) paragraphs.push(fitTexts.close)
    paragraphs.push(...reasons(content, answers, result))
    const jobs = result.jobs.map((id) => bank.jobs[id]).filter((job) => job !== undefined)
    if (jobs.length > 0)
      paragraphs.push([fitTexts.jobsIntro, ...jobs.map((job) => `・${job.name}：${job.sentence}`)].join('\n'))
  } else paragraphs.push(fitTexts.noTendency.text)
  if (Object.values(result.missing).some((count) => count > 1)) paragraphs.push(say('fit.missingTooMany'))
  paragraphs.push(fitTexts.limits)

  return {
    kind: 'result',
    title,
    bars,
    paragraphs,
    text: [title, barLines(bars).join('\n'), ...paragraphs].join('\n\n'),
    choices,
  }
}

/** The three answers that moved the result and one that spoke against, in the person's words. */
export function reasons(content: Content, answers: FitAnswers, result: FitResult): string[] {
  const { say } = content
  const { drivers, against } = explain(content.bank, answers, result)
  const line = (one: { said: string }) => say('fit.said', { said: one.said })
  const paragraphs: string[] = []
  if (drivers.length > 0) paragraphs.push([say('fit.explainDrivers'), ...drivers.map(line)].join('\n'))
  if (against) paragraphs.push([say('fit.explainAgainst'), line(against)].join('\n'))
  return paragraphs
}
