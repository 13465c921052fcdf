import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { ProblemsError } from '../src/errors.ts'

const KEY = `k1:${Buffer.alloc(32).toString('base64')}`
const LINE = { LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: 't' }

const OAUTH = {
  SLACK_SIGNING_SECRET: 's',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'c',
  SLACK_STATE_SECRET: 'a long secret for states',
  DATA_KEYS: KEY,
}

/** What is said about an environment. */
function problems(env: Record<string, string>): string {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemsError)
    return String(error)
  }
}

describe('the environment', () => {
  it('needs nothing for trying: both platforms are emulated, the store is embedded', () => {
    expect(readConfig({ DATABASE_URL: 'sqlite::memory:' })).toMatchObject({
      emulated: true,
      port: 3000,
      line: undefined,
      slack: undefined,
    })
  })

  it('takes an empty variable for one that is not set', () => {
    expect(
      readConfig({ DATABASE_URL: 'sqlite::memory:', LINE_CHANNEL_SECRET: '', SLACK_BOT_TOKEN: ' ' }).emulated,
    ).toBe(true)
  })

  it.each(['127.0.0.1', '::1', '0.0.0.0', 'bot.internal'])('listens at the address that is set: %s', (HOST) => {
    expect(readConfig({ DATABASE_URL: 'sqlite::memory:', HOST }).host).toBe(HOST)
  })

  it('opens Slack for several workspaces', () => {
    expect(readConfig({ ...OAUTH, SLACK_ADVISOR_CHANNEL: 'C0DESK', SLACK_ADVISOR_TEAM: 'T0DESK' }).slack).toEqual({
      signingSecret: 's',
      botToken: undefined,
      apiUrl: undefined,
      advisorChannel: 'C0DESK',
      oauth: {
        clientId: '1.2',
        clientSecret: 'c',
        stateSecret: 'a long secret for states',
        advisorTeam: 'T0DESK',
      },
    })
  })

  it.each([
    {
      env: { LINE_CHANNEL_SECRET: 's', DATA_KEYS: KEY },
      says: 'LINE_CHANNEL_ACCESS_TOKEN',
      because: 'LINE needs both',
    },
    {
      env: { SLACK_BOT_TOKEN: 'xoxp-1', SLACK_SIGNING_SECRET: 's', DATA_KEYS: KEY },
      says: 'SLACK_BOT_TOKEN: is a token of another kind',
      because: 'the bot would speak as a person',
    },
    {
      env: { SLACK_BOT_TOKEN: 'xoxb-1', DATA_KEYS: KEY },
      says: 'SLACK_SIGNING_SECRET',
      because: 'a token alone proves nothing',
    },
    { env: LINE, says: 'openssl rand -base64 32', because: 'real people’s data needs a key, and the remedy is said' },
    { env: { ...LINE, DATA_KEYS: 'k1:c2hvcnQ=' }, says: '5 bytes instead of 32', because: 'the key is too short' },
    { env: { ...LINE, DATA_KEYS: `${KEY},${KEY}` }, says: 'stands twice', because: 'ids tell keys apart' },
    {
      env: { DESK_WEBHOOK_URL: 'localhost:9/hook', DESK_WEBHOOK_SECRET: 's' },
      says: 'DESK_WEBHOOK_URL: must be an address that begins with https://',
      because: 'a host and a port alone are read as a scheme',
    },
    ...['a/b', 'a#b', 'a%b'].map((password) => ({
      env: { DATABASE_URL: `postgres://bot:${password}@db/bot` },
      says: 'DATABASE_URL: cannot be read: in an address the signs of a password are written as %2F (/), %23 (#)',
      because: `a password such as ${password} ends the address early, or means another`,
    })),
    ...['http://127.0.0.1', '127.0.0.1:3000', '[::1]', '300.0.0.1', 'my host'].map((HOST) => ({
      env: { HOST },
      says: 'HOST: must be an address of this machine alone, such as 127.0.0.1',
      because: `${HOST} is more than an address, or none`,
    })),
    {
      env: { LOG_LEVEL: 'loud' },
      says: 'LOG_LEVEL: must be debug, info, warn, error or silent',
      because: 'five are known',
    },
    { env: { PLAYGROUND: 'yes' }, says: 'PLAYGROUND: must be on or off', because: 'yes is neither' },
    ...['70000', '-1', '80.5'].map((PORT) => ({
      env: { PORT },
      says: 'PORT: must be a number from 0 to 65535',
      because: `${PORT} is no port`,
    })),
    { env: { DATABASE_URL: 'mysql://x' }, says: 'sqlite:<path> or postgres://', because: 'two engines are known' },
    {
      env: { ...LINE, DATA_KEYS: KEY, SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 't', SLACK_ADVISOR_CHANNEL: '#desk' },
      says: 'copy the id',
      because: 'a channel is named by its id',
    },
    {
      env: { SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: '1.2', DATA_KEYS: KEY },
      says: 'SLACK_STATE_SECRET: missing beside SLACK_CLIENT_ID',
      because: 'several workspaces need all of OAuth',
    },
    {
      env: { ...OAUTH, SLACK_BOT_TOKEN: 'xoxb-1' },
      says: 'keep one of both',
      because: 'a token and OAuth exclude each other',
    },
    {
      env: { ...OAUTH, SLACK_ADVISOR_CHANNEL: 'C0DESK' },
      says: 'SLACK_ADVISOR_TEAM: missing',
      because: 'with several workspaces the advisors are in one of them',
    },
    {
      env: { ...OAUTH, SLACK_ADVISOR_TEAM: 'zcareer' },
      says: "a workspace's id such as T0123ABCD",
      because: 'a workspace is named by its id',
    },
    {
      env: { SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_ADVISOR_TEAM: 'T0', DATA_KEYS: KEY },
      says: 'SLACK_ADVISOR_TEAM: means nothing',
      because: 'one workspace needs no name',
    },
    {
      env: { ...LINE, DATA_KEYS: KEY, SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 't', SLACK_ADVISOR_CHANEL: 'C0DESK' },
      says: 'SLACK_ADVISOR_CHANEL: is no setting of the bot; SLACK_ADVISOR_CHANNEL is',
      because: 'advisors would never hear of anybody, and nobody of that',
    },
    {
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
      says: 'OTEL_EXPORTER_OTLP_ENDPOINT: must be an address that begins with http://',
      because: 'traces would go nowhere, and nobody be told',
    },
    {
      env: { ...LINE, DATA_KEY: KEY },
      says: 'DATA_KEY: is no setting of the bot; DATA_KEYS is',
      because: 'what is missing may be there under another name',
    },
  ])('is refused with the remedy: $because', ({ env, says }) => {
    expect(problems(env as unknown as Record<string, string>)).toContain(says)
  })

  it('leaves other programs their variables', () => {
    const others = {
      SLACK_WEBHOOK_URL: 'https://a.example',
      EXPORT_TOKEN: 'x',
      LINE_CHANNEL_SECRET_2: 'old',
      PORTS: '1',
    }

    expect(problems({ ...LINE, ...others, DATA_KEYS: KEY })).toBe('')
  })

  it('is judged as a whole: every problem is said at once', () => {
    const said = problems({ PORT: 'x', LINE_CHANNEL_SECRET: 's', SLACK_BOT_TOKEN: 't' })

    for (const name of ['PORT', 'LINE_CHANNEL_ACCESS_TOKEN', 'SLACK_SIGNING_SECRET', 'DATA_KEYS'])
      expect(said).toContain(name)
  })
})
