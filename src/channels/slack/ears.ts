import type { ChannelHost, Inbound } from '../channel.ts'
import type { AgentView } from './agent.ts'
import type { AskAgain } from './ask-again.ts'
import type { Home } from './home.ts'
import type { IsAdvisor, Membership } from './membership.ts'
import { namelessIn } from './mrkdwn.ts'
import type { NameOf } from './names.ts'
import type { OpenForm } from './open-form.ts'
import { type MessageEvent, type Place, parseMessage } from './parse.ts'

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
  readonly isAdvisor: IsAdvisor
  readonly left: Membership['left']
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

/** Takes a message, with the names of those it mentions. */
export async function hear(ears: Ears, event: MessageEvent, context: Context): Promise<void> {
  const place = placeOf(context, ears)
  const inbound = parseMessage(event, place)
  const nameless = namelessIn(event.message?.text ?? event.text ?? '').filter((id) => id !== place.botUserId)
  if (!inbound || nameless.length === 0) return await accept(ears, inbound)
  const named = nameless.map(async (id) => [id, await nameIn(ears, inbound, id)] as const)
  await accept(ears, parseMessage(event, { ...place, names: new Map(await Promise.all(named)) }))
}

async function nameIn({ host, nameOf }: Ears, { conversation, isDesk }: Inbound, id: string): Promise<string> {
  if (/^C/.test(id)) return await host.say('desk.someChannel')
  const colleague = await host.say('desk.colleague')
  const [, team = ''] = conversation.split(':')
  return id.startsWith('subteam^') ? colleague : await nameOf(team, id, isDesk ? colleague : id)
}

export async function accept({ host, agent, nameOf }: Ears, inbound: Inbound | undefined): Promise<void> {
  if (!inbound) return
  agent.heard(inbound.conversation, inbound.reply)
  const [, team = '', user = ''] = inbound.conversation.split(':')
  // advisors are named to the people they help
  const named = inbound.isDesk ? { ...inbound, who: await nameOf(team, user, inbound.who ?? user) } : inbound
  await host.accept([named])
}
