import { useState } from 'preact/hooks'
import { Flex } from './flex.js'
import { PickerSheet } from './picker.js'
import { STICKERS, Sticker } from './stickers.js'
import { act, html, timeOf, useDraft, useEnd } from './view.js'
import { WireButton } from './wire.js'

/** A phone with LINE, as one of several people: `asked` is who it shall be, and until their talk is here there is nothing to write in. */
export function Line({ world, asked, look, showWire }) {
  const { people, seeker } = world.line
  const [isPc, setPc] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const me = people.find(({ userId }) => userId === seeker)
  const isOpening = isAdding || asked !== seeker

  async function addPerson() {
    const name = window.prompt('名前は？', 'みさき')?.trim()
    if (!name) return
    setAdding(true)
    try {
      look({ seeker: (await act({ do: 'line.add', name })).body.userId })
    } finally {
      setAdding(false)
    }
  }

  return html`
    <div class="pane-bar">
      <select aria-label="この人として" value=${asked} onChange=${(event) => look({ seeker: event.target.value })}>
        ${people.map(({ userId, displayName, isFriend }) => html`<option key=${userId} value=${userId}>${displayName}${isFriend ? '' : '(ブロック中)'}</option>`)}
      </select>
      <button onClick=${addPerson}>人を増やす</button>
      ${
        me?.isFriend
          ? html`<button disabled=${isOpening} onClick=${() => act({ do: 'line.block', user: seeker })}>ブロック</button>`
          : html`<button disabled=${isOpening} onClick=${() => act({ do: 'line.follow', user: seeker })}>ブロック解除</button>`
      }
      <button aria-pressed=${isPc} onClick=${() => setPc(!isPc)} title="パソコン版LINEにはクイックリプライもメニューも出ません">PC LINE</button>
    </div>
    <div class=${`phone ${isPc ? 'pc' : ''}`}>
      <div class="line-head"><span aria-hidden="true">‹</span><h2>Zキャリア</h2><span class="verified" aria-hidden="true">★</span></div>
      ${
        isOpening
          ? html`<p class="line-turning" role="status">トークを開いています…</p>`
          : html`<${Talk} key=${seeker} line=${world.line} me=${me} isPc=${isPc} showWire=${showWire} />`
      }
    </div>`
}

function Talk({ line, me, isPc, showWire }) {
  const { seeker, chat, isLoading, richMenu } = line
  const [picker, setPicker] = useState()
  const [drawer, setDrawer] = useState()
  const [usedUp, setUsedUp] = useState()
  const last = chat.at(-1)
  const list = useEnd(`${last?.id} ${isLoading}`)
  // as on a phone: quick replies stand below the last message until anything is sent or tapped
  const isOpen = !isPc && me?.isFriend && last?.from === 'bot' && last.id !== usedUp
  const quick = isOpen ? (last.message.quickReply?.items ?? []) : []

  function press(action) {
    if (action.type === 'uri') return window.open(action.uri, '_blank', 'noopener')
    if (action.type === 'message') return act({ do: 'line.say', user: seeker, text: action.text })
    if (action.type === 'clipboard') return navigator.clipboard.writeText(action.clipboardText)
    if (action.type === 'datetimepicker') return setPicker(action)
    return act({ do: 'line.tap', user: seeker, data: action.data, label: action.label })
  }
  function tapQuick(action) {
    // gone with the tap, not with the answer: a second tap would be a second answer
    if (action.type !== 'postback' && action.type !== 'message') return press(action)
    setUsedUp(last.id)
    return press(action).catch((error) => {
      setUsedUp()
      throw error
    })
  }
  function pick(datetime) {
    setPicker()
    setUsedUp(last?.id)
    return act({ do: 'line.pick', user: seeker, data: picker.data, datetime })
  }

  return html`<div class="line-chat" role="log" aria-label="LINEのトーク" tabindex="0" ref=${list}>
        ${
          chat.length === 0 &&
          html`<div class="line-empty"><p>友だち追加すると、トークが始まります。</p>
          <button onClick=${() => act({ do: 'line.follow', user: seeker })}>友だち追加</button></div>`
        }
        ${chat.map(
          (one, index) => html`<${Shown} key=${one.id} one=${one} isFirst=${!isSameVoice(chat[index - 1], one)}
          press=${press} showWire=${showWire} unsend=${() => act({ do: 'line.unsend', user: seeker, id: one.id })} />`,
        )}
        ${isLoading && html`<div class="line-row bot"><${Face} /><div class="line-bubble line-loading" role="status" aria-label="入力中"><i></i><i></i><i></i></div></div>`}
      </div>
      ${
        quick.length > 0 &&
        html`<div class="line-quick" key=${last.id} role="group" aria-label="クイックリプライ" tabindex="0">
        ${quick.map(({ action }, index) => html`<button key=${index} onClick=${() => tapQuick(action)}>${action.label}</button>`)}</div>`
      }
      ${
        drawer === 'stickers' &&
        html`<div class="line-drawer" role="group" aria-label="スタンプ">${STICKERS.map(
          ({ keyword }) =>
            html`<button key=${keyword} aria-label=${`スタンプ ${keyword}`} onClick=${() => {
              setDrawer()
              act({ do: 'line.sticker', user: seeker, keyword })
            }}><${Sticker} keyword=${keyword} /></button>`,
        )}</div>`
      }
      ${
        drawer === 'media' &&
        html`<div class="line-drawer words" role="group" aria-label="送るもの">${[
          ['image', '写真'],
          ['video', '動画'],
          ['audio', 'ボイスメッセージ'],
          ['file', 'ファイル'],
          ['location', '位置情報'],
        ].map(
          ([type, label]) =>
            html`<button key=${type} onClick=${() => {
              setDrawer()
              act({ do: 'line.media', user: seeker, type })
            }}>${label}</button>`,
        )}</div>`
      }
      ${
        me?.isFriend === false
          ? html`<p class="line-blocked">ブロック中です。ボットからのメッセージは届きません。</p>`
          : html`<${Composer} onSend=${(text) => act({ do: 'line.say', user: seeker, text })}
        onPlus=${() => setDrawer(drawer === 'media' ? undefined : 'media')} onSticker=${() => setDrawer(drawer === 'stickers' ? undefined : 'stickers')} />`
      }
      ${richMenu && !isPc && me?.isFriend && html`<${RichMenu} menu=${richMenu} seeker=${seeker} press=${press} />`}
      ${picker && html`<${PickerSheet} action=${picker} onPick=${pick} onClose=${() => setPicker()} />`}`
}

