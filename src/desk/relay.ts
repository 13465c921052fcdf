import type { MediaType } from '../channels/channel.ts'
import { findCallback } from '../store/callbacks.ts'
import { cameBefore, claimEvent } from '../store/inbox.ts'
import { dropLaneAbout, hasRow } from '../store/outbox.ts'
import { blankRelay, insertRelay, relaysFrom, relaysOf } from '../store/relay.ts'
import { dropTimers, findTimer, setTimer } from '../store/timers.ts'
import { HOUR } from '../time.ts'
import { cardAbout, type DeskLanes, note, post } from './board.ts'
import { type DeskWork, deskSays, holdRequestOf, openRequest, type Request, record } from './request.ts'
import { afterOpenMinutes } from './slots.ts'

/** What a person sent while an advisor is there. */
export interface Said {
  readonly words?: string | undefined
  readonly messageId?: string | undefined
  /** A sticker, a picture, a file; `detail` are a sticker's own words or a file's name. */
  readonly media?: { readonly type: MediaType; readonly detail?: string | undefined } | undefined
}

export const silentKey = (reference: string) => `talk.silent:${reference}`
const unansweredKey = (reference: string) => `talk.unanswered:${reference}`
/** Whoever wrote so lately may still be there, whatever the timetable says. */
const STILL_THERE = HOUR

/** Sets the end of a talk in which nobody writes. */
export async function awaitWords(work: DeskWork, request: Pick<Request, 'reference' | 'conversation'>): Promise<void> {
  await setTimer(work.db, {
    key: silentKey(request.reference),
    kind: 'talk.silent',
    dueAt: work.now + work.content.desk.queue.endSilentTalkAfterHours * HOUR,
    conversation: request.conversation,
    reference: request.reference,
  })
}

/** The advisor wrote, or the talk is over: nobody waits for words any more. */
export const answered = ({ db }: DeskWork, reference: string) => dropTimers(db, { key: unansweredKey(reference) })

/** From the first words on that nobody has answered; true for those. */
async function awaitAnswer(work: DeskWork, { reference, conversation }: Request): Promise<boolean> {
  const { desk } = work.content
  const key = unansweredKey(reference)
  if (await findTimer(work.db, key)) return false
  const dueAt = afterOpenMinutes(desk, work.now, desk.queue.remindUnclaimedAfterMinutes)
  await setTimer(work.db, { key, kind: 'talk.unanswered', dueAt, conversation, reference })
  return true
}

/** Somebody wrote and neither side has ended it. */
export const isTalking = async (work: DeskWork, reference: string) =>
  (await findTimer(work.db, silentKey(reference))) !== undefined

const takenBack = (conversation: string, messageId: string) => `taken back:${conversation}:${messageId}`

/** `waiting`: the first words for a while that wait for an answer. False when there is nobody they could be carried to. */
export type Carried = 'carried' | 'waiting' | false

/** The person's side of the talk: into the card's thread, or kept for the terminal where there is none. */
export function createRelay(lanes: DeskLanes) {
  const nameOf = (request: Pick<Request, 'name' | 'reference'>) => request.name ?? request.reference

  function inWords(work: DeskWork, request: Request, { words, media }: Said): string {
    const name = nameOf(request)
    const sent = media && sayMedia(work, media)
    const key = media?.type === 'sticker' ? 'personSentSticker' : 'personSent'
    const lines = [
      ...(words === undefined ? [] : [deskSays(work, 'personWrote', { name, text: words })]),
      ...(sent === undefined ? [] : [deskSays(work, key, { name, media: sent })]),
    ]
    return lines.join('\n')
  }

  async function bring(work: DeskWork, request: Request, said: Said, mention?: string): Promise<void> {
    const text = inWords(work, request, said)
    const key = await note(work, lanes, request.reference, text, { mention })
    await insertRelay(work, request.reference, 'to_advisor', text, said.messageId, key)
    await record(work, request.reference, 'person', 'wrote')
  }

  return {
    /** What the advisor must know though nobody is talking: it begins no talk. */
    async pass(work: DeskWork, conversation: string, said: Said): Promise<Request | undefined> {
      const request = await holdRequestOf(work, conversation)
      if (!request) return undefined
      await bring(work, request, said, request.claimed_by ?? undefined)
      return request
    },

    async carry(work: DeskWork, conversation: string, said: Said): Promise<Carried> {
      const request = await holdRequestOf(work, conversation)
      if (!request) return false
      if (said.messageId !== undefined && (await cameBefore(work.db, takenBack(conversation, said.messageId))))
        return 'carried'
      const last = (await relaysOf(work.db, request.reference)).findLast((row) => row.direction === 'to_person')
      await bring(work, request, said)
      await awaitWords(work, request)
      const isFirst = await awaitAnswer(work, request)
      return isFirst && !(last && work.now - last.at < STILL_THERE) ? 'waiting' : 'carried'
    },

    /** The person took a message back: no copy of it stays, nor comes when the message itself is late. */
    async tookBack(work: DeskWork, conversation: string, messageId: string): Promise<void> {
      await claimEvent(work.db, takenBack(conversation, messageId), work.now)
      for (const row of await relaysFrom(work.db, messageId)) {
        if (row.direction !== 'to_advisor') continue
        await forget(work, row, deskSays(work, 'personTookBack'))
        await record(work, row.reference, 'person', 'took back')
      }
    },

    /** What was sent first stays readable beside it, and goes with it when the message is taken back. */
    async edited(work: DeskWork, messageId: string, words: string): Promise<void> {
      const row = (await relaysFrom(work.db, messageId)).find((one) => one.direction === 'to_advisor')
      const request = row && (await findCallback(work.db, row.reference))
      if (!request || request.name === null) return
      const name = nameOf(openRequest(work.seal, request))
      const text = deskSays(work, 'personEdited', { name, text: words })
      const key = await note(work, lanes, row.reference, text)
      await insertRelay(work, row.reference, 'to_advisor', text, messageId, key)
    },

    /** Takes every word of the person out of the threads, sent or waiting to be. */
    async wipe(work: DeskWork, reference: string): Promise<void> {
      if (lanes.advisors) await dropLaneAbout(work.db, lanes.advisors, cardAbout(reference))
      for (const row of await relaysOf(work.db, reference)) {
        if (row.direction === 'to_advisor') await forget(work, row, deskSays(work, 'personWordsGone'))
      }
    },
  }

  async function forget(work: DeskWork, row: { id: number; outbox_key: string | null }, words: string): Promise<void> {
    await blankRelay(work.db, row.id)
    if (!row.outbox_key || !lanes.advisors || !(await hasRow(work.db, row.outbox_key))) return
    const about = `key:${row.outbox_key}`
    // a second time would say the same again
    await dropLaneAbout(work.db, lanes.advisors, about)
    await post(work, lanes.advisors, [{ kind: 'text', text: words }], { about, mode: 'edit' })
  }
}

/** 「スタンプ(うれしい)」 「ファイル(履歴書.pdf)」 */
function sayMedia(work: DeskWork, media: NonNullable<Said['media']>): string {
  const kind = deskSays(work, `media.${media.type}`)
  return media.detail ? `${kind}(${media.detail})` : kind
}

export type Relay = ReturnType<typeof createRelay>
