import type { Draft, GivenFields } from '../../../flows/vocabulary.ts'
import { book, bookingChoices, cancel, draftOf } from '../../desk/booking.ts'
import { askAbout } from '../../desk/proposals.ts'
import { type DeskWork, openRequestOf, type Request } from '../../desk/request.ts'
import type { Say } from '../../messages.ts'
import { callbacksOf } from '../../store/callbacks.ts'
import { insertHappenings, resultsOf } from '../../store/records.ts'
import { draftLines } from '../questions/callback.ts'
import { sayOpening } from '../times.ts'
import { happening, type Performers, say, text } from '../work.ts'
import { sayWhen } from './when.ts'

/** The request for a callback, and the talk with the advisor. */
export const callbackEffects = {
  async showBooking(work) {
    const request = await openRequestOf(work, work.conversation)
    if (!request) {
      if (work.saved.context.booking) work.followUps.push({ type: 'desk.requestEnded' })
      const last = (await callbacksOf(work.db, work.conversation))[0]
      const values = last && { reference: last.reference, status: statusOf(work, last) }
      return say(work, values ? 'callback.lastStatus' : 'callback.none', values, [
        work.choices.command('talk_to_human'),
      ])
    }
    text(work, bookingWords(work, request), work.question ? [] : bookingChoices(work.content.say, request.reference))
  },
  async book(work, { draft, read }: { draft: Draft; read: string[] }) {
    const [result] = await resultsOf(work.db, work.conversation, 1)
    const booked = await book(work, work.conversation, draft, { fitResult: result?.id ?? null, topicsRead: read })
    if (!('request' in booked)) {
      work.followUps.push({ type: booked.kind === 'past' ? 'desk.timeHasPassed' : 'desk.slotWasTaken' })
      return
    }
    const { request } = booked
    work.followUps.push({ type: 'desk.booked', reference: request.reference })
    const when = sayWhen(work, request)
    say(
      work,
      booked.kind === 'changed' ? 'callback.changed' : 'callback.booked',
      { reference: request.reference, when },
      bookingChoices(work.content.say, request.reference),
    )
    await (booked.kind === 'changed'
      ? work.desk.changed(work, request, booked.fields)
      : work.desk.requested(work, request))
  },
  async cancelBooking(work) {
    const request = await cancel(work, work.conversation)
    if (!request) return say(work, 'callback.noneToCancel')
    say(work, 'callback.cancelled', { reference: request.reference }, [
      { id: 'do:talk_to_human', label: work.content.say('buttons.book_again'), form: 'callback' },
      ...work.choices.set('menu', work.saved.context).slice(0, 2),
    ])
    await work.desk.cancelled(work, request)
    await insertHappenings(work.db, [happening(work, 'callback.cancelled')])
  },
  async loadBooking(work, { fields }: { fields?: GivenFields }) {
    const request = await openRequestOf(work, work.conversation)
    if (request) work.followUps.push({ type: 'desk.bookingOpened', draft: draftOf(request), fields })
    else if (fields) work.followUps.push({ type: 'desk.requestEnded' }, { type: 'user.gaveFields', fields })
    else {
      work.followUps.push({ type: 'desk.requestEnded' })
      say(work, 'callback.noneToChange', {}, [work.choices.command('talk_to_human')])
    }
  },
  async acceptTime(work, { slot }: { slot: number }) {
    const accepted = await work.desk.acceptTime(work, work.conversation, slot)
    if (accepted === 'slotTaken') return say(work, 'callback.slotTaken', {}, [work.choices.command('change_callback')])
    if (accepted === 'past') return say(work, 'callback.proposalPast', {}, [work.choices.command('change_callback')])
    if (!accepted) return say(work, 'callback.none')
    if ('gone' in accepted) {
      const { gone, open } = accepted
      say(work, 'callback.proposalGone')
      if (open) work.messages.push(askAbout(work.content.say, gone, open, work.now))
      else text(work, bookingWords(work, gone), bookingChoices(work.content.say, gone.reference))
      return
    }
    say(
      work,
      'callback.changed',
      { reference: accepted.reference, when: sayWhen(work, accepted) },
      bookingChoices(work.content.say, accepted.reference),
    )
  },
  async passWords(work) {
    const request = await work.desk.passed(work, work.conversation, work.said)
    if (!request) return say(work, 'callback.none')
    const { claimed_name: advisor, reference } = request
    const choices = work.question ? [] : bookingChoices(work.content.say, reference)
    say(work, advisor ? 'callback.passedTo' : 'callback.passed', advisor ? { advisor } : {}, choices)
  },
  async rateTalk(work, { reference, value }: { reference: string; value: number }) {
    const isTheirs = await work.desk.rated(work, work.conversation, reference, value)
    say(work, isTheirs ? 'feedback.thanks' : 'stale', {}, work.choices.set('menu', work.saved.context))
  },
  async erase(work, { by }: { by: 'person' | 'block' }) {
    work.erased = (await work.desk.erase(work, work.conversation, by)) ?? ''
  },
  async relay(work) {
    const { said } = work
    const carried = await work.desk.relay(work, work.conversation, said)
    if (!carried) return say(work, 'advisor.notDelivered')
    const next = carried === 'waiting' ? sayOpening(work) : undefined
    if (next) say(work, 'advisor.closed', { next })
    // a sticker says all it has to say by its name; whoever sent a picture believes it is being looked at
    if (said.media && said.media.type !== 'sticker') say(work, 'advisor.mediaNotCarried')
  },
  async endTalk(work) {
    await work.desk.talkEnded(work, work.conversation)
    say(work, 'advisor.ended', {}, work.choices.set('menu', work.saved.context))
  },
  async alertAdvisor(work, { care }: { care: string }) {
    await work.desk.alert(work, work.conversation, care)
  },
} satisfies Performers

const STATUS = {
  requested: 'callback.statusRequested',
  claimed: 'callback.statusClaimed',
  scheduled: 'callback.statusScheduled',
  done: 'callback.statusDone',
  cancelled: 'callback.statusCancelled',
} as const

const statusOf = (
  { content }: Pick<DeskWork, 'content'>,
  { status, claimed_name }: Pick<Request, 'status' | 'claimed_name'>,
) => content.say(STATUS[status], { advisor: claimed_name ?? '' })

/** A request as the person sees it: its number, its state, what was asked for. */
export function bookingWords(work: Pick<DeskWork, 'content' | 'now'>, request: Request): string {
  const lines = draftLines(draftOf(request), work).join('\n')
  const { say: words } = work.content
  const status = `${statusOf(work, request)}\n${sayWay(words, request.status)}`
  return words('callback.status', { reference: request.reference, status, lines })
}

const WAY: readonly Request['status'][] = ['requested', 'claimed', 'scheduled', 'done']

/** 「●受付 → ●担当決定 → ○予定 → ○完了」 */
function sayWay(words: Say, status: Request['status']): string {
  const at = WAY.indexOf(status)
  return WAY.map((step, index) => `${index <= at ? '●' : '○'}${words(`callback.way.${step}`)}`).join(' → ')
}
