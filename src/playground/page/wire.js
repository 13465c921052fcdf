import { useEffect, useRef } from 'preact/hooks'
import { html } from './view.js'

/** The exact JSON of one message, and the limits it uses. */
export function Wire({ shown, onClose }) {
  const dialog = useRef()
  useEffect(() => {
    if (!dialog.current.open) dialog.current.showModal()
  }, [shown])
  return html`
    <dialog class="wire" ref=${dialog} onClose=${onClose} aria-label="送られたJSON">
      <header><h2>送られたJSON</h2><button onClick=${() => dialog.current.close()}>閉じる</button></header>
      ${shown.note && html`<p>${shown.note}</p>`}
      ${
        shown.limits?.length > 0 &&
        html`<table><caption>上限に対する使用量</caption><tbody>${shown.limits.map(
          ({ what, used, of }) => html`<tr key=${what}><th scope="row">${what}</th>
          <td><meter value=${used} max=${of} aria-label=${what}></meter></td><td>${used.toLocaleString()} / ${of.toLocaleString()}</td></tr>`,
        )}</tbody></table>`
      }
      <pre tabindex="0" aria-label="JSON">${JSON.stringify(shown.json, null, 2)}</pre>
    </dialog>`
}

export const WireButton = ({ onClick }) =>
  html`<button class="wire-button" title="送られたJSONと上限" aria-label="送られたJSONと上限" onClick=${onClick}>{ }</button>`
