import type { Event, LineEmulator } from '../../src/emulators/line/index.ts'
import { createPostman } from './postman.ts'
import type { Chance } from './random.ts'

export interface Crowd {
  /** Every event anybody caused, by its id as the store has it. */
  readonly events: ReadonlyMap<string, Event>
  /** Events whose webhook was answered with 200. */
  readonly accepted: ReadonlySet<string>
  /** How often webhooks were answered how; 0 for not at all. */
  readonly statuses: ReadonlyMap<number, number>
  /** Resolves once so many events have been accepted, or after `within` ms. */
  reached(count: number, within?: number): Promise<void>
  /** Nobody begins anything new; resolves once the platform got rid of every event. */
  goHome(): Promise<void>
}

export interface CrowdOptions {
  readonly line: LineEmulator
  readonly chance: Chance
  readonly webhooks: readonly string[]
  readonly people: number
  /** Pauses between two acts of one person, in ms. */
  readonly pause: number
}

/** What people write. */
export const WORDS = [
  '診断をはじめる',
  '経理ってどんな仕事ですか',
  '営業の仕事内容を教えてください',
  '事務職の良いところは？',
  'フロントオフィスって何ですか',
  'もどる',
  'はい',
  'いいえ',
  '3',
  'まあまあかな',
  'うーん、どうだろう',
  'ありがとうございます',
  'こんにちは',
  'ヘルプ',
  '結果を見せて',
  'やめる',
  '続きから',
  'ｑｗｅｒｔｙ',
  'アドバイザーに相談したい',
  '予約をキャンセルしたい',
  '電話じゃなくてチャットがいいです',
]
/** Buttons that name a row of the store: the model has others. */
const NAMES_A_ROW = /^(history|booking|talk):|delete_my_data|confirm\.erase/

/** What somebody does who wants to be called back; first match wins. */
const BOOKING: readonly (readonly [RegExp, string])[] = [
  [/^answer:callback\.consent:yes/, ''],
  [/^answer:callback\.wish:phone/, ''],
  [/^answer:callback\.(time|slot):(slot-)?\d+/, ''],
  [/^answer:callback\.topic:none/, ''],
  [/^answer:callback\.confirm:yes/, ''],
]

/** Many people at their phones, and the platform between: it delivers twice, late, at once, and again until it hears 200. */
export function startCrowd({ line, chance, webhooks, people, pause }: CrowdOptions): Crowd {
  const events = new Map<string, Event>()
  const postman = createPostman(chance)
  let isOver = false

  const keep = (event: Event) => {
    events.set(`line:${event.webhookEventId}`, event)
    return event
  }
  const soon = (low: number, high: number) => new Promise((resolve) => setTimeout(resolve, chance.between(low, high)))
  const deliver = (batch: readonly Event[]) =>
    postman.deliver(
      batch.map((one) => `line:${one.webhookEventId}`),
      (isAgain) =>
        line.post(
          isAgain ? batch.map((one) => ({ ...one, deliveryContext: { isRedelivery: true } })) : batch,
          chance.pick(webhooks),
        ),
    )

  const buttons = (user: string): string[] => {
    const found: string[] = []
    const last = line.chat(user).findLast((one) => one.from === 'bot')
    JSON.stringify(last?.message ?? {}, (key, value) => {
      if (key === 'action' && value?.type === 'postback') found.push(value.data)
      return value
    })
    return found.filter((data) => !NAMES_A_ROW.test(data))
  }

  function nextAct(user: string, wantsCall: boolean): Event {
    const shown = buttons(user)
    if (wantsCall) {
      const asked = String(line.chat(user).findLast((one) => one.from === 'bot')?.message.text ?? '')
      for (const [pattern] of BOOKING) {
        const data = shown.find((one) => pattern.test(one))
        if (data) return line.events.tap(user, data)
      }
      if (/お名前/.test(asked)) return line.events.say(user, '山田花子')
      if (/電話番号/.test(asked)) return line.events.say(user, '090-1234-5678')
      if (shown.includes('do:talk_to_human')) return line.events.tap(user, 'do:talk_to_human')
      if (chance.happens(0.6)) return line.events.say(user, 'アドバイザーに相談したい')
    }
    return shown.length > 0 && chance.happens(0.6)
      ? line.events.tap(user, chance.pick(shown))
      : line.events.say(user, chance.pick(WORDS))
  }

  async function live(user: string, wantsCall: boolean) {
    await soon(0, 500)
    while (!isOver) {
      const before = line.chat(user).length
      if (chance.happens(wantsCall ? 0.04 : 0.12)) {
        const burst = Array.from({ length: 5 }, () => keep(line.events.say(user, chance.pick(WORDS))))
        // one webhook with five events, or five at the same time
        if (chance.happens(0.3)) deliver(burst)
        else for (const one of burst) deliver([one])
      } else deliver([keep(nextAct(user, wantsCall))])
      const patience = Date.now() + 1500
      while (!isOver && Date.now() < patience && line.chat(user).at(-1)?.from !== 'bot') await soon(10, 30)
      if (line.chat(user).length === before) await soon(100, 300)
      await soon(pause / 2, pause * 1.5)
    }
  }

  const lives = Array.from({ length: people }, (_, index) =>
    live(`U${String(index).padStart(32, '0')}`, index % 3 === 0),
  )
  return {
    events,
    accepted: postman.accepted,
    statuses: postman.statuses,
    async reached(count, within = 30_000) {
      const until = Date.now() + within
      while (postman.accepted.size < count && Date.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 20))
    },
    async goHome() {
      isOver = true
      await Promise.all(lives)
      await postman.empty()
    },
  }
}
