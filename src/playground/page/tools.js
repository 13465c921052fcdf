import { useState } from 'preact/hooks'
import { act, dayOf, html, timeOf } from './view.js'

const HOUR = 3_600_000
const MOVES = [
  ['1時間', HOUR],
  ['1日', 24 * HOUR],
  ['3日', 72 * HOUR],
  ['30日', 720 * HOUR],
]

/** What waits in the bot, in words; anything else is shown by its name in the code. */
const COMING = {
  'reminder.day': '前日のお知らせ',
  'reminder.hour': '1時間前のお知らせ',
  'queue.unclaimed': '担当をお願いする',
  'queue.lead': 'リーダーに知らせる',
  'queue.unfinished': '完了のつけ忘れを聞く',
  'talk.unanswered': '返事をお願いする',
  'card.again': 'カードをもう一度出す',
  'talk.silent': '静かになった会話を閉じる',
}

/** For whoever runs the experiment: time, misfortune, and keeping a talk as a test. */
export function Tools({ world, seeker }) {
  return html`<div class="tools">
    <${Time} world=${world} />
    <${Misfortune} world=${world} />
    <${Record} world=${world} seeker=${seeker} />
    <${Journal} world=${world} />
  </div>`
}

function Time({ world }) {
  const move = (ms) => act({ do: 'world.move', ms })
  const [next] = world.coming
  return html`<section class="tool"><h2>時計</h2>
    <p class="now">${dayOf(world.now)} ${timeOf(world.now)}</p>
    <div class="row">${MOVES.map(([label, ms]) => html`<button class="plain" key=${label} onClick=${() => move(ms)}>${label}進める</button>`)}
      ${next && html`<button class="plain strong" onClick=${() => move(Math.max(1000, next.dueAt - world.now + 1000))}>次の予定まで進める</button>`}</div>
    <h3>このあと起きること</h3>
    ${
      world.coming.length === 0
        ? html`<p>予定はありません。</p>`
        : html`<ul>${world.coming.map(({ kind, dueAt }, index) => html`<li key=${index}>${dayOf(dueAt)} ${timeOf(dueAt)} ${COMING[kind] ?? html`<code>${kind}</code>`}</li>`)}</ul>`
    }
  </section>`
}

function Misfortune({ world }) {
  return html`<section class="tool"><h2>障害</h2>
    <p>押すと、次に送るときに一度だけ起きます。</p>
    <div class="row">${world.faults.map(
      ({ name, label, isArmed }) =>
        html`<button class="plain fault" key=${name} aria-pressed=${isArmed} onClick=${() => act({ do: 'world.fault', name })}>${label}</button>`,
    )}</div>
    <div class="row">
      <button class="plain" onClick=${() => act({ do: 'world.redeliver', platform: 'line' })}>LINEの直前のWebhookをもう一度</button>
      <button class="plain" onClick=${() => act({ do: 'world.redeliver', platform: 'slack' })}>Slackの直前のWebhookをもう一度</button>
      <button class="plain" onClick=${() => act({ do: 'world.restart' })}>ボットを落として起動しなおす</button>
    </div>
    <p>送信待ち ${world.outbox?.pending ?? '—'} ／ 送信断念 ${world.outbox?.dead ?? '—'} ／ LINEのプッシュ通数 ${world.line.pushed}</p>
  </section>`
}

function Record({ world, seeker }) {
  const [name, setName] = useState('')
  const [saved, setSaved] = useState()
  const person = world.line.people.find(({ userId }) => userId === seeker)
  async function record(event) {
    event.preventDefault()
    const { body } = await act({ do: 'world.record', user: seeker, name })
    setSaved(body.problem ?? `${body.file} に保存しました(${body.lines}行)。`)
  }
  return html`<section class="tool"><h2>会話をテストにする</h2>
    <p>LINEの${person?.displayName}さんがしたこと(${world.recorded}回)を、流れの自動テストとして保存します。</p>
    <form class="row" onSubmit=${record}>
      <label>名前(英小文字) <input value=${name} pattern="[a-z0-9\\-]+" required onInput=${(event) => setName(event.target.value)} placeholder="first-chat" /></label>
      <button class="plain strong">保存</button>
    </form>
    ${saved && html`<p role="status">${saved}</p>`}
  </section>`
}

function Journal({ world }) {
  return html`<section class="tool"><h2>起きたこと</h2>
    ${
      world.journal.length === 0
        ? html`<p>まだ何も起きていません。</p>`
        : html`<ol class="journal">${world.journal.toReversed().map(({ at, text }, index) => html`<li key=${index}><time>${timeOf(at)}</time> ${text}</li>`)}</ol>`
    }
  </section>`
}
