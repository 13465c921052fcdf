import { render } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { Desk } from './desk.js'
import { Editor } from './editor.js'
import { Line } from './line.js'
import { Slack } from './slack.js'
import { Tools } from './tools.js'
import { ActError, dayOf, html, load, timeOf } from './view.js'
import { Wire } from './wire.js'

const PANES = [
  ['line', 'LINE'],
  ['slack', 'Slack'],
  ['desk', '相談員'],
  ['tools', '道具'],
  ['editor', '編集'],
]

const TICK = 5_000

function Page() {
  const [viewers, setViewers] = useState({ advisor: 'U0SATO' })
  const [world, setWorld] = useState()
  const [pane, setPane] = useState('line')
  const [wire, setWire] = useState()
  const [problem, setProblem] = useState()

  // one look at a time: a slow answer must not cover a newer one
  const looking = useRef({ busy: false, again: false })
  const asked = useRef(viewers)
  asked.current = viewers
  const refresh = useCallback(async () => {
    const look = looking.current
    look.again = true
    if (look.busy) return
    look.busy = true
    while (look.again) {
      look.again = false
      await load(asked.current).then(setWorld, () => setWorld((known) => known && { ...known, isRunning: false }))
    }
    look.busy = false
  }, [])
  useEffect(() => void refresh(), [viewers])
  useEffect(() => {
    const events = new EventSource('events')
    events.onmessage = refresh
    events.onerror = () => setWorld((known) => known && { ...known, isRunning: false })
    // time itself changes things: the clock, and signs that fade
    const ticking = setInterval(refresh, TICK)
    return () => {
      events.close()
      clearInterval(ticking)
    }
  }, [refresh])
  useEffect(() => {
    const failed = (event) => {
      // told here; anything else is a mistake of the page, for its console too
      if (event.reason instanceof ActError) event.preventDefault()
      setProblem(String(event.reason?.message ?? event.reason))
    }
    window.addEventListener('unhandledrejection', failed)
    return () => window.removeEventListener('unhandledrejection', failed)
  }, [])
  // with the bot back there is nothing to excuse any more
  useEffect(() => world?.isRunning && setProblem(), [world?.isRunning])
  if (!world) return html`<p class="starting">読み込んでいます…</p>`

  const { seeker } = world.line
  const look = (more) => setViewers((known) => ({ ...known, ...more }))
  return html`
    <header class="top">
      <h1><img src="icon.svg" alt="" width="26" height="26" />Zキャリア ボットのお試し</h1>
      <p class="clock" aria-live="off">${dayOf(world.now)} ${timeOf(world.now)}
        ${world.ahead > 0 && html`<span class="ahead">時計を進めています</span>`}
        <span class=${`lamp ${world.isRunning ? 'on' : 'off'}`}>${world.isRunning ? 'ボット稼働中' : 'ボット停止中'}</span>
      </p>
      <nav class="tabs" role="tablist" aria-label="画面の切り替え">
        ${PANES.map(
          ([id, label]) => html`<button key=${id} role="tab" id=${`tab-${id}`} aria-selected=${pane === id}
            aria-controls=${`pane-${id}`} onClick=${() => setPane(id)}>${label}</button>`,
        )}
      </nav>
    </header>
    <p class="hint">左は求職者のLINE、右は求職者のSlack、その下は相談員のSlackです。話しかけると、本物と同じ仕組みのボットが答えます。
      <code>{ }</code> を押すと、実際に送られたJSONと上限が見えます。</p>
    <main class=${`panes shows-${pane}`}>
      <section id="pane-line" class="pane" aria-label="LINE"><${Line} world=${world} asked=${viewers.seeker ?? seeker} look=${look} showWire=${setWire} /></section>
      <section id="pane-slack" class="pane" aria-label="Slack"><${Slack} key=${world.slack.me.id} world=${world} showWire=${setWire} /></section>
      <section id="pane-desk" class="pane" aria-label="相談員のSlack"><${Desk} world=${world} asked=${viewers.advisor} look=${look} showWire=${setWire} /></section>
      <section id="pane-tools" class="pane" aria-label="道具"><${Tools} world=${world} seeker=${seeker} /></section>
      <section id="pane-editor" class="pane" aria-label="編集者の画面"><${Editor} world=${world} seeker=${seeker} isShown=${pane === 'editor'} /></section>
    </main>
    ${wire && html`<${Wire} shown=${wire} onClose=${() => setWire()} />`}
    ${problem && html`<div class="toast" role="alert">${problem}<button aria-label="閉じる" onClick=${() => setProblem()}>×</button></div>`}
  `
}

document.getElementById('app').replaceChildren()
render(html`<${Page} />`, document.getElementById('app'))
