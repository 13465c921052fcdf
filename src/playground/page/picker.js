import { useEffect, useRef, useState } from 'preact/hooks'
import { html } from './view.js'

const KIND = { date: 'date', time: 'time', datetime: 'datetime-local' }

/** LINE's date and time picker: a sheet that rises from below. */
export function PickerSheet({ action, onPick, onClose }) {
  const [value, setValue] = useState(action.initial ?? action.min ?? '')
  const dialog = useRef()
  useEffect(() => {
    // within the phone, as on a phone: the rest of the page stays as it is
    dialog.current.show()
    dialog.current.querySelector('input').focus()
  }, [])
  return html`<dialog class="line-picker" ref=${dialog} onClose=${onClose} aria-label="日時を選ぶ"
    onKeyDown=${(event) => event.key === 'Escape' && dialog.current.close()}>
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
