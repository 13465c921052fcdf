import { z } from 'zod'
import { FAULT_NAMES } from './faults.ts'
import { newLineId } from './people.ts'
import { replay, saveRecording } from './record.ts'
import type { World } from './world.ts'

/** A year ahead: further than any reminder. */
const MOST = 366 * 24 * 3_600_000
const user = z.string().min(1)
const place = { user, channel: z.string(), ts: z.string(), which: z.string() }

/** What somebody at the page can do, as a person on one of the platforms or as the one who runs the experiment. */
export const actSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('line.add'), name: z.string().trim().min(1).max(20) }),
  z.object({ do: z.literal('line.follow'), user }),
  z.object({ do: z.literal('line.block'), user }),
  z.object({ do: z.literal('line.say'), user, text: z.string().min(1).max(5000) }),
  z.object({ do: z.literal('line.tap'), user, data: z.string(), label: z.string().optional() }),
  z.object({ do: z.literal('line.pick'), user, data: z.string(), datetime: z.string() }),
  z.object({ do: z.literal('line.sticker'), user, keyword: z.string() }),
  z.object({ do: z.literal('line.media'), user, type: z.enum(['image', 'video', 'audio', 'file', 'location']) }),
  z.object({ do: z.literal('line.unsend'), user, id: z.string() }),
  z.object({ do: z.literal('slack.dm'), user, text: z.string().min(1) }),
  z.object({ do: z.literal('slack.mention'), user, channel: z.string(), text: z.string().min(1) }),
  z.object({ do: z.literal('slack.post'), user, channel: z.string(), text: z.string().min(1) }),
  z.object({ do: z.literal('slack.reply'), user, channel: z.string(), thread: z.string(), text: z.string().min(1) }),
  z.object({ do: z.literal('slack.edit'), user, channel: z.string(), ts: z.string(), text: z.string().min(1) }),
  z.object({ do: z.literal('slack.remove'), user, channel: z.string(), ts: z.string() }),
  z.object({ do: z.literal('slack.press'), ...place }),
  z.object({ do: z.literal('slack.pick'), ...place, seconds: z.number().int() }),
  z.object({ do: z.literal('slack.pressHome'), user, which: z.string() }),
  z.object({ do: z.literal('slack.submit'), user, values: z.record(z.string(), z.string()) }),
  z.object({ do: z.literal('slack.close'), user }),
  z.object({ do: z.literal('slack.command'), user, command: z.string(), text: z.string() }),
  z.object({ do: z.literal('slack.open'), user, tab: z.enum(['home', 'messages']) }),
  z.object({ do: z.literal('world.move'), ms: z.number().int().positive().max(MOST) }),
  z.object({ do: z.literal('world.redeliver'), platform: z.enum(['line', 'slack']) }),
  z.object({ do: z.literal('world.fault'), name: z.enum(FAULT_NAMES) }),
  z.object({ do: z.literal('world.restart') }),
  z.object({
    do: z.literal('world.record'),
    user,
    name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'の名前は a-z、0-9、- です'),
  }),
])
export type Act = z.infer<typeof actSchema>

/** Does it, as the platform would, and tells how the bot answered the webhook. */
export async function perform(world: World, act: Act): Promise<{ status: number; body?: unknown }> {
  const { line, slack } = world.emulators
  if ('user' in act) world.talks.heard(act, act.user, world.clock.now())
  const answered = (status: number) => ({ status })
  switch (act.do) {
    case 'line.add': {
      const userId = newLineId()
      line.addUser({ userId, displayName: act.name })
      world.talks.heard(act, userId, world.clock.now())
      return { ...answered(await line.follow(userId)), body: { userId } }
    }
    case 'line.follow':
      return answered(await line.follow(act.user))
    case 'line.block':
      return answered(await line.unfollow(act.user))
    case 'line.say':
      return answered(await line.say(act.user, act.text))
    case 'line.tap':
      return answered(await line.tap(act.user, act.data))
    case 'line.pick':
      return answered(await line.pick(act.user, act.data, act.datetime))
    case 'line.sticker':
      return answered(await line.sticker(act.user, [act.keyword]))
    case 'line.media':
      return answered(await line.media(act.user, act.type))
    case 'line.unsend':
      return answered(await line.unsend(act.user, act.id))
    case 'slack.dm':
      return await slack.dm(act.user, act.text)
    case 'slack.mention':
      return await slack.mention(act.user, act.channel, act.text)
    case 'slack.post':
      return await slack.channelMessage(act.user, act.channel, act.text)
    case 'slack.reply':
      return await slack.threadReply(act.user, act.channel, act.thread, act.text)
    case 'slack.edit':
      return await slack.edit(act.user, act.channel, act.ts, act.text)
    case 'slack.remove':
      return await slack.remove(act.user, act.channel, act.ts)
    case 'slack.press':
      return await slack.press(act.user, act.channel, act.ts, act.which)
    case 'slack.pick':
      return await slack.pick(act.user, act.channel, act.ts, act.which, act.seconds)
    case 'slack.pressHome':
      return await slack.pressHome(act.user, act.which)
    case 'slack.submit':
      return await slack.submit(act.user, act.values)
    case 'slack.close':
      slack.closeModal(act.user)
      return answered(200)
    case 'slack.command':
      return await slack.slash(act.user, act.command, act.text)
    case 'slack.open':
      return await slack.openHome(act.user, act.tab)
    case 'world.move':
      await world.move(act.ms)
      return answered(200)
    case 'world.redeliver':
      return await redeliver(world, act.platform)
    case 'world.fault':
      world.faults.toggle(act.name)
      return answered(200)
    case 'world.restart':
      // the answer goes out before the server that gives it is gone
      setTimeout(() => void world.restart(), 100)
      return answered(200)
    case 'world.record':
      return await record(world, act)
  }
}

/** The last webhook once more, as both platforms may: what it changed is told. */
async function redeliver(world: World, platform: 'line' | 'slack') {
  const { line, slack } = world.emulators
  const before = world.shown()
  const status = platform === 'line' ? await line.redeliver() : (await slack.retryLast()).status
  await world.bot?.settle()
  world.journal.note(`同じWebhookをもう一度送りました(応答 ${status})。増えたメッセージ：${world.shown() - before}`)
  return { status }
}

async function record(world: World, act: Extract<Act, { do: 'world.record' }>) {
  const lines = world.talks.of(act.user)
  if (!world.bot || lines.length === 0) return { status: 409, body: { problem: 'まだ何も話していません。' } }
  const recorded = await replay(lines, world.bot.knowledge)
  const file = await saveRecording(act.name, recorded, world.recordings)
  world.journal.note(`会話をテストとして保存しました：${file}(${recorded.length}行)`)
  return { status: 200, body: { file, lines: recorded.length } }
}
