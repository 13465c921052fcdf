import { html } from './view.js'

export function Desk() {
  return html`<p></p>`
}
