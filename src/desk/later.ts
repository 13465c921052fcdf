import type { Content } from '../content.ts'
import type { Log } from '../log.ts'
import type { Seal } from '../seal.ts'
import { addHistory, callbacksOf, endedBefore, findCallback, openCallbacks } from '../store/callbacks.ts'
import { idleConversations } from '../store/conversations.ts'
import { eraseConversation } from '../store/erase.ts'
import { purgeInbox } from '../store/inbox.ts'
import { purgeOutbox } from '../store/outbox.ts'
import { purgeRelay } from '../store/relay.ts'
import type { Store } from '../store/store.ts'
import { claimTimers, finishTimer, purgeTimers, setTimer, type Timer } from '../store/timers.ts'
import { addDays, DAY, dateOf, MINUTE, momentOf, timeOf } from '../time.ts'
import { contentFor } from '../turn/talk.ts'
import type { Tell } from './advisors.ts'
import { type DeskWork, openRequest, type Request, stripRequest } from './booking.ts'
import { type DeskLanes, isOpenRequest, note, post } from './desk.ts'

/** How often due rows are looked for; a reminder may be late by as much. */
const POLL = 5_000
const LEASE = 60_000
const AT_ONCE = 20
/** Platforms redeliver for a day at most (Slack's delayed events: hourly for 24 hours). */
const INBOX_KEPT = 3 * DAY
const SENT_KEPT = 90 * DAY

export interface ClockOptions {
  readonly store: Store
  readonly seal: Seal
  readonly log: Log
  readonly lanes: DeskLanes
  readonly tell: Tell
  now(): number
  content(): Content
  onFired(): void
}

