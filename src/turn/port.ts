import type { Carried, Said } from '../desk/relay.ts'
import type { DeskWork, Request } from '../desk/request.ts'

/** What the turn tells the advisors' side. */
export interface DeskPort {
  requested(work: DeskWork, request: Request): Promise<void>
  /** `fields` are what the person changed; none where they confirmed what it was. */
  changed(work: DeskWork, request: Request, fields: readonly string[]): Promise<void>
  cancelled(work: DeskWork, request: Request): Promise<void>
  relay(work: DeskWork, conversation: string, said: Said): Promise<Carried>
  /** Words outside of a talk that the advisor must know of; tells whose request they are about. */
  passed(work: DeskWork, conversation: string, said: Said): Promise<Request | undefined>
  /** The person took a message back, or wrote it anew. */
  tookBack(work: DeskWork, conversation: string, messageId: string): Promise<void>
  edited(work: DeskWork, messageId: string, words: string): Promise<void>
  talkEnded(work: DeskWork, conversation: string): Promise<void>
  alert(work: DeskWork, conversation: string, care: string): Promise<void>
  /** False when there is no such talk of theirs. */
  rated(work: DeskWork, conversation: string, reference: string, value: number): Promise<boolean>
  /** Forgets the person; tells the number of the request that was open. */
  erase(work: DeskWork, conversation: string, by: 'person' | 'block'): Promise<string | undefined>
  acceptTime(
    work: DeskWork,
    conversation: string,
    slot: number,
  ): Promise<Request | 'slotTaken' | 'past' | ProposalGone | undefined>
}

/** A time that is proposed no more; `open` is the one that stands for it, if any does. */
export interface ProposalGone {
  readonly gone: Request
  readonly open: number | undefined
}
