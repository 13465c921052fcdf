import { useState } from 'preact/hooks'
import { Mrkdwn } from './mrkdwn.js'
import { html } from './view.js'

/*
 * A small renderer of our own for Block Kit. The maintained one on npm
 * (slack-blocks-to-jsx) needs React and a bundler, and its buttons do nothing:
 * here they must reach the bot, and the page has no build step.
 */

/** `press` takes the element, and for a picker the moment in seconds. */
export function Blocks({ blocks, names, press }) {
  return html`<div class="bk">${blocks.map((block, index) => html`<${Block} key=${block.block_id ?? index} block=${block} names=${names} press=${press} />`)}</div>`
}

export const Text = ({ of, names }) =>
  of.type === 'mrkdwn' ? html`<${Mrkdwn} text=${of.text} names=${names} />` : of.text

function Block({ block, names, press }) {
  switch (block.type) {
    case 'header':
      return html`<h3 class="bk-header">${block.text.text}</h3>`
    case 'section':
      return html`<div class="bk-section">
        ${block.text && html`<p><${Text} of=${block.text} names=${names} /></p>`}
        ${block.fields && html`<div class="bk-fields">${block.fields.map((field, index) => html`<p key=${index}><${Text} of=${field} names=${names} /></p>`)}</div>`}
        ${block.accessory && html`<${Element} element=${block.accessory} press=${press} />`}
      </div>`
    case 'context':
      return html`<p class="bk-context">${block.elements.map((element, index) => html`<span key=${index}>${element.type === 'image' ? '' : html`<${Text} of=${element} names=${names} />`}</span>`)}</p>`
    case 'divider':
      return html`<hr />`
    case 'image':
      return html`<img class="bk-image" src=${block.image_url} alt=${block.alt_text} />`
    case 'actions':
      return html`<div class="bk-actions">${block.elements.map((element) => html`<${Element} key=${element.action_id} element=${element} press=${press} />`)}</div>`
    default:
      return html`<p class="bk-context">(${block.type})</p>`
  }
}

const isMeant = ({ confirm: asked }) => !asked || window.confirm(asked.text.text)

function Element({ element, press }) {
  switch (element.type) {
    case 'button':
      if (element.url)
        return html`<a class="bk-button" href=${element.url} target="_blank" rel="noopener">${element.text.text}</a>`
      return html`<button class=${`bk-button ${element.style ?? ''}`} onClick=${() => isMeant(element) && press(element)}>${element.text.text}</button>`
    case 'datetimepicker':
      return html`<${MomentPicker} element=${element} press=${press} />`
    case 'static_select':
    case 'overflow':
      return html`<select class="bk-select" aria-label=${element.placeholder?.text ?? '選ぶ'} onChange=${(event) => press(element, event.target.value)}>
        <option value="">${element.placeholder?.text ?? '選ぶ'}</option>
        ${element.options.map(({ value, text }) => html`<option key=${value} value=${value}>${text.text}</option>`)}</select>`
    default:
      return html`<span>(${element.type})</span>`
  }
}

const JAPAN = 9 * 3600

function MomentPicker({ element, press }) {
  const initial = element.initial_date_time
  const [value, setValue] = useState(initial ? new Date((initial + JAPAN) * 1000).toISOString().slice(0, 16) : '')
  return html`<span class="bk-moment"><input type="datetime-local" aria-label="日時" value=${value} onInput=${(event) => setValue(event.target.value)} />
    <button class="bk-button" onClick=${() => value && press(element, Date.parse(`${value}:00Z`) / 1000 - JAPAN)}>この日時にする</button></span>`
}
