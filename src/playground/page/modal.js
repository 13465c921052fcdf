import { useEffect, useRef, useState } from 'preact/hooks'
import { Blocks } from './blocks.js'
import { act, html } from './view.js'
import { WireButton } from './wire.js'

const REQUIRED = 'この必須フィールドへの入力を完了してください。'

/** A Slack modal: pickers, texts, and the errors the bot answers below their fields. */
export function Modal({ user, modal, names, showWire }) {
  const { view } = modal
  const [values, setValues] = useState({})
  const [errors, setErrors] = useState({})
  const dialog = useRef()
  useEffect(() => {
    dialog.current.showModal()
    setValues({})
    setErrors({})
  }, [modal.id])

  async function submit(event) {
    event.preventDefault()
    // Slack itself sends nothing off while a required field is empty
    const empty = view.blocks.filter((block) => block.type === 'input' && !block.optional && !values[block.block_id])
    if (empty.length > 0) return setErrors(Object.fromEntries(empty.map(({ block_id: id }) => [id, REQUIRED])))
    const { body } = await act({ do: 'slack.submit', user, values })
    setErrors(body?.response_action === 'errors' ? body.errors : {})
  }
  const close = () => act({ do: 'slack.close', user })
  const set = (name, value) => setValues({ ...values, [name]: value })

  return html`<dialog class="slack-modal" ref=${dialog} aria-labelledby="modal-title" onCancel=${close}>
    <form onSubmit=${submit} novalidate>
      <header><span class="slack-app-icon" aria-hidden="true"><img src="icon.svg" alt="" /></span><h2 id="modal-title">${view.title.text}</h2>
        <${WireButton} onClick=${() => showWire({ json: view, limits: modal.limits })} />
        <button type="button" class="slack-x" aria-label="モーダルを閉じる" onClick=${close}>×</button></header>
      <div class="slack-modal-body">${view.blocks.map((block, index) =>
        block.type === 'input'
          ? html`<${Input} key=${block.block_id} block=${block} value=${values[block.block_id] ?? ''} error=${errors[block.block_id]} set=${set} />`
          : html`<${Blocks} key=${index} blocks=${[block]} names=${names} press=${() => undefined} />`,
      )}</div>
      <footer><button type="button" class="bk-button" onClick=${close}>${view.close?.text ?? 'キャンセル'}</button>
        ${view.submit && html`<button type="submit" class="bk-button primary">${view.submit.text}</button>`}</footer>
    </form>
  </dialog>`
}

const KIND = { datepicker: 'date', timepicker: 'time', email_text_input: 'email', number_input: 'number' }

function Input({ block, value, error, set }) {
  const { block_id: id, element, label, hint, optional } = block
  const words = html`${label.text}${optional && html` <span class="bk-optional">(任意)</span>`}`
  const below = html`${error && html`<p class="bk-error" id=${`error-${id}`} role="alert">${error}</p>`}${hint && html`<p class="bk-hint">${hint.text}</p>`}`
  const kind = { radio_buttons: 'radio', checkboxes: 'checkbox' }[element.type]
  if (kind)
    return html`<fieldset class=${`bk-input ${error ? 'wrong' : ''}`}><legend>${words}</legend>
      ${element.options.map(
        (
          option,
        ) => html`<label class="bk-choice" key=${option.value}><input type=${kind} name=${id} checked=${value === option.value}
          onChange=${(event) => set(id, event.target.checked ? option.value : '')} /> ${option.text.text}</label>`,
      )}${below}</fieldset>`
  const common = {
    id: `input-${id}`,
    value,
    onInput: (event) => set(id, event.target.value),
    'aria-invalid': Boolean(error),
    'aria-describedby': error ? `error-${id}` : undefined,
  }
  return html`<div class=${`bk-input ${error ? 'wrong' : ''}`}>
    <label for=${`input-${id}`}>${words}</label>
    ${
      element.type === 'static_select'
        ? html`<select ...${common}><option value="">選ぶ</option>${element.options.map((one) => html`<option key=${one.value} value=${one.value}>${one.text.text}</option>`)}</select>`
        : element.multiline
          ? html`<textarea rows="3" maxlength=${element.max_length} ...${common}></textarea>`
          : html`<input type=${KIND[element.type] ?? 'text'} maxlength=${element.max_length} placeholder=${element.placeholder?.text} ...${common} />`
    }
    ${below}
  </div>`
}
