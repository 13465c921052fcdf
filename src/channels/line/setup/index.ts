import { createApi } from '../api.ts'
import { asker } from './ask.ts'
import type { Menu } from './menu-object.ts'
import { setUpMenus } from './menus.ts'
import { linkPeople, type MenuOfPerson } from './people.ts'
import { setUpWebhook } from './webhook.ts'

export interface LineSetup {
  readonly channelAccessToken: string
  readonly apiBaseUrl?: string | undefined
  readonly dataApiBaseUrl?: string | undefined
  /** Where the bot is reached from outside: `https://…`, without a path. */
  readonly url: string
  readonly menus: Readonly<Record<string, Menu>>
  /** Everybody whose state asks for another menu than the one for all. */
  readonly people: readonly MenuOfPerson[]
  /** Only says what would be done. */
  readonly isDryRun: boolean
  /** Drawn apart, because drawing needs packages that the running bot does not. */
  draw: { svg(menu: Menu): Promise<string>; png(svg: string): Buffer }
  say(line: string): void
}

export interface SetupResult {
  /** Calls that changed something, or would have. */
  readonly changes: number
  /** What does not work yet; the operator must act. */
  readonly problems: readonly string[]
}

const TIMEOUT = 15_000

/**
 * Sets LINE up for the bot: token, webhook, menus, and who sees which menu.
 * Repeatable: looks first, and changes only what is not as it should be.
 */
export async function setUpLine(setup: LineSetup): Promise<SetupResult> {
  const open = (baseUrl: string) => createApi({ baseUrl, token: setup.channelAccessToken, timeoutMs: TIMEOUT })
  const api = open(setup.apiBaseUrl ?? 'https://api.line.me')
  const data = open(setup.dataApiBaseUrl ?? 'https://api-data.line.me')
  const line = asker(api, data, setup)
  try {
    const account = await line.get<{ displayName: string; basicId: string; chatMode: string }>('/v2/bot/info')
    if (!account) throw new Error('LINE does not say whose token this is: it answered 404 to /v2/bot/info.')
    setup.say(`Token: belongs to ${account.displayName} (${account.basicId})`)
    const quota = await line.get<{ type: string; value?: number }>('/v2/bot/message/quota')
    const used = await line.get<{ totalUsage: number }>('/v2/bot/message/quota/consumption')
    setup.say(`Messages this month: ${used?.totalUsage ?? 0} of ${quota?.value ?? 'unlimited'}`)

    const problems = await setUpWebhook(line, `${setup.url}/webhooks/line`, setup)
    const ids = await setUpMenus(line, setup)
    await linkPeople(line, ids.current, setup)
    await ids.removeOld()
    for (const problem of problems) setup.say(`! ${problem}`)
    for (const step of byHand(account.chatMode)) setup.say(step)
    return { changes: line.changes(), problems }
  } finally {
    await Promise.all([api.close(), data.close()])
  }
}

/** No API reaches these switches. */
const byHand = (chatMode: string) => [
  'To switch by hand, where no API reaches:',
  '  LINE Official Account Manager (https://manager.line.biz), Settings → Response settings:',
  '    greeting message OFF, auto-response OFF (else people get two answers), webhooks ON',
  `    chat: ${chatMode === 'chat' ? 'is ON. What staff write there never reaches the bot: switch it OFF, advisors answer from Slack' : 'is off, as it should be'}`,
  '  the same place, Settings → Account settings: joining groups and multi-person chats OFF',
  '  the same place, Rich menus: none published there (those of the API go first, but a second one confuses)',
  '  LINE Developers console (https://developers.line.biz/console/), Messaging API: webhook redelivery ON',
]
