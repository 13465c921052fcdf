import type { ChannelHost, Inbound } from '../channel.ts'
import type { AgentView } from './agent.ts'
import type { AskAgain } from './ask-again.ts'
import type { Home } from './home.ts'
import type { NameOf } from './names.ts'
import type { OpenForm } from './open-form.ts'
import type { Place } from './parse.ts'

/** What the listeners of both kinds need. */
export interface Ears {
  readonly host: ChannelHost
  readonly agent: AgentView
  readonly home: Home
  readonly openForm: OpenForm
  readonly askAgain: AskAgain
  readonly nameOf: NameOf
  readonly advisorChannel: string | undefined
  /** The workspace of that channel, where there are several. */
  readonly advisorTeam: string | undefined
  isAdvisor(team: string | undefined, user: string): Promise<boolean>
  removed(team: string, at: number): Promise<void>
}

/** Bolt's context as far as our `authorize` fills it. */
export interface Context {
  readonly teamId?: string
  readonly botUserId?: string
}

export const placeOf = ({ teamId = '', botUserId = '' }: Context, { advisorChannel, advisorTeam }: Ears): Place => ({
  team: teamId,
  botUserId,
  // guests from another workspace in a shared channel are no advisors
  advisorChannel: advisorTeam === undefined || advisorTeam === teamId ? advisorChannel : undefined,
})

export async function accept({ host, agent, nameOf }: Ears, inbound: Inbound | undefined): Promise<void> {
  if (!inbound) return
  agent.heard(inbound.conversation, inbound.reply)
  const [, team = '', user = ''] = inbound.conversation.split(':')
  // advisors are named to the people they help
  const named = inbound.isDesk ? { ...inbound, who: await nameOf(team, user, inbound.who ?? user) } : inbound
  await host.accept([named])
}
