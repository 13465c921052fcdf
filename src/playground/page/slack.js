import { html } from './view.js'

export function Slack() {
  return html`<p></p>`
}
