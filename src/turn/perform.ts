import type { Saved } from '../../flows/saved.ts'
import type { DialogueEvent, Draft, Field } from '../../flows/vocabulary.ts'
import type { Choice, Outbound } from '../channels/channel.ts'
import { book, cancel, type DeskWork, draftOf, openRequestOf, type Request } from '../desk/booking.ts'
import { isOpen, nextOpening } from '../desk/slots.ts'
import type { FitAnswers } from '../fit/fit.ts'
import { barLines, reasons, resultBars, resultCard, resultTitle } from '../fit/present.ts'
import { scoreFit } from '../fit/score.ts'
import { mask } from '../mask.ts'
import {
  deleteResult,
  insertHappenings,
  insertItemEvents,
  insertResult,
  insertUnanswered,
  resultsOf,
} from '../store/records.ts'
import { DAY, dateOf, sayDate, sayMoment } from '../time.ts'
import type { Choices } from './choices.ts'
import { draftLines, type Question, sayTime } from './pending.ts'
import type { Effect } from './step.ts'

/** What one turn works on; effects are carried out in order, inside the turn's transaction. */
export interface TurnWork extends DeskWork {
  readonly conversation: string
  readonly channel: string
  readonly choices: Choices
  /** Counts the conversation's turns: picks among variants of a sentence. */
  readonly variant: number
  /** The person's words of this turn, for relay and for the record of unanswered questions. */
  readonly words: string | undefined
  readonly messageId: string | undefined
  /** The conversation as it is after the step. */
  saved: Saved
  /** The pending question after the step. */
  question: Question | undefined
  /** How long the last question waited for its answer. */
  readonly waited: number | undefined
  readonly messages: Outbound[]
  /** Facts that follow from effects and are stepped next. */
  readonly followUps: DialogueEvent[]
  readonly desk: DeskPort
  /** The person's channel can show a form. */
  readonly forms: boolean
  /** Set by an erasure: the number of the request that was open, or empty. */
  erased?: string
}

/** What the turn tells the advisors' side. */
export interface DeskPort {
  requested(work: DeskWork, request: Request): Promise<void>
  changed(work: DeskWork, request: Request): Promise<void>
  cancelled(work: DeskWork, request: Request, by: 'person' | 'block' | 'erase'): Promise<void>
  relay(
    work: DeskWork,
    conversation: string,
    words: string | undefined,
    messageId: string | undefined,
  ): Promise<boolean>
  /** The person took a message back, or wrote it anew. */
  tookBack(work: DeskWork, messageId: string): Promise<void>
  edited(work: DeskWork, messageId: string, words: string): Promise<void>
  talkEnded(work: DeskWork, conversation: string): Promise<void>
  alert(work: DeskWork, conversation: string, care: string): Promise<void>
  rated(work: DeskWork, reference: string, value: number): Promise<void>
  erase(work: DeskWork, conversation: string): Promise<string | undefined>
  acceptTime(work: DeskWork, conversation: string, slot: number): Promise<Request | 'slotTaken' | undefined>
}

type Performer<Params> = (work: TurnWork, params: Params) => Promise<void> | void

const text = (work: TurnWork, words: string, choices: readonly Choice[] = []) => {
  work.messages.push({ kind: 'text', text: words, ...(choices.length > 0 ? { choices } : {}) })
}

const say = (
  work: TurnWork,
  key: string,
  values: Record<string, string | number> = {},
  choices: readonly Choice[] = [],
) => text(work, work.content.say(key, values, work.variant), choices)

