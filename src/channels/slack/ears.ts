import type { ChannelHost, Inbound } from '../channel.ts'
import type { AgentView } from './agent.ts'
import type { Home } from './home.ts'
import type { OpenForm } from './open-form.ts'
import type { Place } from './parse.ts'

/** What the listeners of both kinds need. */
export interface Ears {
  readonly host: ChannelHost
  readonly agent: AgentView
  readonly home: Home
  readonly openForm: OpenForm
  readonly advisorChannel: string | undefined
  isAdvisor(team: string | undefined, user: string): Promise<boolean>
  removed(team: string, at: number): Promise<void>
}

/** Bolt's context as far as our `authorize` fills it. */
export interface Context {
  readonly teamId?: string
  readonly botUserId?: string
}

export const placeOf = ({ teamId = '', botUserId = '' }: Context, { advisorChannel }: Ears): Place => ({
  team: teamId,
  botUserId,
  advisorChannel,
})

export async function accept({ host, agent }: Ears, inbound: Inbound | undefined): Promise<void> {
  if (!inbound) return
  agent.heard(inbound.conversation, inbound.reply)
  await host.accept([inbound])
}
