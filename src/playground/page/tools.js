import { html } from './view.js'

export function Tools() {
  return html`<p></p>`
}
