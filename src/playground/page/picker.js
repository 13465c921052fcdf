import { useEffect, useRef, useState } from 'preact/hooks'
import { html } from './view.js'

const KIND = { date: 'date', time: 'time', datetime: 'datetime-local' }

/** LINE's date and time picker: a sheet that rises from below. */
export function PickerSheet({ action, onPick, onClose }) {
  const [value, setValue] = useState(action.initial ?? action.min ?? '')
  const dialog = useRef()
  useEffect(() => dialog.current.showModal(), [])
  return html`<dialog class="line-picker" ref=${dialog} onClose=${onClose} aria-label="日時を選ぶ">
    <form onSubmit=${(event) => {
      event.preventDefault()
      if (value) onPick(value)
    }}>
      <div><button type="button" onClick=${() => dialog.current.close()}>キャンセル</button><button type="submit">決定</button></div>
      <label>日時 <input type=${KIND[action.mode]} value=${value} min=${action.min} max=${action.max}
        onInput=${(event) => setValue(event.target.value)} /></label>
    </form>
  </dialog>`
}
