import { useEffect, useRef, useState } from 'preact/hooks'
import { html } from './view.js'

/** For editors: what is wrong with the files, where a question would go, the chart, and the questionnaire. */
export function Editor({ world, seeker, isShown }) {
  return html`<div class="editor">
    <${Problems} content=${world.content} />
    <${Ask} version=${world.content.version} />
    <${Inside} world=${world} seeker=${seeker} isShown=${isShown} />
  </div>`
}

function Problems({ content }) {
  return html`<section class="tool"><h2>content/ の状態</h2>
    <p>ファイルを保存すると、会話を続けたまま反映されます。まちがいがあるあいだは、最後の正しい版で話します。</p>
    <p>使っている版：<code>${content.version}</code></p>
    <div role="status">${
      content.problems.length === 0
        ? html`<p class="fine">直すところはありません。</p>`
        : html`<ul class="problems" tabindex="0">${content.problems.map((problem) => html`<li key=${problem}>${problem}</li>`)}</ul>`
    }</div>
  </section>`
}

const DECISION = { answer: '答える', suggest: '「このことですか？」と聞く', unknown: 'わからないと言う' }
const KIND = {
  crisis: 'つらい気持ち',
  command: '操作のことば',
  answer: '質問への答え',
  fields: '申し込みの内容',
  topic: '質問：答える',
  suggest: '質問：候補を出す',
  notCovered: '質問：扱っていない',
  smallTalk: 'あいさつ・雑談',
  yes: 'はい',
  no: 'いいえ',
  unclear: 'あいまいな答え',
  unknown: 'わからない',
}
const percent = (share) => `${Math.round(share * 100)}%`

function Ask({ version }) {
  const [text, setText] = useState('')
  const [found, setFound] = useState()
  async function ask(event) {
    event?.preventDefault()
    if (text.trim() !== '') setFound(await (await fetch(`ask?${new URLSearchParams({ text })}`)).json())
  }
  // another version may answer otherwise
  useEffect(() => void ask(), [version])
  return html`<section class="tool"><h2>この質問はどこへ行く？</h2>
    <form class="row" onSubmit=${ask}><label>質問 <input value=${text} onInput=${(event) => setText(event.target.value)} placeholder="経理って大変ですか" /></label>
      <button class="plain strong">調べる</button></form>
    ${found && html`<${Found} found=${found} />`}
  </section>`
}

function Found({ found }) {
  const { understood, decision, confidence, thresholds, hits, why } = found
  return html`<p>受けとめ方：<b>${KIND[understood.kind]}</b> ${understood.command ?? understood.talk ?? ''}</p>
    <p>FAQだけで見ると：<b>${DECISION[decision]}</b>(確信 ${percent(confidence)})</p>
    <div class="gauge" role="img" aria-label=${`確信 ${percent(confidence)}。${percent(thresholds.suggest)}から候補を出し、${percent(thresholds.answer)}から答えます。`}>
      <i style=${{ width: percent(confidence) }}></i>
      <span style=${{ left: percent(thresholds.suggest) }}>候補</span><span style=${{ left: percent(thresholds.answer) }}>答える</span></div>
    <ol class="hits">${hits.map(
      ({
        id,
        title,
        score,
        share,
      }) => html`<li key=${id}><span>${title}<br /><small>${id}・${score.toFixed(2)}</small></span>
      <span class="bar"><i style=${{ width: percent(share) }}></i></span></li>`,
    )}</ol>
    <h3>1位に効いたことば</h3>
    <ul class="tokens">${why.map(({ token, weight }, index) => html`<li key=${index}>${token} <small>${weight.toFixed(1)}</small></li>`)}</ul>`
}

function Inside({ world, seeker, isShown }) {
  const [inside, setInside] = useState()
  const [isOpen, setOpen] = useState(false)
  const looks = isOpen || isShown
  useEffect(() => {
    if (looks)
      fetch(`inside?${new URLSearchParams({ seeker })}`)
        .then((answer) => (answer.ok ? answer.json() : undefined))
        .then((now) => now && setInside(now))
        .catch(() => undefined)
  }, [looks, seeker, world])
  if (!inside)
    return html`<section class="tool wide"><h2>流れの図と質問の表</h2><button class="plain strong" onClick=${() => setOpen(true)}>見る</button></section>`
  return html`<${Chart} chart=${inside.chart} /><${Items} items=${inside.items} />`
}

function Chart({ chart }) {
  const [which, setWhich] = useState(0)
  const [svg, setSvg] = useState('')
  const text = chart.drawings[which].text
  const number = useRef(0)
  useEffect(() => {
    let isLate = false
    draw(text, number.current++).then((drawn) => !isLate && setSvg(drawn))
    return () => {
      isLate = true
    }
  }, [text])
  return html`<section class="tool wide"><h2>流れの図</h2>
    <p>コードから描いています。この人はいま：<b>${chart.now ?? 'まだ話していません'}</b></p>
    <div class="row" role="group" aria-label="図を選ぶ">${chart.drawings.map(
      ({ title }, index) =>
        html`<button class="plain" key=${title} aria-pressed=${index === which} onClick=${() => setWhich(index)}>${title}</button>`,
    )}</div>
    <div class="drawing" role="img" tabindex="0" aria-label=${`流れの図 ${chart.drawings[which].title}`} dangerouslySetInnerHTML=${{ __html: svg }}></div>
  </section>`
}

let library
async function draw(text, number) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = 'vendor/mermaid.js'
    script.onload = () => {
      window.mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', maxEdges: 1000 })
      resolve(window.mermaid)
    }
    script.onerror = reject
    document.head.append(script)
  })
  return (await (await library).render(`chart-${number}`, text)).svg
}

const STAGE = { core: '全員', tiebreak: '接戦のとき', jobs: '職種' }

function Items({ items }) {
  const weights = (all) =>
    Object.entries(all)
      .filter(([, weight]) => weight !== 0)
      .map(([what, weight]) => `${what} ${weight > 0 ? '+' : ''}${weight}`)
      .join('、')
  return html`<section class="tool wide"><h2>適性チェックの質問</h2>
    <div class="table" tabindex="0" role="region" aria-label="質問の表"><table>
      <thead><tr><th scope="col">質問</th><th scope="col">段階</th><th scope="col">領域</th><th scope="col">向き</th><th scope="col">答えと重み</th><th scope="col">この人</th><th scope="col">表示</th><th scope="col">回答</th><th scope="col">離脱</th><th scope="col">秒</th></tr></thead>
      <tbody>${items.map(
        (
          item,
        ) => html`<tr key=${item.id}><th scope="row">${item.text}<br /><small>${item.id}</small></th><td>${STAGE[item.stage]}</td><td>${item.office}</td><td>${item.reversed ? '逆' : '順'}</td>
        <td>${item.options.map(({ label, weights: all }) => html`<div key=${label}>${label}${weights(all) && html` <small>${weights(all)}</small>`}</div>`)}</td>
        <td>${item.answer ?? '—'}</td><td>${item.shown}</td><td>${item.answered}</td><td>${item.left}</td><td>${item.medianSeconds ?? '—'}</td></tr>`,
      )}</tbody></table></div>
  </section>`
}