/** One performer per effect of the chart; an effect without one is a broken promise and fails the turn. */
const performers: Record<string, Performer<never>> = {
  say(work, { key, with: values, choices }: { key: string; with?: Record<string, string>; choices?: string }) {
    const { desk } = work.content
    const facts = { days: desk.latestNoticeDays, hours: sayHours(work), receipt: receiptOf(work), ...values }
    // while a question is pending, its own choices are the way on
    const set = choices && !work.question ? work.choices.set(choices, work.saved.context) : []
    say(work, key, facts, set)
  },
  ask(work, { how }: { how: 'first' | 'again' | 'rephrased' | 'withHuman' }) {
    const { question } = work
    if (!question) return
    const isBusy = work.messages.some((message) => 'choices' in message && (message.choices?.length ?? 0) > 0)
    const ways = isBusy ? question.choices.filter((choice) => choice.id.startsWith('answer:')) : [...question.choices]
    // who likes one form better than many questions; below other buttons it would be one too many
    if (work.forms && question.slot === 'callback.consent' && !isBusy)
      ways.splice(1, 0, { id: 'do:talk_to_human', label: work.content.say('buttons.open_form'), form: 'callback' })
    if (how === 'withHuman' && !question.slot.startsWith('callback.')) ways.push(work.choices.command('talk_to_human'))
    const words =
      how === 'rephrased' && question.kind === 'scale'
        ? `${question.text}\n\n${work.content.say('fit.rephrased')}`
        : question.text
    text(work, words, ways)
  },
  showTopic(work, { topic }: { topic: string }) {
    const found = work.content.topics.get(topic)
    if (!found) return say(work, 'miss.first', {}, work.choices.set('waysOn', work.saved.context))
    const choices = work.question
      ? []
      : [...work.choices.related(topic), { id: `unhelpful:${topic}`, label: work.content.say('buttons.unhelpful') }]
    text(work, found.answer, choices)
  },
  showUncovered(work, { topic }: { topic: string }) {
    const found = work.content.topics.get(topic)
    const choices = work.question
      ? []
      : [...work.choices.related(topic), ...work.choices.set('human', work.saved.context).slice(0, 1)]
    text(work, found?.answer ?? work.content.say('miss.first'), choices)
  },
  showSuggestions(work, { topics }: { topics: string[] }) {
    say(work, 'faq.suggest', {}, [
      ...topics.flatMap(work.choices.topic),
      { id: 'none', label: work.content.say('buttons.none_of_these') },
    ])
  },
  showCare(work, { care }: { care: string }) {
    const found = work.content.care.kinds[care as keyof typeof work.content.care.kinds]
    text(work, found.reply, [{ id: 'do:talk_to_human', label: work.content.say('buttons.talk_to_human') }])
  },
  chat(work, { talk }: { talk: string }) {
    const key = talk === 'greeting' ? 'greeting.hello' : `talk.${talk}`
    const withMenu =
      !work.question && ['greeting', 'about_bot', 'gibberish', 'acknowledge', 'chitchat', 'abuse'].includes(talk)
    say(work, key, {}, withMenu ? work.choices.set('menu', work.saved.context) : [])
  },
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
  async showBooking(work) {
    const request = await openRequestOf(work, work.conversation)
    if (!request) {
      if (work.saved.context.booking) work.followUps.push({ type: 'desk.requestEnded' })
      return say(work, 'callback.none', {}, [work.choices.command('talk_to_human')])
    }
    text(work, bookingWords(work, request), work.question ? [] : bookingChoices(work, request.reference))
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
  async noteItem(work, { item, what, value }: { item: string; what: 'shown' | 'answered' | 'left'; value?: string }) {
    if (!item) return
    await insertItemEvents(work.db, [
      {
        at: work.now,
        bank_version: work.content.bank.version,
        item,
        what: value === 'unknown' || value === 'skip' ? value : what,
        value: value ?? null,
        ms: what === 'answered' ? (work.waited ?? null) : null,
        run: work.seal.pseudonym(
          `${work.conversation}:${Object.keys(work.saved.context.fit?.answers ?? {})[0] ?? ''}:${Math.floor(work.now / DAY)}`,
        ),
      },
    ])
  },
  async noteUnanswered(
    work,
    { why, offered }: { why: 'unknown' | 'none_of_these' | 'not_helpful'; offered: string[] },
  ) {
    if (!work.words) return
    const masked = mask(work.words)
    await insertUnanswered(work.db, {
      at: work.now,
      text: work.seal.seal(masked, 'unanswered.text'),
      why,
      offered: JSON.stringify(offered),
    })
  },
  async note(work, { what, about }: { what: string; about?: string }) {
    await insertHappenings(work.db, [happening(work, what, about)])
  },
  async book(work, { draft, read }: { draft: Draft; read: string[] }) {
    const [result] = await resultsOf(work.db, work.conversation, 1)
    const booked = await book(work, work.conversation, draft, { fitResult: result?.id ?? null, topicsRead: read })
    if (booked.kind === 'slotTaken') {
      work.followUps.push({ type: 'desk.slotWasTaken' })
      return
    }
    const { request } = booked
    work.followUps.push({ type: 'desk.booked', reference: request.reference })
    const when = sayWhen(work, request)
    say(
      work,
      draft.changing ? 'callback.changed' : 'callback.booked',
      { reference: request.reference, when },
      bookingChoices(work, request.reference),
    )
    await (draft.changing ? work.desk.changed(work, request) : work.desk.requested(work, request))
  },
  async cancelBooking(work) {
    const request = await cancel(work, work.conversation, 'person')
    if (!request) return say(work, 'callback.noneToCancel')
    say(work, 'callback.cancelled', { reference: request.reference }, [
      { id: 'do:talk_to_human', label: work.content.say('buttons.book_again'), form: 'callback' },
      ...work.choices.set('menu', work.saved.context).slice(0, 2),
    ])
    await work.desk.cancelled(work, request, 'person')
    await insertHappenings(work.db, [happening(work, 'callback.cancelled')])
  },
  async loadBooking(work, { field }: { field?: Field }) {
    const request = await openRequestOf(work, work.conversation)
    if (request) work.followUps.push({ type: 'desk.bookingOpened', draft: draftOf(request), field })
    else {
      work.followUps.push({ type: 'desk.requestEnded' })
      say(work, 'callback.noneToChange', {}, [work.choices.command('talk_to_human')])
    }
  },
  async acceptTime(work, { slot }: { slot: number }) {
    const accepted = await work.desk.acceptTime(work, work.conversation, slot)
    if (accepted === 'slotTaken') return say(work, 'callback.slotTaken', {}, [work.choices.command('change_callback')])
    if (!accepted) return say(work, 'callback.none')
    say(
      work,
      'callback.changed',
      { reference: accepted.reference, when: sayWhen(work, accepted) },
      bookingChoices(work, accepted.reference),
    )
  },
  async rateTalk(work, { reference, value }: { reference: string; value: number }) {
    await work.desk.rated(work, reference, value)
  },
  async erase(work) {
    work.erased = (await work.desk.erase(work, work.conversation)) ?? ''
  },
  async relay(work) {
    const carried = await work.desk.relay(work, work.conversation, work.words, work.messageId)
    if (!carried) say(work, 'advisor.notDelivered')
  },
  async endTalk(work) {
    await work.desk.talkEnded(work, work.conversation)
    say(work, 'advisor.ended', {}, work.choices.set('menu', work.saved.context))
  },
  async alertAdvisor(work, { care }: { care: string }) {
    await work.desk.alert(work, work.conversation, care)
  },
} satisfies Record<string, Performer<never>>

export async function perform(work: TurnWork, effect: Effect): Promise<void> {
  const performer = performers[effect.type]
  if (!performer)
    throw new Error(`the chart asks for "${effect.type}", which src/turn/perform.ts cannot do: add it there`)
  await performer(work, effect.params as never)
}

const shorten = (words: string, most: number) => {
  const letters = [...words]
  return letters.length <= most ? words : `${letters.slice(0, most - 1).join('')}…`
}

function happening(work: TurnWork, what: string, about?: string) {
  return {
    at: work.now,
    what,
    about: about ?? null,
    channel: work.channel,
    person: work.seal.pseudonym(work.conversation),
  }
}

function movedSince(work: TurnWork, before: FitAnswers, office: string | undefined): string {
  const earlier = scoreFit(work.content.bank, before)
  return earlier.office === office
    ? work.content.say('fit.historySame')
    : work.content.say('fit.historyMoved', { before: resultTitle(work.content, earlier) })
}

/** A request as the person sees it: its number, its state, what was asked for. */
export function bookingWords({ content, now }: Pick<DeskWork, 'content' | 'now'>, request: Request): string {
  const status = content.say(
    {
      requested: 'callback.statusRequested',
      claimed: 'callback.statusClaimed',
      scheduled: 'callback.statusScheduled',
      done: 'callback.statusDone',
      cancelled: 'callback.statusCancelled',
    }[request.status],
    { advisor: request.claimed_name ?? '' },
  )
  const lines = draftLines(draftOf(request), { content, now }).join('\n')
  return content.say('callback.status', { reference: request.reference, status, lines })
}

export function bookingChoices(work: Pick<DeskWork, 'content'>, reference: string): Choice[] {
  const { say: words } = work.content
  return [
    { id: `booking:change:${reference}`, label: words('buttons.change_callback') },
    { id: `booking:cancel:${reference}`, label: words('buttons.cancel_callback') },
  ]
}

/** When and how an advisor gets in touch, and when one is back if nobody is there now. */
export function sayWhen({ content, now }: Pick<DeskWork, 'content' | 'now'>, request: Request): string {
  const { say: words, desk } = content
  const draft = draftOf(request)
  const how = words(request.wish === 'phone' ? 'callback.howPhone' : 'callback.howChat')
  const when =
    request.wish === 'email'
      ? words('callback.whenEmail')
      : request.slot_at
        ? words('callback.whenSlot', { time: sayMoment(request.slot_at, now), how })
        : draft.time && !('any' in draft.time)
          ? words('callback.whenWindow', { time: sayTime(draft.time, { content, now }) })
          : words('callback.whenAny')
  if (isOpen(desk, now) || request.slot_at) return when
  const next = nextOpening(desk, now)
  return next ? `${when}\n${words('callback.closedNow', { next: sayMoment(next, now) })}` : when
}

const NAMES = { mon: '月', tue: '火', wed: '水', thu: '木', fri: '金', sat: '土', sun: '日' } as const

/** 「月〜金 10:00〜21:00、土 10:00〜18:00」 */
export function sayHours({ content: { desk } }: Pick<DeskWork, 'content'>): string {
  const groups: { days: string[]; hours: string }[] = []
  for (const [day, name] of Object.entries(NAMES)) {
    const hours = (desk.hours[day as keyof typeof NAMES] ?? []).map(({ from, to }) => `${from}〜${to}`).join('・')
    if (!hours) continue
    const last = groups.at(-1)
    if (last?.hours === hours) last.days.push(name)
    else groups.push({ days: [name], hours })
  }
  return groups
    .map(({ days, hours }) => `${days.length > 2 ? `${days[0]}〜${days.at(-1)}` : days.join('・')} ${hours}`)
    .join('、')
}

const receiptOf = (work: TurnWork) => (work.erased ? work.content.say('erase.receipt', { reference: work.erased }) : '')
