import type { FitAnswers } from '../../fit/fit.ts'
import { barLines, reasons, resultBars, resultCard, resultTitle } from '../../fit/present.ts'
import { scoreFit } from '../../fit/score.ts'
import { deleteResult, insertHappenings, insertResult, resultsOf } from '../../store/records.ts'
import { dateOf, sayDate } from '../../time.ts'
import { happening, type Performers, say, type TurnWork, text } from '../work.ts'

/** The questionnaire: its results, their reasons and their history. */
export const fitEffects = {
  async showResult(work, { answers, isNew }: { answers: FitAnswers; isNew: boolean }) {
    const [, before] = isNew ? await resultsOf(work.db, work.conversation, 2) : []
    const card = resultCard(
      work.content,
      answers,
      work.question ? [] : work.choices.set('afterResult', work.saved.context),
    )
    const result = scoreFit(work.content.bank, answers)
    const jobs = result.jobs.flatMap(work.choices.topic)
    if (card.kind !== 'result') return
    const moved = before && movedSince(work, JSON.parse(before.answers), result.office)
    const paragraphs = moved ? [...card.paragraphs, moved] : card.paragraphs
    work.messages.push({
      ...card,
      paragraphs,
      text: moved ? `${card.text}\n\n${moved}` : card.text,
      choices: work.question ? [] : [...jobs, ...card.choices],
    })
    if (isNew) await insertHappenings(work.db, [happening(work, 'fit.finished', result.office ?? 'none')])
  },
  explainResult(work, { answers }: { answers: FitAnswers }) {
    const { bank, say: words } = work.content
    const result = scoreFit(bank, answers)
    const parts = result.office ? reasons(work.content, answers, result) : [words('fit.explainNone')]
    text(work, [resultTitle(work.content, result), ...parts, words('fit.explainOutro')].join('\n\n'), [
      work.choices.command('change_answer'),
      work.choices.command('show_result'),
      ...work.choices.set('human', work.saved.context).slice(0, 1),
    ])
  },
  explainQuestion(work, { slot }: { slot: string }) {
    const item = work.content.bank.items.find((one) => `fit.${one.id}` === slot)
    text(work, item ? work.content.say('fit.why', { why: item.why }) : work.content.say('callback.why'))
  },
  async showHistory(work) {
    const rows = await resultsOf(work.db, work.conversation, 3)
    if (rows.length === 0) return say(work, 'fit.noHistory', {}, work.choices.set('menu', work.saved.context))
    const { bank, say: words } = work.content
    const cards = rows.map((row, index) => {
      const result = scoreFit(bank, JSON.parse(row.answers))
      const when = index === 0 ? words('fit.historyNow') : index === 1 ? words('fit.historyBefore') : ''
      const head = words('fit.history', {
        date: `${when} ${sayDate(dateOf(row.at), dateOf(work.now))}`.trim(),
        title: resultTitle(work.content, result),
      })
      return [head, ...barLines(resultBars(work.content, result))].join('\n')
    })
    const [now, before] = rows
    const moved = before
      ? movedSince(work, JSON.parse(before.answers), scoreFit(bank, JSON.parse(now!.answers)).office)
      : undefined
    text(
      work,
      [words('fit.historyIntro'), ...cards, ...(moved ? [moved] : [])].join('\n\n'),
      work.question
        ? []
        : rows.map((row) => ({
            id: `history:${row.id}`,
            label: shorten(`${sayDate(dateOf(row.at), dateOf(work.now))} ${words('buttons.delete_result')}`, 20),
          })),
    )
  },
  async deleteResult(work, { id }: { id: number }) {
    const isTheirs = await deleteResult(work.db, work.conversation, id)
    say(work, isTheirs ? 'fit.historyDeleted' : 'fit.noHistory', {}, work.choices.set('menu', work.saved.context))
  },
  shareResult(work, { answers }: { answers: FitAnswers }) {
    const { bank, say: words } = work.content
    const result = scoreFit(bank, answers)
    const bars = barLines(resultBars(work.content, result)).join('\n')
    text(work, words('fit.shareIntro'))
    text(
      work,
      words('fit.share', { title: resultTitle(work.content, result), bars }),
      work.choices.set('menu', work.saved.context),
    )
  },
  async recordRun(work, { answers }: { answers: FitAnswers; order: string[] }) {
    const result = scoreFit(work.content.bank, answers)
    await insertResult(work.db, {
      conversation: work.conversation,
      at: work.now,
      bank_version: work.content.bank.version,
      answers: JSON.stringify(answers),
      result: JSON.stringify(result),
    })
  },
} satisfies Performers

const shorten = (words: string, most: number) => {
  const letters = [...words]
  return letters.length <= most ? words : `${letters.slice(0, most - 1).join('')}…`
}

function movedSince(work: TurnWork, before: FitAnswers, office: string | undefined): string {
  const earlier = scoreFit(work.content.bank, before)
  return earlier.office === office
    ? work.content.say('fit.historySame')
    : work.content.say('fit.historyMoved', { before: resultTitle(work.content, earlier) })
}
