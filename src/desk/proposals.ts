import type { Outbound } from '../channels/channel.ts'
import type { Say } from '../messages.ts'
import { historyOf } from '../store/callbacks.ts'
import { sayMoment } from '../time.ts'
import { type DeskWork, type Request, record } from './request.ts'

/** The time a person is asked about; a later one stands for it. */
export interface Proposal {
  /** Undefined for one of a release that did not note the time. */
  readonly slot: number | undefined
  readonly at: number
  readonly isAccepted: boolean
}

/** The last proposal of the advisor who has the request. Whoever had it before proposes nothing any more. */
export async function lastProposal(
  work: Pick<DeskWork, 'db'>,
  { reference, claimed_by }: Request,
): Promise<Proposal | undefined> {
  const acts = (await historyOf(work.db, reference)).filter(({ what }) => what === 'proposed' || what === 'accepted')
  const proposed = acts.findLast(({ what }) => what === 'proposed')
  if (!proposed || proposed.actor !== claimed_by) return undefined
  return {
    slot: proposed.detail === null ? undefined : Date.parse(proposed.detail),
    at: proposed.at,
    isAccepted: acts.at(-1)?.what === 'accepted',
  }
}

/** The time that waits for the person's answer. */
export const openSlot = (proposal: Proposal | undefined, now: number) =>
  proposal?.slot !== undefined && !proposal.isAccepted && proposal.slot > now ? proposal.slot : undefined

export const noteProposal = (work: DeskWork, reference: string, advisor: string, slot: number) =>
  record(work, reference, advisor, 'proposed', new Date(slot).toISOString())

/** The proposal as the person sees it. */
export function askAbout(
  say: Say,
  { reference, claimed_name }: Request,
  slot: number,
  now: number,
  key: 'advisor.proposed' | 'advisor.proposedInstead' = 'advisor.proposed',
): Outbound {
  return {
    kind: 'text',
    text: say(key, { advisor: claimed_name ?? '', time: sayMoment(slot, now) }),
    choices: [
      { id: `booking:accept:${reference}:${slot}`, label: say('buttons.accept_time'), style: 'primary' },
      { id: `booking:move:${reference}`, label: say('buttons.other_time') },
      { id: `booking:cancel:${reference}`, label: say('buttons.cancel_callback') },
    ],
  }
}
