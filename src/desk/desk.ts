import { callbacksOf } from '../store/callbacks.ts'
import { eraseConversation } from '../store/erase.ts'
import { dropTimers } from '../store/timers.ts'
import { sayMoment } from '../time.ts'
import type { DeskPort } from '../turn/port.ts'
import { type DeskLanes, note, showCard } from './board.ts'
import { acceptTime, cancel, rate } from './booking.ts'
import { forgetRequest } from './forget.ts'
import { lastProposal, openSlot } from './proposals.ts'
import { answered, createRelay, silentKey } from './relay.ts'
import { type DeskWork, deskSays, holdRequestOf, type Request, record, toAdvisors } from './request.ts'

/** What the person's turns tell the desk. */
export function createDesk(lanes: DeskLanes): DeskPort {
  const relay = createRelay(lanes)
  /** Says it in the thread, and to whoever has the request. */
  const tell = (work: DeskWork, request: Request, key: string, values: Record<string, string> = {}) =>
    note(work, lanes, request.reference, deskSays(work, key, values), { mention: request.claimed_by ?? undefined })

  return {
    requested: (work, request) => showCard(work, lanes, request),
    async changed(work, request, fields) {
      await showCard(work, lanes, request)
      const names = fields.map((field) => toAdvisors(work).say(`buttons.field_${field}`))
      if (names.length > 0) await tell(work, request, 'personChanged', { fields: names.join('・') })
    },
    async cancelled(work, request) {
      await showCard(work, lanes, request)
      await tell(work, request, 'personCancelled')
    },
    relay: relay.carry,
    passed: relay.pass,
    tookBack: relay.tookBack,
    edited: relay.edited,
    async talkEnded(work, conversation) {
      const request = await holdRequestOf(work, conversation)
      if (!request) return
      await dropTimers(work.db, { key: silentKey(request.reference) })
      await answered(work, request.reference)
      await record(work, request.reference, 'person', 'ended talk')
      await tell(work, request, 'personEnded')
    },
    async alert(work, conversation) {
      const request = await holdRequestOf(work, conversation)
      if (request) await tell(work, request, 'personAlert')
    },
    async rated(work, conversation, reference, value) {
      const request = await rate(work, conversation, reference, value)
      if (request) await showCard(work, lanes, request)
      return request !== undefined
    },
    async erase(work, conversation, by) {
      const open = await cancel(work, conversation, by === 'block' ? 'blocked' : 'erased')
      const rows = await callbacksOf(work.db, conversation)
      const what = by === 'block' ? 'erased by blocking' : 'erased'
      for (const { reference } of rows) await forgetRequest(work, lanes, reference, { actor: 'person', what })
      const references = rows.map((row) => row.reference)
      await eraseConversation(work.db, conversation, references)
      if (open) await tell(work, open, by === 'block' ? 'personBlocked' : 'personErased')
      return open?.reference
    },
    async acceptTime(work, conversation, slot) {
      const before = await holdRequestOf(work, conversation)
      if (!before) return undefined
      const last = await lastProposal(work, before)
      // who would rather write than talk has no time to keep
      if (before.wish === 'email') return { gone: before, open: undefined }
      // a second tap on the same button is no news
      if (before.slot_at === slot && slot > work.now && last?.isAccepted) return before
      if (!last || (last.slot ?? slot) !== slot) return { gone: before, open: openSlot(last, work.now) }
      const accepted = await acceptTime(work, conversation, slot)
      if (accepted === undefined || typeof accepted === 'string') return accepted
      await showCard(work, lanes, accepted)
      await tell(work, accepted, 'personAccepted', { time: sayMoment(slot, work.now) })
      return accepted
    },
  }
}