/** Fires stored timers when they are due: once, on one node, also after a restart. */
export function startClock(options: ClockOptions) {
  const { store, seal, log, lanes, now, content } = options
  let timer: NodeJS.Timeout | undefined
  let busy = false

  async function fireDue(): Promise<boolean> {
    const due = await store.write((db) => claimTimers(db, store.engine, now(), LEASE, AT_ONCE))
    for (const one of due) {
      try {
        await store.write(async (db) => {
          if (!(await finishTimer(db, one, now()))) return
          await fire({ db, content: content(), seal, now: now() }, one)
        })
      } catch (error) {
        // its lease ends and it is tried again
        log.error('a timer failed', { kind: one.kind, error: String(error) })
      }
    }
    if (due.length > 0) options.onFired()
    return due.length > 0
  }

  async function fire(work: DeskWork, one: Timer): Promise<void> {
    if (one.kind === 'purge') return await purge(work)
    if (one.kind === 'queue.summary') return await summarize(work)
    const row = one.reference ? await findCallback(work.db, one.reference) : undefined
    if (!row || !isOpenRequest(row)) return
    await fireFor(work, one.kind, openRequest(seal, row))
  }

  async function fireFor(work: DeskWork, kind: string, request: Request): Promise<void> {
    const { say, desk } = work.content
    const minutes = (ms: number) => String(Math.round(ms / MINUTE))
    const waiting = minutes(work.now - request.created_at)
    switch (kind) {
      case 'reminder.day':
      case 'reminder.hour': {
        if (!request.slot_at || request.slot_at < work.now) return
        const { say: toPerson } = await contentFor(work, request.conversation)
        const key = kind === 'reminder.day' ? 'reminder.dayBefore' : 'reminder.hourBefore'
        await post(work, request.conversation, [
          {
            kind: 'text',
            text: toPerson(key, { time: timeOf(request.slot_at) }),
            choices: [
              { id: `booking:change:${request.reference}`, label: toPerson('buttons.change_callback') },
              { id: `booking:cancel:${request.reference}`, label: toPerson('buttons.cancel_callback') },
            ],
          },
        ])
        return
      }
      case 'queue.unclaimed':
        if (!request.claimed_by)
          await note(work, lanes, request.reference, say('desk.remindUnclaimed', { minutes: waiting }))
        return
      case 'queue.lead':
        if (!request.claimed_by) {
          await note(
            work,
            lanes,
            request.reference,
            say('desk.mentionLead', { minutes: waiting, lead: desk.queue.lead ? `<@${desk.queue.lead}>` : '<!here>' }),
          )
        }
        return
      case 'queue.unfinished':
        if (request.claimed_by)
          await note(work, lanes, request.reference, say('desk.askUnfinished', { advisor: request.claimed_name ?? '' }))
        return
      case 'talk.silent':
        await options.tell(work.db, request.conversation, { type: 'advisor.left' }, (words) => [
          { kind: 'text', text: words.say('advisor.quiet') },
        ])
        await note(work, lanes, request.reference, say('desk.talkSilent'))
        return
    }
  }

  /** The advisors' morning: what yesterday brought and what waits. */
  async function summarize(work: DeskWork): Promise<void> {
    const { desk, say } = work.content
    const today = dateOf(work.now)
    await setTimer(work.db, {
      key: 'queue.summary',
      kind: 'queue.summary',
      dueAt: momentOf(addDays(today, 1), desk.queue.summaryAt),
    })
    if (!lanes.advisors) return
    const from = momentOf(addDays(today, -1), '00:00')
    const to = momentOf(today, '00:00')
    const yesterday = await work.db
      .selectFrom('callbacks')
      .select(['created_at', 'outcome', 'updated_at', 'status'])
      .where((eb) => eb.or([eb('created_at', '>=', from), eb('updated_at', '>=', from)]))
      .execute()
    const open = await openCallbacks(work.db, 1000)
    const within = (at: number) => at >= from && at < to
    const counts = {
      created: yesterday.filter((row) => within(row.created_at)).length,
      talked: yesterday.filter((row) => row.outcome === 'talked' && within(row.updated_at)).length,
      waiting: open.filter((row) => !row.claimed_by).length,
      scheduled: open.filter((row) => row.slot_at !== null).length,
    }
    if (Object.values(counts).every((count) => count === 0)) return
    await post(work, lanes.advisors, [{ kind: 'text', text: say('desk.summary', counts) }])
  }

  /** Forgets what is older than `desk.yaml` allows, and comes back tomorrow. */
  async function purge(work: DeskWork): Promise<void> {
    const { retentionDays: kept } = work.content.desk
    const { db } = work
    await setTimer(db, { key: 'purge', kind: 'purge', dueAt: momentOf(addDays(dateOf(work.now), 1), '03:30') })
    await purgeInbox(db, work.now - INBOX_KEPT)
    await purgeOutbox(db, work.now - SENT_KEPT)
    await purgeTimers(db, work.now - SENT_KEPT)
    for (const row of await endedBefore(db, work.now - kept.contactAfterEnd * DAY)) {
      await stripRequest(db, row)
      await purgeRelay(db, row.reference)
      await addHistory(db, { reference: row.reference, at: work.now, actor: 'bot', what: 'purged' })
    }
    for (const id of await idleConversations(db, work.now - kept.conversation * DAY, 500)) {
      await eraseConversation(
        db,
        id,
        (await callbacksOf(db, id)).map((row) => row.reference),
      )
    }
    await db
      .deleteFrom('unanswered')
      .where('at', '<', work.now - kept.unanswered * DAY)
      .execute()
    await db
      .deleteFrom('happenings')
      .where('at', '<', work.now - kept.happenings * DAY)
      .execute()
  }

  /** The timers that always run, once. */
  async function seed(): Promise<void> {
    const { desk } = content()
    await store.write(async (db) => {
      for (const [kind, time] of [
        ['queue.summary', desk.queue.summaryAt],
        ['purge', '03:30'],
      ] as const) {
        const live = await db
          .selectFrom('timers')
          .select('id')
          .where('key', '=', kind)
          .where('done_at', 'is', null)
          .executeTakeFirst()
        if (live) continue
        const today = momentOf(dateOf(now()), time)
        await setTimer(db, {
          key: kind,
          kind,
          dueAt: today > now() ? today : momentOf(addDays(dateOf(now()), 1), time),
        })
      }
    })
  }

  const tick = async () => {
    if (busy) return
    busy = true
    try {
      while (await fireDue());
    } catch (error) {
      log.error('timers cannot reach the store', { error: String(error) })
    } finally {
      busy = false
    }
  }

  return {
    fireDue,
    start() {
      seed().catch((error) => log.error('the standing timers could not be set', { error: String(error) }))
      timer = setInterval(tick, POLL)
      timer.unref()
      void tick()
    },
    stop: () => clearInterval(timer),
  }
}
