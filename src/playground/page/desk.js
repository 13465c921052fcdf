import { names } from './slack.js'
import { html } from './view.js'
import { SlackWindow } from './window.js'

/** Slack as an advisor sees it: the desk's channel with the cards, and the queue. */
export function Desk({ world, asked, look, showWire }) {
  const { advisor, advisors, channel, messages, direct, home, modal, whispers } = world.desk
  const me = advisors.find(({ id }) => id === advisor)
  const places = [
    { id: 'desk', kind: 'channel', label: '相談デスク', channel, messages },
    { id: 'chat', kind: 'chat', label: 'Zキャリア', channel: `D${me.id.slice(1)}`, messages: direct },
    { id: 'home', kind: 'home', label: 'ホーム' },
  ]
  return html`<div class="pane-bar"><label>この相談員として <select value=${asked} onChange=${(event) => look({ advisor: event.target.value })}>
      ${advisors.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}</select></label></div>
    ${
      asked === advisor
        ? html`<${SlackWindow} key=${advisor} me=${me} places=${places} surfaces=${{ home, modal, whispers }} names=${names(world)} showWire=${showWire} first="desk" />`
        : html`<p class="slack slack-turning" role="status">Slackを開いています…</p>`
    }`
}
