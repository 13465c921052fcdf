import { callbacksSince, historySince, openCallbacks } from '../store/callbacks.ts'
import { addDays, dateOf, momentOf, sayDate } from '../time.ts'
import { type DeskLanes, post } from './board.ts'
import { REOPENED } from './reopen.ts'
import type { DeskWork } from './request.ts'
import type { DeskRules } from './rules.ts'
import { periodsOn } from './slots.ts'

/** The advisors' morning: what came since the last one, and what waits. Nothing on days nobody is there. */
export async function summarize(work: DeskWork, lanes: DeskLanes): Promise<void> {
  const { desk, say } = work.content
  const today = dateOf(work.now)
  if (!lanes.advisors || periodsOn(desk, today).length === 0) return
  const since = lastOpenDay(desk, today)
  const [from, to] = [momentOf(since, '00:00'), momentOf(today, '00:00')]
  const within = ({ at }: { at: number }) => at >= from && at < to
  const created = (await callbacksSince(work.db, from)).filter((row) => within({ at: row.created_at }))
  const undone = await historySince(work.db, from, REOPENED)
  const talked = (await historySince(work.db, from, 'completed')).filter(
    (row) => row.detail === 'talked' && !undone.some((later) => later.reference === row.reference && later.id > row.id),
  )
  const open = await openCallbacks(work.db, 1000)
  const counts = {
    created: created.length,
    talked: talked.filter(within).length,
    waiting: open.filter((row) => row.claimed_by === null).length,
    today: open.filter((row) => row.date === today).length,
    unclaimedToday: open.filter((row) => row.date === today && row.claimed_by === null).length,
  }
  if (open.length === 0 && Object.values(counts).every((count) => count === 0)) return
  const isYesterday = since === addDays(today, -1)
  const days = isYesterday ? say('desk.yesterday') : say('desk.sinceDay', { date: sayDate(since, today) })
  await post(work, lanes.advisors, [{ kind: 'text', text: say('desk.summary', { days, ...counts }) }])
}

/** The last day before today on which somebody was there, within two weeks. */
function lastOpenDay(desk: DeskRules, today: string): string {
  for (let days = 1; days <= 14; days++) {
    const date = addDays(today, -days)
    if (periodsOn(desk, date).length > 0) return date
  }
  return addDays(today, -1)
}
