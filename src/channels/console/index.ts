import type { ChannelAdapter, Delivery } from '../channel.ts'

/**
 * The channel of the scripted chat and the terminal: delivers to a function.
 * It stands in for a platform by its name, so that a script can be a person on
 * LINE or in Slack.
 */
export function createConsoleChannel(name: string, show: (delivery: Delivery) => void = () => {}): ChannelAdapter {
  return {
    name,
    edits: false,
    async receive(_request, _body, response) {
      response.writeHead(404).end()
    },
    async send(delivery) {
      show(delivery)
      return { refs: [], pushed: 0 }
    },
  }
}
