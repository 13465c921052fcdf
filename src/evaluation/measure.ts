import { BEGINNING } from '../editing/destination.ts'
import type { Understanding } from '../understanding/understanding.ts'
import type { Pending, Talk, Understood } from '../understanding/understood.ts'
import { readForCallback } from './fields.ts'
import type { Sets } from './sets.ts'

export interface Miss {
  readonly set: string
  readonly id: string
  readonly text: string
  readonly wanted: string
  readonly got: string
}

/** Figures by name, shares from 0 to 1, times in microseconds. */
export interface Measured {
  readonly figures: Readonly<Record<string, number>>
  readonly byStyle: Readonly<
    Record<string, { right: number; wrong: number; offered: number; nothing: number; n: number }>
  >
  readonly misses: readonly Miss[]
}

const TALK: Talk = { ...BEGINNING, now: Date.parse('2026-11-24T12:00:00+09:00') }

/** The state in which a command makes sense. */
const STATE_OF: Record<string, { talk?: Partial<Talk>; pending?: Pending }> = (() => {
  const scale: Pending = {
    slot: 'fit.sample',
    question: '新しいことを始めるのが好きだ',
    kind: 'scale',
    options: [
      '5 とてもあてはまる',
      '4 ややあてはまる',
      '3 どちらともいえない',
      '2 あまりあてはまらない',
      '1 まったくあてはまらない',
    ].map((one) => ({ value: one[0]!, label: one.slice(2) })),
  }
  const confirm: Pending = {
    slot: 'callback.confirm',
    question: 'この内容で申し込みます。合っていますか？',
    kind: 'yesno',
    options: [
      { value: 'yes', label: 'はい' },
      { value: 'no', label: 'いいえ' },
    ],
  }
  const inFit = { talk: { inFit: true }, pending: scale }
  const booked = { talk: { hasBooking: true } }
  return {
    back: inFit,
    restart: inFit,
    stop: inFit,
    why_result: { talk: { hasResult: true } },
    show_result: { talk: { hasResult: true } },
    cancel_callback: booked,
    change_callback: booked,
    callback_status: booked,
    yes: { talk: { inCallback: true }, pending: confirm },
    no: { talk: { inCallback: true }, pending: confirm },
  }
})()

