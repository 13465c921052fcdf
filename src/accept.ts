import { channelOf, type Inbound } from './channels/channel.ts'
import type { AdvisorSide } from './desk/advisors.ts'
import type { Intake } from './intake.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { OutboxWorker } from './outbox/worker.ts'
import { type Hand, withHand } from './store/hand.ts'
import type { Store } from './store/store.ts'
import { type Tracing, turnOf } from './tracing.ts'
import { type TurnReport, type TurnWorld, takeTurn } from './turn/turn.ts'
import type { Typing } from './typing.ts'
import type { WriteWatch } from './write-watch.ts'

interface AcceptParts {
  readonly store: Store
  readonly world: TurnWorld
  readonly advisors: AdvisorSide
  readonly intake: Intake
  readonly outbox: Pick<OutboxWorker, 'openHand' | 'take' | 'giveBack' | 'poke'>
  readonly typing: Typing
  readonly metrics: Metrics
  readonly writes: Pick<WriteWatch, 'failed'>
  readonly tracing: Tracing
  readonly log: Log
}

/** Takes what people did, each in a transaction of its own: a person's turn, or an advisor's act at the desk. */
export function createAccept(parts: AcceptParts) {
  const { store, world, advisors, intake, outbox, typing, metrics, writes, tracing, log } = parts

  /** Takes a webhook's events by `intake`, and counts what goes wrong. */
  async function accept(inbound: readonly Inbound[], take: Intake['take']) {
    const begun = performance.now()
    try {
      return await take(inbound, (one) => takeTraced(one, begun))
    } catch (error) {
      for (const channel of new Set(inbound.map((one) => channelOf(one.conversation)))) metrics.turnFailed(channel)
      throw error
    }
  }

  /** One turn as an operator follows it: in the logs and the traces by the same id, in the metrics by its time. */
  function takeTraced(one: Inbound, begun: number): Promise<TurnReport | undefined> {
    const channel = channelOf(one.conversation)
    return tracing.span('turn', { facts: { channel, kind: one.body.kind } }, async (span) => {
      const turn = turnOf(span.trace)
      try {
        const report = one.isDesk ? await takeAct(one, span.trace) : await takeOne(one, span.trace)
        if (!report) return undefined
        const ms = performance.now() - begun
        const facts = { intent: report.intent, messages: report.messages.length }
        metrics.turned(channel, report.intent, ms)
        span.note(facts)
        log.info('a turn', { turn, channel, ...facts, ms: Math.round(ms) })
        return report
      } catch (error) {
        writes.failed(error)
        log.error('a turn failed', { turn, channel, error: String(error) })
        throw error
      }
    })
  }

  async function takeAct(one: Inbound, trace: string): Promise<undefined> {
    const { knowledge, seal } = world
    await store.write((db) => advisors.take({ db, content: knowledge.content, seal, now: world.now() }, one), trace)
    outbox.poke()
  }

  async function takeOne(one: Inbound, trace: string): Promise<TurnReport | undefined> {
    typing.announce(one)
    const { conversation, eventId } = one
    let hand: Hand | undefined
    const turn = store.write(
      (db) => {
        hand = outbox.openHand()
        return withHand(db, hand, () => takeTurn(db, world, one))
      },
      trace,
      { conversation, eventId, now: world.now() },
    )
    const report = await turn.catch((error) => {
      outbox.giveBack(hand)
      throw error
    })
    outbox.take(hand)
    if (!report || report.messages.length === 0) typing.stop(one.conversation)
    return report
  }

  return {
    accept: (inbound: readonly Inbound[]) => accept(inbound, intake.take),
    /** As `accept`, for a platform that waits. */
    acceptInTime: (inbound: readonly Inbound[]) => accept(inbound, intake.takeInTime),
  }
}
