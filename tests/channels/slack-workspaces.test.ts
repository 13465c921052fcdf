import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelAdapter, ChannelHost, Inbound } from '../../src/channels/channel.ts'
import { createSlackChannel } from '../../src/channels/slack/index.ts'
import { rotateKeys } from '../../src/desk/rotate.ts'
import { type SlackEmulator, startSlackEmulator } from '../../src/emulators/slack/index.ts'
import { readBody } from '../../src/http.ts'
import { createSeal, type Key } from '../../src/seal.ts'
import type { Store } from '../../src/store/store.ts'
import { createVault } from '../../src/vault.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const HOUR = 3600_000
const SECRET = 'secret-for-tests'
const OAUTH = { clientId: '1.2', clientSecret: 'client-secret', stateSecret: 'a long secret for states' }
const [HOME, OTHER] = ['T0HOME', 'T0OTHER']
const KEY: Key = { id: 'k1', secret: randomBytes(32) }

for (const { engine, create } of ENGINES) {
  describe(`Slack in several workspaces, on ${engine}`, () => {
    let test: TestStore
    let slack: SlackEmulator
    let server: Server
    let url: string
    let now: number
    let accepted: Inbound[]
    let first: ChannelAdapter
    let second: ChannelAdapter

    /** One node: its own connection to the database all share. */
    const node = (store: Store): ChannelAdapter => {
      const host: ChannelHost = {
        accept: async (inbound) => void accepted.push(...inbound),
        openForm: async () => undefined,
        checkForm: () => ({}),
        openHome: async () => [],
        say: async (key) => key,
        advisorName: () => undefined,
        vault: createVault(store, createSeal([KEY]), () => now),
        now: () => now,
        until: async (moment) => {
          now = Math.max(now, moment)
        },
        log: () => {},
      }
      return createSlackChannel(
        {
          signingSecret: SECRET,
          apiUrl: `${slack.url}/api/`,
          timeoutMs: 2000,
          oauth: { ...OAUTH, advisorTeam: HOME },
          advisorChannel: 'C0DESK',
        },
        host,
      )
    }

    beforeEach(async () => {
      // the library of Slack counts a token's end from the machine's clock
      now = Date.now()
      accepted = []
      test = await create()
      server = createServer(async (request, response) => {
        const body = await readBody(request)
        const route = first.routes?.[`${request.method} ${request.url?.split('?')[0]}`]
        await (route ?? first.receive)(request, body, response).catch(() => response.writeHead(500).end())
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      slack = await startSlackEmulator({
        signingSecret: SECRET,
        webhookUrl: url,
        now: () => now,
        oauth: { ...OAUTH, tokenLife: 12 * HOUR },
      })
      slack.addUser({ id: 'U0YUI', name: 'yui', team: HOME })
      for (const name of ['mio', 'rin']) slack.addUser({ id: `U0${name.toUpperCase()}`, name, team: HOME })
      slack.addUser({ id: 'U0KEN', name: 'ken', team: OTHER })
      first = node(test.store)
      second = node(await test.again())
    })
    afterEach(async () => {
      await slack.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await test.close()
    })

    /** A person of the workspace opens the install page, presses "Allow", and comes back. */
    async function install(team: string, state?: string): Promise<Response> {
      const begun = await fetch(`${url}/slack/install`, { redirect: 'manual' })
      const authorize = new URL(begun.headers.get('location') ?? '')
      const back = new URL(`${url}/slack/oauth_redirect`)
      back.searchParams.set('code', slack.allow(team))
      back.searchParams.set('state', state ?? authorize.searchParams.get('state') ?? '')
      return await fetch(back, { headers: { cookie: begun.headers.get('set-cookie')?.split(';')[0] ?? '' } })
    }
    const send = (adapter: ChannelAdapter, to: string, text = 'やあ') =>
      adapter.send({ key: crypto.randomUUID(), to, messages: [{ kind: 'text', text }], attempts: 0 })
    const grants = () => slack.calls.filter(({ method, body }) => method === 'oauth.v2.access' && body.grant_type)
    const refusals = () => slack.calls.filter(({ answer }) => answer.ok === false).map(({ answer }) => answer.error)

    it('is added from the install page, and then talks to each workspace by its own token', async () => {
      const installed = await install(HOME)
      await install(OTHER)
      await Promise.all([send(first, `slack:${HOME}:U0YUI`), send(second, `slack:${OTHER}:U0KEN`)])
      await slack.dm('U0KEN', 'こんにちは')

      expect([installed.status, await installed.text()]).toEqual([200, 'install.done'])
      expect(slack.direct('U0YUI')).toHaveLength(1)
      expect(slack.direct('U0KEN').filter((one) => one.isBot)).toHaveLength(1)
      expect(accepted[0]).toMatchObject({ conversation: `slack:${OTHER}:U0KEN` })
      expect(refusals()).toEqual([])
    })

    it('is not added by a way back that nobody began', async () => {
      const refused = await install(HOME, 'forged')

      expect(refused.status).toBe(400)
      await expect(send(first, `slack:${HOME}:U0YUI`)).rejects.toMatchObject({ reason: 'not_installed', retry: false })
    })

    it('keeps no token readable in the database, and a new key seals it anew', async () => {
      await install(HOME)
      const rows = await test.store.db.selectFrom('installations').selectAll().execute()
      const newer = createSeal([{ id: 'k2', secret: randomBytes(32) }, KEY])

      expect(JSON.stringify(rows)).not.toMatch(/xox/)
      expect(await rotateKeys(test.store, newer)).toMatchObject({ changed: 1, unreadable: 0 })
      expect(await createVault(test.store, newer, () => now).find(`slack:${HOME}`)).toContain('xoxb')
    })

    it.each([
      { after: 11 * HOUR, because: 'a token that is about to end' },
      { after: 13 * HOUR, because: 'a token that has ended' },
    ])('exchanges $because once, though two nodes need it at once', async ({ after }) => {
      await install(HOME)
      now += after
      // to several people, since each takes one message a second
      const everybody = ['U0YUI', 'U0MIO', 'U0RIN'].map((user) => `slack:${HOME}:${user}`)
      await Promise.all([first, second].flatMap((adapter) => everybody.map((to) => send(adapter, to))))

      expect(grants()).toHaveLength(1)
      expect(refusals()).toEqual([])
      expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(6)
    })

    it('takes over from a node that died while it exchanged the token', async () => {
      await install(HOME)
      const dead = createVault(test.store, createSeal([KEY]), () => now)
      expect(await dead.claim(`slack:${HOME}`, 30_000)).toBe(true)
      now += 13 * HOUR
      await send(second, `slack:${HOME}:U0YUI`)

      expect(slack.direct('U0YUI')).toHaveLength(1)
    })

    it('takes nobody of another workspace for an advisor', async () => {
      await install(HOME)
      await install(OTHER)
      slack.addChannel('C0DESK', ['U0YUI', 'U0KEN'], HOME)
      await slack.threadReply('U0YUI', 'C0DESK', '1795500000.000001', 'わたしが担当です')
      await slack.threadReply('U0KEN', 'C0DESK', '1795500000.000001', 'わたしもいます')

      expect(accepted).toMatchObject([{ conversation: `slack:${HOME}:U0YUI`, isDesk: true }])
    })

    it('keeps the new token though the store was away when Slack gave it: the old ones do not come back', async () => {
      await install(HOME)
      now += 11 * HOUR
      let writes = 0
      const flaky: Store = {
        ...test.store,
        // after the claim, when the exchange is to be kept
        write: (work, trace, needs) =>
          ++writes === 2
            ? Promise.reject(Object.assign(new Error('away'), { code: '57P01' }))
            : test.store.write(work, trace, needs),
      }
      const third = node(flaky)
      await send(third, `slack:${HOME}:U0YUI`)
      now += 2 * HOUR
      await send(third, `slack:${HOME}:U0MIO`)
      await send(second, `slack:${HOME}:U0RIN`)

      expect(grants()).toHaveLength(1)
      expect(refusals()).toEqual([])
    })

    it('goes on with the old token while Slack refuses the exchange', async () => {
      await install(HOME)
      now += 11 * HOUR
      slack.fail('oauth.v2.access', { error: 'internal_error' })
      await send(first, `slack:${HOME}:U0YUI`)

      expect(slack.direct('U0YUI')).toHaveLength(1)
    })

    it('forgets a workspace that removes the app, and acknowledges its late news', async () => {
      await install(OTHER)
      now += 1000
      await slack.uninstall(OTHER)
      const late = await slack.dm('U0KEN', 'まだいる？')

      expect(late.status).toBe(200)
      expect(accepted).toEqual([])
      await expect(send(first, `slack:${OTHER}:U0KEN`)).rejects.toMatchObject({ reason: 'not_installed' })
    })

    it('keeps an installation that is newer than the news of a removal', async () => {
      await install(OTHER)
      const removal = JSON.stringify({
        team_id: OTHER,
        type: 'event_callback',
        event_id: 'Ev1',
        event_time: Math.floor(now / 1000),
        event: { type: 'app_uninstalled' },
      })
      now += HOUR
      await install(OTHER)
      await slack.raw(removal, 'application/json')
      await send(first, `slack:${OTHER}:U0KEN`)

      expect(slack.direct('U0KEN')).toHaveLength(1)
    })

    it('tells the operator where to add the app when the advisors’ workspace has not', async () => {
      await expect(first.verify?.()).rejects.toThrow(`${HOME} yet: open /slack/install`)
      await install(HOME)
      slack.addChannel('C0DESK', [], HOME)
      await expect(second.verify?.()).resolves.toBeUndefined()
    })
  })
}
