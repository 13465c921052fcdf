import { ADVISORS, type Bot, DESK } from './bot.ts'

/** The advisors' side of a test: the latest card, its thread, and what advisors do there. */
export function atDesk(bot: Bot) {
  const card = () =>
    bot.slack.messages(DESK).findLast((one) => one.thread_ts === undefined && one.text.includes('相談の申し込み'))!
  const shown = () => JSON.stringify(card().blocks)
  const thread = () => bot.slack.thread(DESK, card().ts)
  const inThread = () =>
    thread()
      .map((one) => one.text)
      .join('\n')
  const press = async (who: keyof typeof ADVISORS, label: string, on = card().ts) => {
    const { status } = await bot.slack.press(ADVISORS[who], DESK, on, label)
    if (status !== 200) throw new Error(`the button was answered with ${status}`)
    await bot.settle()
  }
  return {
    card,
    shown,
    thread,
    inThread,
    press,
    async pressInThread(who: keyof typeof ADVISORS, label: string) {
      const message = thread().findLast((one) => JSON.stringify(one.blocks).includes(label))!
      await press(who, label, message.ts)
    },
    async write(who: keyof typeof ADVISORS, text: string) {
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
