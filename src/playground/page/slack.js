import { useEffect } from 'preact/hooks'
import { act, html } from './view.js'
import { SlackWindow } from './window.js'

/** Slack as a job seeker sees it. */
export function Slack({ world, showWire }) {
  const { me, direct, prompts, status, talk, home, modal, whispers } = world.slack
  // as the app does when it is opened for the first time
  useEffect(() => {
    if (direct.length === 0) act({ do: 'slack.open', user: me.id, tab: 'messages' })
  }, [])
  const channel = `D${me.id.slice(1)}`
  const places = [
    { id: 'talk', kind: 'channel', label: talk.name, channel: talk.id, messages: talk.messages, mentions: true },
    { id: 'chat', kind: 'chat', label: 'Zキャリア', channel, messages: direct, prompts, status },
    { id: 'home', kind: 'home', label: 'ホーム' },
  ]
  return html`<div class="pane-bar"><span>${me.name}さんのSlack</span>
      <button onClick=${() => act({ do: 'slack.command', user: me.id, command: '/career', text: '' })}>/career</button></div>
    <${SlackWindow} me=${me} places=${places} surfaces=${{ home, modal, whispers }} names=${names(world)} showWire=${showWire} first="chat" />`
}

export const names = (world) => ({ ...world.names, U0BOT: 'Zキャリア' })