const Face = ({ name }) =>
  html`<span class="line-face" aria-hidden="true">${name ? name.slice(0, 1) : html`<img src="icon.svg" alt="" />`}</span>`

const isSameVoice = (before, one) =>
  before?.from === one.from && before.message.sender?.name === one.message.sender?.name

function Shown({ one, isFirst, press, showWire, unsend }) {
  const { from, message, at, by, limits } = one
  if (one.isUnsent) return html`<p class="line-note">メッセージの送信を取り消しました</p>`
  const name = message.sender?.name
  const wire = () =>
    showWire({
      json: message,
      limits,
      note:
        from === 'bot'
          ? by === 'push'
            ? 'プッシュで届きました(通数に数えられます)。'
            : '応答トークンで届きました(無料)。'
          : 'この人が送ったものです。',
    })
  return html`<div class=${`line-row ${from} ${isFirst ? 'first' : ''}`}>
    ${from === 'bot' && (isFirst ? html`<${Face} name=${name} />` : html`<span class="line-face none"></span>`)}
    <div class="line-body">
      ${from === 'bot' && isFirst && html`<span class="line-name">${name ?? 'Zキャリア'}</span>`}
      <${Content} message=${message} from=${from} press=${press} />
    </div>
    <div class="line-side">
      <span>${from === 'person' && html`<button class="line-unsend" aria-label="送信取消" title="送信取消" onClick=${unsend}>取消</button>`}
      <${WireButton} onClick=${wire} /></span>
      <span class="line-time">${from === 'person' && html`既読<br />`}${timeOf(at)}</span>
    </div>
  </div>`
}

function Content({ message, press }) {
  switch (message.type) {
    case 'text':
      return html`<div class="line-bubble"><${Linked} text=${message.text} /></div>`
    case 'flex':
      return html`<${Flex} contents=${message.contents} press=${press} />`
    case 'sticker':
      return html`<${Sticker} keyword=${message.keywords?.[0] ?? ''} />`
    default:
      return html`<div class="line-media">${{ image: '🖼 写真', video: '🎬 動画', audio: '🎤 ボイスメッセージ', file: '📎 cv.pdf', location: '📍 位置情報' }[message.type] ?? message.type}</div>`
  }
}

const URL = /((?:https?:\/\/|www\.)[^\s、。)）]+|\b0\d{1,4}-\d{1,4}-\d{3,4}\b)/
const Linked = ({ text }) =>
  text.split(URL).map((part, index) => {
    if (index % 2 === 0) return part
    const href = part.startsWith('http') ? part : part.startsWith('www') ? `https://${part}` : `tel:${part}`
    return html`<a key=${index} href=${href} target="_blank" rel="noopener">${part}</a>`
  })

function Composer({ onSend, onPlus, onSticker }) {
  const { text, setText, send } = useDraft('', onSend)
  return html`<form class="line-composer" onSubmit=${send}>
    <button type="button" aria-label="写真などを送る" onClick=${onPlus}>＋</button>
    <input aria-label="LINEのメッセージ" placeholder="Aa" value=${text} onInput=${(event) => setText(event.target.value)} autocomplete="off" />
    <button type="button" aria-label="スタンプを送る" onClick=${onSticker}>☺</button>
    <button type="submit" class="line-send" aria-label="LINEで送信">➤</button>
  </form>`
}

/** The menu's picture with its areas as buttons; it closes for a talk that needs the room. */
function RichMenu({ menu, seeker, press }) {
  const [isOpen, setOpen] = useState(false)
  const { width, height } = menu.size
  return html`<div class="line-rich">
    <button class="line-rich-bar" aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>${menu.chatBarText} ${isOpen ? '▾' : '▴'}</button>
    ${
      isOpen &&
      html`<div class="line-rich-areas" style=${{ aspectRatio: `${width} / ${height}` }}><img src=${`menu.png?seeker=${seeker}&name=${menu.name}`} alt="" />${menu.areas.map(
        ({ bounds, action }, index) =>
          html`<button key=${index} onClick=${() => press(action)} style=${{
            left: `${(bounds.x / width) * 100}%`,
            top: `${(bounds.y / height) * 100}%`,
            width: `${(bounds.width / width) * 100}%`,
            height: `${(bounds.height / height) * 100}%`,
          }} aria-label=${action.label ?? action.displayText ?? ''}></button>`,
      )}</div>`
    }
  </div>`
}
