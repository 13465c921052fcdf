import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { placeOf, type Saved } from '../../flows/saved.ts'
import type { Intent } from '../../flows/vocabulary.ts'
import type { App } from '../app.ts'
import type { Choice, Inbound, InboundBody, Outbound } from '../channels/channel.ts'
import { openRequest } from '../desk/request.ts'
import { scoreFit } from '../fit/score.ts'
import type { Seal } from '../seal.ts'
import { callbacksOf } from '../store/callbacks.ts'
import type { Store } from '../store/store.ts'
import type { TurnReport } from '../turn/turn.ts'

const lineSchema = z.object({
  user: z.string().min(1),
  text: z.string().optional(),
  tap: z.string().optional(),
  event: z.enum(['follow', 'unfollow', 'sticker', 'image', 'video', 'audio', 'file', 'location']).optional(),
  id: z.string().min(1).optional(),
  at: z.iso.datetime({ offset: true, local: false }).optional(),
  channel: z.enum(['line', 'slack']).default('line'),
})

export interface ScriptedReply {
  readonly user: string
  readonly state: 'idle' | 'fit' | 'callback' | 'callback_confirm' | 'with_advisor'
  readonly intent: Intent | null
  readonly topic: string | null
  readonly confidence: number | null
  readonly messages: readonly {
    readonly text: string
    readonly choices: readonly { readonly id: string; readonly label: string }[]
  }[]
  readonly pending: {
    readonly slot: string
    readonly options: readonly { readonly value: string; readonly label: string }[]
  } | null
  readonly progress: { readonly answered: number; readonly of: number } | null
  readonly answers: Readonly<Record<string, string>>
  readonly result: object | null
  readonly bookings: readonly object[]
}

/** Clock of a scripted talk: real until a line moves it. */
export interface MovableClock {
  now: number
  isMoved: boolean
}

const STATES = {
  idle: 'idle',
  fit: 'fit',
  callback: 'callback',
  confirm: 'callback_confirm',
  withAdvisor: 'with_advisor',
} as const

/**
 * The scripted chat: one JSON object in, one out, through the same turn,
 * store and content as the webhooks. A repeated `id` is a redelivery and
 * changes nothing; a line that is no valid input is answered by its error.
 */
export function createScriptedChat(app: App & { store: Store; seal: Seal }, clock: MovableClock) {
  const last = new Map<string, readonly Choice[]>()

  async function take(line: string): Promise<ScriptedReply | { error: string }> {
    let data: unknown
    try {
      data = JSON.parse(line)
    } catch {
      return { error: 'not a JSON object: write one object a line, such as {"user":"u1","text":"経理って?"}' }
    }
    const parsed = lineSchema.safeParse(data)
    if (!parsed.success) {
      return {
        error: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; '),
      }
    }
    const { user, channel, at, id, text, tap, event } = parsed.data
    if ([text, tap, event].filter((one) => one !== undefined).length !== 1) {
      return { error: 'give exactly one of "text", "tap" and "event"' }
    }
    if (at) Object.assign(clock, { now: Date.parse(at), isMoved: true })
    else if (clock.isMoved) clock.now += 1000
    const conversation = `${channel}:${user}`
    // what fell due while the clock moved happened before these words
    if (at) await app.settle()
    const body = bodyOf(conversation, parsed.data)
    const inbound: Inbound = {
      eventId: `${channel}:${id ?? randomUUID()}`,
      conversation,
      at: clock.isMoved ? clock.now : Date.now(),
      body,
    }
    try {
      const [report] = await app.accept([inbound])
      await app.settle()
      return await reply(user, conversation, report)
    } catch (error) {
      return { error: `the turn failed: ${error instanceof Error ? error.message : String(error)}` }
    }
  }

  function bodyOf(conversation: string, line: z.infer<typeof lineSchema>): InboundBody {
    if (line.text !== undefined) return { kind: 'text', text: line.text }
    if (line.tap !== undefined) {
      const shown = last.get(conversation) ?? []
      const choice = shown.find((one) => one.id === line.tap) ?? shown.find((one) => one.label === line.tap)
      return { kind: 'choice', id: choice?.id ?? line.tap }
    }
    switch (line.event) {
      case 'follow':
        return { kind: 'followed', again: false }
      case 'unfollow':
        return { kind: 'unfollowed' }
      default:
        return { kind: 'media', type: line.event as 'sticker' }
    }
  }

  async function reply(user: string, conversation: string, report: TurnReport | undefined): Promise<ScriptedReply> {
    const saved: Saved | undefined = report?.saved ?? (await app.savedOf(conversation))
    const question = report ? report.question : await app.questionOf(conversation)
    const messages = (report?.messages ?? []).flatMap(shown)
    const choices = (report?.messages ?? []).flatMap((message) => ('choices' in message ? (message.choices ?? []) : []))
    if (report && report.messages.length > 0) last.set(conversation, choices)
    const place = saved ? placeOf(saved.value, saved.context) : 'idle'
    const fit = saved?.context.fit
    const rows = await callbacksOf(app.store.db, conversation)
    return {
      user,
      state: STATES[place],
      intent: report?.intent ?? null,
      topic: report?.topic ?? null,
      confidence: report?.confidence === undefined ? null : Math.round(report.confidence * 1000) / 1000,
      messages,
      pending: question
        ? { slot: question.slot, options: question.options.map(({ value, label }) => ({ value, label })) }
        : null,
      progress: question?.progress ?? null,
      answers: fit?.answers ?? {},
      result: fit?.finished ? resultOf(scoreFit(app.knowledge.content.bank, fit.answers)) : null,
      bookings: rows
        .toReversed()
        .map((row) => openRequest(app.seal, row))
        .map((row) => ({
          reference: row.reference,
          status: row.status,
          wish: row.wish,
          ...(row.name ? { name: row.name } : {}),
          ...(row.phone ? { phone: row.phone } : {}),
          ...(row.email ? { email: row.email } : {}),
          ...(row.date ? { date: row.date } : {}),
          ...(row.from_time ? { from: row.from_time } : {}),
          ...(row.to_time ? { to: row.to_time } : {}),
          ...(row.topic ? { topic: row.topic } : {}),
        })),
    }
  }

  return { take, choices: (conversation: string) => last.get(conversation) ?? [] }
}

const resultOf = (result: ReturnType<typeof scoreFit>) => ({
  type: result.office ?? null,
  runnerUp: result.runnerUp ?? null,
  close: result.close,
  bands: result.bands,
  jobs: result.jobs,
  drivers: result.drivers,
  against: result.against ?? null,
})

function shown(message: Outbound): ScriptedReply['messages'] {
  if (message.kind === 'settled' || message.kind === 'awaiting') return []
  const choices = (message.choices ?? []).map(({ id, label }) => ({ id, label }))
  return [{ text: message.text, choices }]
}

export type ScriptedChat = ReturnType<typeof createScriptedChat>
