import { useState } from 'preact/hooks'
import { Blocks } from './blocks.js'
import { Modal } from './modal.js'
import { Mrkdwn } from './mrkdwn.js'
import { act, html, timeOf, useDraft, useEnd } from './view.js'
import { WireButton } from './wire.js'

const BOT = 'Zキャリア'
const MENTION = /^@Zキャリア\s*/

/**
 * A Slack window as one person sees it. A place is a channel, or the app's
 * chat or Home tab: `{ id, kind: 'channel' | 'chat' | 'home', label, messages, … }`.
 */
export function SlackWindow({ me, places, surfaces, names, showWire, first }) {
  const [placeId, setPlaceId] = useState(first)
  const [thread, setThread] = useState()
  const place = places.find(({ id }) => id === placeId)
  const open = (next) => {
    setPlaceId(next.id)
    setThread()
    if (next.kind !== 'channel') act({ do: 'slack.open', user: me.id, tab: next.kind === 'home' ? 'home' : 'messages' })
  }
  const root = thread && place.messages?.find(({ ts }) => ts === thread)
  // a link to a message opens it here: there is no such Slack to go to
  const follow = (event) => {
    const href = event.target.closest?.('a')?.getAttribute('href') ?? ''
    const [, channel, seconds, rest] = /\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(href) ?? []
    const next = channel && places.find((one) => one.channel === channel)
    if (!next) return
    event.preventDefault()
    setPlaceId(next.id)
    setThread(`${seconds}.${rest}`)
  }
  return html`<div class="slack" onClick=${follow}>
    <nav class="slack-side" aria-label=${`${me.name}さんのSlack`}>
      <p class="slack-team">Zキャリア社</p>
      ${['channel', 'app'].map((group) => {
        const listed = places.filter((one) => (one.kind === 'channel') === (group === 'channel'))
        return html`<p class="slack-group" key=${group}>${group === 'channel' ? 'チャンネル' : 'アプリ'}</p>
        <ul>${listed.map(
          (
            one,
          ) => html`<li key=${one.id}><button aria-current=${one.id === placeId ? 'page' : undefined} onClick=${() => open(one)}>
          ${one.kind === 'channel' ? html`<span aria-hidden="true"># </span>` : html`<img src="icon.svg" alt="" />`}${one.label}</button></li>`,
        )}</ul>`
      })}
      <p class="slack-me">${me.name}</p>
    </nav>
    <div class=${`slack-main ${root ? 'has-thread' : ''}`}>
      <${Place} key=${place.id} place=${place} me=${me} surfaces=${surfaces} names=${names} showWire=${showWire} openThread=${setThread} />
      ${root && html`<${Thread} key=${thread} root=${root} place=${place} me=${me} names=${names} showWire=${showWire} onClose=${() => setThread()} />`}
    </div>
    ${surfaces.modal && html`<${Modal} user=${me.id} modal=${surfaces.modal} names=${names} showWire=${showWire} />`}
  </div>`
}

