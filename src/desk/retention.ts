import { callbacksOf, endedBefore, purgeHistory, strandedBefore } from '../store/callbacks.ts'
import { holdIdle, idleConversations } from '../store/conversations.ts'
import { eraseConversation } from '../store/erase.ts'
import { purgeInbox } from '../store/inbox.ts'
import { blankDead, purgeOutbox } from '../store/outbox-record.ts'
import { purgeRecords } from '../store/records.ts'
import { talksEndedBefore } from '../store/relay.ts'
import { purgeTimers } from '../store/timers.ts'
import { DAY } from '../time.ts'
import type { DeskLanes } from './board.ts'
import { forgetRequest, forgetTalk } from './forget.ts'
import { type DeskWork, holdRow } from './request.ts'

/** Platforms redeliver for a day at most (Slack's delayed events: hourly for 24 hours). */
const INBOX_KEPT = 3 * DAY
/** Names of sent messages, so that cards and threads can still be changed; their text went when they were sent. */
const SENT_KEPT = 90 * DAY
/** A transaction short enough for people to talk meanwhile; what is left over comes in the next. */
const AT_ONCE = 100

/** Forgets what is older than `desk.yaml` allows; true when there may be more. */
export async function purgeSome(work: DeskWork, lanes: DeskLanes): Promise<boolean> {
  const { retentionDays: kept } = work.content.desk
  const { db, now } = work
  const before = (days: number) => now - days * DAY

  await purgeInbox(db, now - INBOX_KEPT)
  await purgeOutbox(db, now - SENT_KEPT)
  await purgeTimers(db, now - SENT_KEPT)
  await blankDead(db, before(kept.contactAfterEnd))
  await purgeRecords(db, { unanswered: before(kept.unanswered), happenings: before(kept.happenings) })
  await purgeHistory(db, before(kept.audit))

  const talks = await talksEndedBefore(db, before(kept.relayAfterEnd), AT_ONCE)
  for (const reference of talks) await forgetTalk(work, lanes, reference)
  // one that nobody ever finished ends some day, too
  const ended = [
    ...(await endedBefore(db, before(kept.contactAfterEnd), AT_ONCE)),
    ...(await strandedBefore(db, before(kept.conversation), AT_ONCE)),
  ]
  for (const { reference, version } of ended) {
    // somebody may have come back to it since it was found
    if ((await holdRow(work, reference))?.version !== version) continue
    await forgetRequest(work, lanes, reference, { actor: 'bot', what: 'purged' })
  }
  const idle = await idleConversations(db, before(kept.conversation), AT_ONCE)
  for (const id of idle) {
    if (!(await holdIdle(db, id, before(kept.conversation)))) continue
    const references = (await callbacksOf(db, id)).map((row) => row.reference)
    for (const reference of references) await forgetRequest(work, lanes, reference, { actor: 'bot', what: 'purged' })
    await eraseConversation(db, id, references)
  }
  return [talks, ended, idle].some((found) => found.length >= AT_ONCE)
}