/** Measures the understanding as it runs in a turn. Pure. */
export function measure(understanding: Understanding, sets: Sets): Measured {
  const figures: Record<string, number> = {}
  const misses: Miss[] = []
  const times: number[] = []
  const understand = (text: string, pending: Pending | undefined, talk: Partial<Talk> = {}): Understood => {
    const begun = process.hrtime.bigint()
    const understood = understanding.understand(text, pending, { ...TALK, ...talk })
    times.push(Number(process.hrtime.bigint() - begun) / 1000)
    return understood
  }
  const share = (count: number, of: number) => (of === 0 ? Number.NaN : count / of)

  const byStyle: Record<string, { right: number; wrong: number; offered: number; nothing: number; n: number }> = {}
  const totals = { right: 0, wrong: 0, offered: 0, nothing: 0 }
  let falseAlarms = 0
  for (const { id, text, topic, accept, style } of sets.questions) {
    const understood = understand(text, undefined)
    const isRight = (one: string) => one === topic || accept.includes(one)
    const outcome =
      understood.kind === 'topic'
        ? isRight(understood.topic)
          ? 'right'
          : 'wrong'
        : (understood.kind === 'suggest' && understood.topics.slice(0, 3).some(isRight)) ||
            (understood.kind === 'notCovered' && understood.near.some(isRight))
          ? 'offered'
          : 'nothing'
    if (understood.kind === 'crisis') falseAlarms++
    byStyle[style] ??= { right: 0, wrong: 0, offered: 0, nothing: 0, n: 0 }
    const of = byStyle[style]
    of.n++
    of[outcome]++
    totals[outcome]++
    if (outcome !== 'right') misses.push({ set: 'questions', id, text, wanted: topic, got: say(understood) })
  }
  const n = sets.questions.length
  figures.right = share(totals.right, n)
  figures.right_or_offered = share(totals.right + totals.offered, n)
  figures.wrong = share(totals.wrong, n)
  figures.nothing = share(totals.nothing, n)

  let answered = 0
  let missed = 0
  const calm = sets.outofscope.filter((one) => one.kind !== 'sensitive')
  for (const { id, text, kind } of sets.outofscope) {
    const understood = understand(text, undefined)
    if (kind === 'sensitive') {
      if (understood.kind === 'crisis') continue
      missed++
    } else {
      if (understood.kind === 'crisis') falseAlarms++
      else if (understood.kind === 'topic') answered++
      else continue
    }
    misses.push({ set: 'outofscope', id, text, wanted: kind, got: say(understood) })
  }
  figures.outofscope_answered = share(answered, sets.outofscope.length)
  figures.crisis_missed = missed
  figures.crisis_false_alarms = share(falseAlarms, calm.length + n)

  let commands = 0
  for (const { id, text, intent } of sets.commands) {
    const { talk, pending } = STATE_OF[intent] ?? {}
    const understood = understand(text, pending, talk)
    const got = intentOf(understood)
    if (got === intent) commands++
    else misses.push({ set: 'commands', id, text, wanted: intent, got: say(understood) })
  }
  figures.commands = share(commands, sets.commands.length)

  let recordedRight = 0
  let recordedWrong = 0
  for (const { id, question, options, text, expect } of sets.answers) {
    const kind =
      options.length === 5 && options[0]?.value === '5'
        ? 'scale'
        : options.length === 2 && options[0]?.value === 'yes'
          ? 'yesno'
          : 'choice'
    const understood = understand(text, { slot: 'fit.sample', question, kind, options }, { inFit: true })
    const got = understood.kind === 'answer' ? understood.value : 'unclear'
    if (got === expect) recordedRight++
    else {
      if (got !== 'unclear') recordedWrong++
      misses.push({ set: 'answers', id, text: `${question} — ${text}`, wanted: expect, got: say(understood) })
    }
  }
  figures.answers = share(recordedRight, sets.answers.length)
  figures.answers_wrong = share(recordedWrong, sets.answers.length)

  for (const field of ['phone', 'email', 'name', 'datetime'] as const) {
    const rows = sets.callbacks.filter((one) => one.field === field)
    let right = 0
    for (const { id, text, now, expect } of rows) {
      const got = readForCallback(field, text, Date.parse(now)) ?? 'invalid'
      if (sameJson(got, expect)) right++
      else misses.push({ set: 'callbacks', id, text, wanted: JSON.stringify(expect), got: JSON.stringify(got) })
    }
    figures[field] = share(right, rows.length)
  }

  times.sort((a, b) => a - b)
  figures.microseconds_median = times[Math.floor(times.length / 2)] ?? Number.NaN
  figures.microseconds_p99 = times[Math.floor(times.length * 0.99)] ?? Number.NaN
  return { figures, byStyle, misses }
}

/** The intent as the talk goes on: who is asked for nothing and gives a time or a number wants to be called. */
function intentOf(understood: Understood): string {
  if (understood.kind === 'fields') return 'talk_to_human'
  if (understood.kind === 'command') return understood.command === 'why_question' ? 'why_result' : understood.command
  if (understood.kind === 'answer' && (understood.value === 'yes' || understood.value === 'no')) return understood.value
  return understood.kind
}

function say(understood: Understood): string {
  switch (understood.kind) {
    case 'topic':
    case 'notCovered':
      return `${understood.kind} ${understood.topic} ${understood.confidence.toFixed(2)}`
    case 'suggest':
      return `suggest ${understood.topics.join(' ')} ${understood.confidence.toFixed(2)}`
    case 'command':
      return `command ${understood.command}`
    case 'answer':
      return `answer ${understood.value}`
    case 'smallTalk':
      return `small talk ${understood.talk}`
    case 'crisis':
      return `crisis ${understood.care}`
    default:
      return understood.kind
  }
}

function sameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) =>
    sameJson((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
  )
}