function Place({ place, me, surfaces, names, showWire, openThread }) {
  const [answer, setAnswer] = useState()
  // the agent view answers in the thread of each message; its chat reads on in one line
  const messages = (place.messages ?? []).filter(({ thread, ts }) => place.kind === 'chat' || !thread || thread === ts)
  const list = useEnd(`${messages.length} ${messages.at(-1)?.ts} ${answer}`)
  const repliesTo = (root) => place.messages.filter(({ thread, ts }) => thread === root && ts !== root)
  const whispers = surfaces.whispers.filter(({ channel }) => channel === place.channel)

  async function send(text) {
    setAnswer()
    if (text.startsWith('/')) {
      const [command, ...words] = text.split(/\s+/)
      const { body } = await act({ do: 'slack.command', user: me.id, command, text: words.join(' ') })
      return setAnswer(body?.text ?? `${command} は使えません。`)
    }
    if (place.kind === 'chat') return act({ do: 'slack.dm', user: me.id, text })
    if (MENTION.test(text))
      return act({ do: 'slack.mention', user: me.id, channel: place.channel, text: text.replace(MENTION, '') })
    return act({ do: 'slack.post', user: me.id, channel: place.channel, text })
  }

  return html`<div class="slack-place">
    <div class="slack-head"><h2>${place.kind === 'channel' ? `# ${place.label}` : place.label}</h2>
      ${place.status && place.status !== 'active' && html`<span class="slack-status">${{ processing: '考えています…', suspended: '担当者を待っています', closed: '終了' }[place.status]}</span>`}</div>
    <div class="slack-list" role=${place.kind === 'home' ? 'region' : 'log'} aria-label=${`${place.label}の内容`} tabindex="0" ref=${list}>
      ${
        place.kind === 'home' &&
        (surfaces.home
          ? html`<div class="slack-home"><${WireButton} onClick=${() => showWire({ json: surfaces.home.view, limits: surfaces.home.limits })} />
            <${Blocks} blocks=${surfaces.home.view.blocks} names=${names} press=${(element) => act({ do: 'slack.pressHome', user: me.id, which: element.action_id })} /></div>`
          : html`<p class="slack-empty">ホームには、まだ何もありません。</p>`)
      }
      ${messages.map((one) => html`<${Message} key=${one.ts} one=${one} place=${place} me=${me} names=${names} showWire=${showWire} replies=${repliesTo(one.ts)} openThread=${openThread} />`)}
      ${messages.length === 0 && place.kind !== 'home' && html`<p class="slack-empty">まだメッセージはありません。</p>`}
      ${whispers.map(({ ts, text }) => html`<${Whisper} key=${ts} text=${text} names=${names} />`)}
      ${answer && html`<${Whisper} text=${answer} names=${names} />`}
    </div>
    ${
      place.prompts?.length > 0 &&
      messages.every(({ isBot }) => isBot) &&
      html`<div class="slack-prompts" role="group" aria-label="おすすめ">${place.prompts.map(({ title, message }) => html`<button key=${title} onClick=${() => send(message)}>${title}</button>`)}</div>`
    }
    ${place.kind !== 'home' && html`<${Composer} label=${`${place.label}へのメッセージ`} start=${place.kind === 'channel' && place.mentions ? '@Zキャリア ' : ''} onSend=${send} />`}
  </div>`
}

const Whisper = ({ text, names }) =>
  html`<div class="slack-whisper"><p><small>あなただけに表示されています</small></p><p><${Mrkdwn} text=${text} names=${names} /></p></div>`

function Thread({ root, place, me, names, showWire, onClose }) {
  const replies = place.messages.filter(({ thread, ts }) => thread === root.ts && ts !== root.ts)
  const list = useEnd(replies.length)
  return html`<aside class="slack-thread" aria-label="スレッド">
    <div class="slack-head"><h2>スレッド</h2><button class="slack-x" aria-label="スレッドを閉じる" onClick=${onClose}>×</button></div>
    <div class="slack-list" role="log" aria-label="スレッドの内容" tabindex="0" ref=${list}>
      ${[root, ...replies].map((one) => html`<${Message} key=${one.ts} one=${one} place=${place} me=${me} names=${names} showWire=${showWire} replies=${[]} />`)}
    </div>
    <${Composer} label="スレッドへの返信" start="" onSend=${(text) => act({ do: 'slack.reply', user: me.id, channel: place.channel, thread: root.ts, text })} />
  </aside>`
}

function Message({ one, place, me, names, showWire, replies, openThread }) {
  const { ts, user, isBot, text, blocks, thread, isEdited, wire, limits } = one
  const name = isBot ? BOT : (names[user] ?? user)
  const press = (element, picked) =>
    act(
      picked === undefined
        ? { do: 'slack.press', user: me.id, channel: place.channel, ts, which: element.action_id }
        : {
            do: 'slack.pick',
            user: me.id,
            channel: place.channel,
            ts,
            which: element.action_id,
            seconds: Number(picked),
          },
    )
  return html`<article class=${`slack-message ${place.kind === 'chat' && thread ? 'in-thread' : ''}`} aria-label=${`${name}のメッセージ`}>
    <span class=${`slack-face f${user.charCodeAt(2) % 4}`} aria-hidden="true">${isBot ? html`<img src="icon.svg" alt="" />` : name.slice(0, 1)}</span>
    <div class="slack-body">
      <p class="slack-by"><b>${name}</b>${isBot && html`<span class="slack-badge">アプリ</span>`}<span class="slack-time">${timeOf(Number(ts) * 1000)}</span>
        <${WireButton} onClick=${() => showWire({ json: wire, limits })} />
        ${user === me.id && html`<${Own} one=${one} me=${me} place=${place} />`}</p>
      ${blocks?.length > 0 ? html`<${Blocks} blocks=${blocks} names=${names} press=${press} />` : html`<p class="slack-text"><${Mrkdwn} text=${text} names=${names} /></p>`}
      ${isEdited && html`<span class="slack-edited">(編集済み)</span>`}
      ${
        openThread &&
        place.kind === 'channel' &&
        html`<button class="slack-replies" onClick=${() => openThread(ts)}>${replies.length > 0 ? `${replies.length}件の返信` : 'スレッドで返信'}</button>`
      }
    </div>
  </article>`
}

/** What Slack lets people do with words of their own. */
function Own({ one, me, place }) {
  const where = { user: me.id, channel: place.channel, ts: one.ts }
  const edit = () => {
    const text = window.prompt('メッセージを編集', one.text)
    if (text?.trim() && text !== one.text) act({ do: 'slack.edit', ...where, text })
  }
  return html`<button class="slack-own" onClick=${edit}>編集</button><button class="slack-own" onClick=${() => act({ do: 'slack.remove', ...where })}>削除</button>`
}

function Composer({ label, start, onSend }) {
  const { text, setText, send } = useDraft(start, (words) => onSend(words.trim()))
  return html`<form class="slack-composer" onSubmit=${send}>
    <input aria-label=${label} placeholder=${label} value=${text} onInput=${(event) => setText(event.target.value)} autocomplete="off" />
    <button type="submit" aria-label=${`${label}を送信`}>➤</button>
  </form>`
}
