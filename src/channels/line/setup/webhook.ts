import type { Asker } from './ask.ts'

interface Endpoint {
  readonly endpoint: string
  readonly active: boolean
}

/** Points LINE to the bot and lets LINE call it once; what does not work comes back in words. */
export async function setUpWebhook(
  line: Asker,
  url: string,
  options: { isDryRun: boolean; say(line: string): void },
): Promise<string[]> {
  const before = await line.get<Endpoint>('/v2/bot/channel/webhook/endpoint')
  if (before?.endpoint === url) options.say(`Webhook: ${url}`)
  else await line.change(`set the webhook to ${url}`, 'PUT', '/v2/bot/channel/webhook/endpoint', { endpoint: url })
  const problems: string[] = []
  const test = await line.check<{ success?: boolean; statusCode: number; reason: string; detail: string }>(
    '/v2/bot/channel/webhook/test',
    { endpoint: url },
  )
  if (test.success) options.say('Webhook test: LINE reaches the bot and the signature fits')
  else
    problems.push(
      `LINE called ${url} and got ${test.statusCode || 'no answer'} (${test.reason}: ${test.detail}). ${remedy(test.statusCode)}`,
    )
  const isUsed = (await line.get<Endpoint>('/v2/bot/channel/webhook/endpoint'))?.active ?? false
  if (!isUsed && !options.isDryRun)
    problems.push(
      '"Use webhook" is off: switch it on in the LINE Developers console, tab "Messaging API". Until then no message reaches the bot.',
    )
  return problems
}

function remedy(status: number): string {
  if (status === 401) return 'The bot does not accept the signature: LINE_CHANNEL_SECRET is of another channel.'
  if (status === 404) return 'Something else answers there: does the proxy pass /webhooks/line to the bot?'
  if (status >= 500) return 'The bot or the proxy fails: see its log and /readyz.'
  return 'Is the bot running, the port open, and the certificate from a public authority?'
}
