import type { MediaType, Outbound } from '../channels/channel.ts'
import type { Say } from '../messages.ts'
import { findCallback } from '../store/callbacks.ts'
import { blankRelay, findRelay, insertRelay, openRelay, relaysFrom } from '../store/relay.ts'
import { type DeskLanes, note, personAbout, tellPerson } from './board.ts'
import type { Claims } from './claims.ts'
import { answered, awaitWords, isTalking } from './relay.ts'
import { type DeskWork, deskSays, isOpenRequest, type Request, record } from './request.ts'
import { type AdvisorAct, type Done, done, refused, type Tell } from './tell.ts'

export const CORRECTED = 'corrected'

/** Begins a note that stays in the thread. */
const NOTE = /^\s*(\/\/|／／)/
const END = /^[「『]?(会話)?(を)?(終了|おわり|終わり|終わります)(します|です)?[」』]?[。.!！]?$/
const LAST_WORD = /(?:会話を?)?終了(?:します)?[。.!！]?$/

/** The words before the end in 「ありがとうございました。終了」: on a line or in a sentence of its own, else 「受付は終了」 were one. */
function farewellIn(text: string): string | undefined {
  const at = text.search(LAST_WORD)
  const before =
    at < 0
      ? ''
      : text
          .slice(0, at)
          .replaceAll(/[ 　\t]/g, '')
          .slice(-1)
  return /[\n。!！]/.test(before) ? text.slice(0, at).trim() : undefined
}

/** The advisor's side of the talk: from the card's thread, or the terminal, to the person. */
export function createTalk(lanes: DeskLanes, claims: Claims, tell: Tell) {
  /** The request if this advisor's words go to the person; or why they do not. */
  async function mine(work: DeskWork, act: AdvisorAct): Promise<Request | string> {
    const request = await claims.mine(work, act)
    if (typeof request !== 'string') return request
    const known = await findCallback(work.db, act.reference)
    if (!known || !isOpenRequest(known)) return deskSays(work, 'isOver')
    return known.claimed_by
      ? deskSays(work, 'notYours', { advisor: known.claimed_name ?? '' })
      : deskSays(work, 'notClaimed')
  }

  async function write(
    work: DeskWork,
    act: AdvisorAct,
    text: string,
    source: string | undefined,
    attached?: MediaType,
  ): Promise<Done> {
    if (NOTE.test(text)) return done
    const request = await mine(work, act)
    if (typeof request === 'string') return refused(request)
    if (END.test(text.trim())) return await end(work, act)
    const farewell = farewellIn(text.trim())
    await carry(work, act, request, farewell || text, source)
    if (attached) await note(work, lanes, act.reference, deskSays(work, 'fileNotCarried'))
    return farewell ? await end(work, act) : done
  }

  async function carry(
    work: DeskWork,
    act: AdvisorAct,
    request: Request,
    text: string,
    source: string | undefined,
  ): Promise<void> {
    const speaker = request.claimed_name ?? act.name
    const words: Outbound = { kind: 'text', text, speaker }
    let key: string | undefined
    if (await isTalking(work, act.reference)) key = await tellPerson(work, request, () => words)
    else {
      const joined = (say: Say): Outbound => ({ kind: 'text', text: say('advisor.joined', { advisor: speaker }) })
      await tell(
        work.db,
        request.conversation,
        { type: 'advisor.joined' },
        ({ say }) => [joined(say), words],
        personAbout(act.reference),
      )
    }
    await insertRelay(work, act.reference, 'to_person', text, source, key)
    await record(work, act.reference, act.advisor, 'wrote')
    await awaitWords(work, request)
    await answered(work, act.reference)
  }

  async function end(work: DeskWork, act: AdvisorAct): Promise<Done> {
    const request = await claims.mine(work, act)
    if (typeof request === 'string') return refused(request)
    if (!(await isTalking(work, act.reference))) return refused(deskSays(work, 'notTalking'))
    await claims.endTalk(work, request, act.advisor)
    await note(work, lanes, act.reference, deskSays(work, 'talkEnded'))
    return done
  }

  /** What a person has seen cannot be changed: the new words are offered as a correction. */
  async function edited(work: DeskWork, act: AdvisorAct, source: string, text: string): Promise<void> {
    const [row, ...offered] = await relaysFrom(work.db, source)
    if (!row) return await stillNote(work, act, text)
    if (row.direction !== 'to_person') return
    // its button stays in the thread: what was corrected again must not be sent
    for (const { id } of offered) await blankRelay(work.db, id)
    // now a note: what was sent stays, and nothing of this is to be sent
    if (NOTE.test(text)) return void (await note(work, lanes, act.reference, deskSays(work, 'deleted')))
    const id = await insertRelay(work, act.reference, 'to_person', text, source)
    await note(work, lanes, act.reference, deskSays(work, 'edited'), {
      choices: [{ id: `desk:correct:${act.reference}:${id}`, label: deskSays(work, 'buttons.correct') }],
    })
  }

  /** A note that became a message: Slack shows it like one that was sent. */
  async function stillNote(work: DeskWork, act: AdvisorAct, text: string): Promise<void> {
    if (NOTE.test(text) || typeof (await claims.mine(work, act)) === 'string') return
    await note(work, lanes, act.reference, deskSays(work, 'editedNote'), { mention: act.advisor })
  }

  async function tookBack(work: DeskWork, act: AdvisorAct, source: string): Promise<void> {
    const rows = await relaysFrom(work.db, source)
    if (rows[0]?.direction !== 'to_person') return
    for (const row of rows) await blankRelay(work.db, row.id)
    await note(work, lanes, act.reference, deskSays(work, 'deleted'))
  }

  async function correct(work: DeskWork, act: AdvisorAct, relayId: number): Promise<Done> {
    const row = Number.isSafeInteger(relayId) ? await findRelay(work.db, relayId) : undefined
    if (row?.reference !== act.reference || row.text === null) return refused(deskSays(work, 'stale'))
    const written = await write(work, act, deskSays(work, 'correction', { text: openRelay(work.seal, row) }), undefined)
    if (!written.ok) return written
    // the button stays in the thread: a second press must not send it again
    await blankRelay(work.db, relayId)
    await record(work, act.reference, act.advisor, CORRECTED, String(relayId))
    await note(work, lanes, act.reference, deskSays(work, 'corrected'))
    return written
  }

  return { write, end, edited, tookBack, correct }
}

export type Talk = ReturnType<typeof createTalk>
