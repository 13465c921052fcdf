import { LineBotClient, middleware, type webhook } from '@line/bot-sdk'
import express from 'express'

/**
 * What the product is measured against: the SDK's own Express example, echoing,
 * with its state in memory. It understands nothing, stores nothing, and loses
 * what fails (https://line.github.io/line-bot-sdk-nodejs/getting-started/basic-usage.html).
 */
const env = process.env
const client = LineBotClient.fromChannelAccessToken({
  channelAccessToken: env.LINE_CHANNEL_ACCESS_TOKEN ?? '',
  apiBaseURL: env.LINE_API_BASE_URL ?? '',
})
const turns = new Map<string, number>()

async function handle(event: webhook.Event) {
  const user = event.source && 'userId' in event.source ? (event.source.userId ?? '') : ''
  const count = (turns.get(user) ?? 0) + 1
  turns.set(user, count)
  if (!('replyToken' in event) || !event.replyToken) return
  const words =
    event.type === 'postback'
      ? event.postback.data
      : event.type === 'message' && event.message.type === 'text'
        ? (event.message as webhook.TextMessageContent).text
        : '…'
  await client.replyMessage({ replyToken: event.replyToken, messages: [{ type: 'text', text: `${count}: ${words}` }] })
}

const app = express()
app.get('/readyz', (_request, response) => void response.send('ok'))
app.post('/webhooks/line', middleware({ channelSecret: env.LINE_CHANNEL_SECRET ?? '' }), (request, response, next) => {
  Promise.all((request.body as webhook.CallbackRequest).events.map(handle))
    .then(() => response.json({}))
    .catch(next)
})
const server = app.listen(Number(env.PORT), '127.0.0.1')
process.on('SIGTERM', () => {
  server.closeAllConnections()
  server.close(() => process.exit(0))
})
