import { ADVISORS, type Bot, DESK, startBot } from './bot.ts'
import { ENGINES } from './stores.ts'

export const YUI = 'U00000000000000000000000000000001'
export const KEN = 'U00000000000000000000000000000002'

type Advisor = keyof typeof ADVISORS

/** The whole bot on a store of its own, with its advisors, and two people on LINE. */
export async function openDesk(
  options: Parameters<typeof startBot>[1] & { create?: (typeof ENGINES)[number]['create'] } = {},
) {
  const { create = ENGINES[0].create, ...more } = options
  const test = await create()
  const bot = await startBot(test.store, more)
  for (const userId of [YUI, KEN]) bot.line.addUser({ userId, displayName: userId })
  return {
    test,
    bot,
    desk: atDesk(bot),
    async close() {
      await bot.close()
      await test.close()
    },
  }
}

export type Desk = ReturnType<typeof atDesk>

/** The advisors' side of a test: a card, the latest if none is named, its thread, and what advisors do there. */
export function atDesk(bot: Bot, reference = '') {
  const card = () =>
    bot.slack
      .messages(DESK)
      .findLast((one) => one.thread_ts === undefined && one.text.includes(`相談の申し込み ${reference}`))!
  const shown = () => JSON.stringify(card().blocks)
  const thread = () => bot.slack.thread(DESK, card().ts)
  const inThread = () =>
    thread()
      .map((one) => one.text)
      .join('\n')
  /** Nothing is sent yet. */
  const pressOnly = async (who: Advisor, label: string, on = card().ts) => {
    const { status } = await bot.slack.press(ADVISORS[who], DESK, on, label)
    if (status !== 200) throw new Error(`the button was answered with ${status}`)
  }
  const press = async (who: Advisor, label: string, on = card().ts) => {
    await pressOnly(who, label, on)
    await bot.settle()
  }
  return {
    card,
    shown,
    thread,
    inThread,
    pressOnly,
    press,
    async pressInThread(who: Advisor, label: string) {
      const message = thread().findLast((one) => JSON.stringify(one.blocks).includes(label))!
      await press(who, label, message.ts)
    },
    async propose(date: string, time = '11:00', who: Advisor = 'sato') {
      await press(who, '時間を提案')
      await bot.slack.submit(ADVISORS[who], { date, time })
      await bot.settle()
    },
    async write(who: Advisor, text: string) {
      await bot.slack.threadReply(ADVISORS[who], DESK, card().ts, text)
      await bot.settle()
      return thread().findLast((one) => one.user === ADVISORS[who])!
    },
  }
}

/** A person on LINE asks for a talk and confirms it. */
export async function book(
  bot: Bot,
  user: string,
  wish = '明日18時に090-8888-7777に電話ください、山田です',
): Promise<string> {
  await bot.say(user, wish)
  await bot.tap(user, '同意する')
  await bot.tap(user, 'とくになし')
  const answer = await bot.tap(user, 'この内容で申し込む')
  return /受付番号は (\w{6})/.exec(answer)?.[1] ?? ''
}

/** What is stored of one request. */
function stored({ store }: Bot, reference: string) {
  const { db } = store
  return {
    row: () => db.selectFrom('callbacks').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow(),
    async acts(what: string) {
      const acts = db.selectFrom('callback_history').select(['actor', 'detail']).where('reference', '=', reference)
      return await acts.where('what', '=', what).execute()
    },
    async seats() {
      return (await db.selectFrom('slot_seats').selectAll().where('reference', '=', reference).execute()).length
    },
    async timers() {
      const timers = db.selectFrom('timers').select('kind').where('reference', '=', reference)
      return (await timers.where('done_at', 'is', null).orderBy('kind').execute()).map(({ kind }) => kind)
    },
  }
}

let people = 0

/** Somebody new with a booking of a slot of their own; tells what can be seen and done about it. */
export async function somebody(bot: Bot) {
  people++
  const user = `U${String(people).padStart(31, '0')}a`
  bot.line.addUser({ userId: user, displayName: user })
  // a Tuesday and a Wednesday, so that the desk is open
  const when = `12月${people % 2 === 0 ? 15 : 16}日${10 + (Math.floor(people / 2) % 10)}時`
  const reference = await book(bot, user, `${when}に090-8888-7777に電話ください、山田です`)
  return { user, when, reference, ...atDesk(bot, reference), ...stored(bot, reference) }
}
