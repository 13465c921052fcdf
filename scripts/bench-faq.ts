import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { loadContent } from '../src/content.ts'
import { readSets, type Sets } from '../src/evaluation/sets.ts'
import type { FaqEntry } from '../src/understanding/faq/index.ts'
import { type Answer, CONTENDERS } from './bench-contenders.ts'

/**
 * Compares our index with libraries on the same content and questions:
 * quality, speed and memory. Each runs in a process of its own, so that its
 * memory is its own.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    child: { type: 'string' },
    size: { type: 'string', default: '0' },
    sizes: { type: 'string', default: '500,5000' },
    patience: { type: 'string', default: '120' },
  },
})
const [folder] = positionals
if (!folder) {
  console.error('Give the folder of questions: npm run bench:faq -- <folder> [--sizes 500,5000] [--patience seconds]')
  process.exit(1)
}
const QUESTIONS_TIMED = 200

if (values.child) console.log(JSON.stringify(await measure(values.child, Number(values.size), readSets(folder))))
else compare(folder)

interface Figures {
  readonly first: number
  readonly withinThree: number
  readonly right: number
  readonly wrong: number
  readonly elsewhere: number
  readonly buildMs: number
  readonly median: number
  readonly p99: number
  readonly rssMb: number
}

function compare(where: string) {
  const own = loadContent().topics.size
  for (const size of [0, ...values.sizes.split(',').map(Number)]) {
    console.log(
      `\n${size === 0 ? `${own} entries: the content as it is` : `${size} entries: filled up with made ones`}`,
    )
    console.log(
      'engine                  hit@1  hit@3 | right  wrong  out-of-scope answered | build ms   µs median     µs p99   RSS MB',
    )
    for (const name of Object.keys(CONTENDERS)) {
      const run = spawnSync(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', import.meta.filename, '--child', name, '--size', String(size), where],
        { encoding: 'utf8', timeout: Number(values.patience) * 1000, maxBuffer: 2 ** 26 },
      )
      const line = run.stdout
        ?.trim()
        .split('\n')
        .findLast((one) => one.startsWith('{'))
      console.log(`${name.padEnd(22)} ${line ? row(JSON.parse(line)) : failure(run)}`)
    }
  }
  console.log(`
right, wrong, out-of-scope answered: above the sureness that lets through 5 % of the out-of-scope sentences; it is chosen
on one half of the sentences and judged on the other, and the other way round. An out-of-scope sentence met by
"we do not cover this" is not counted as answered.`)
}

function failure(run: { error?: Error | undefined; stderr: string }): string {
  return run.error && 'code' in run.error && run.error.code === 'ETIMEDOUT'
    ? `   – given up after ${values.patience} s`
    : `   – failed: ${run.stderr.trim().split('\n').at(-1) ?? run.error}`
}

function row(figures: Figures): string {
  const share = (value: number) =>
    value
      .toFixed(3)
      .slice(value < 1 ? 1 : 0)
      .padStart(6)
  const whole = (value: number) => value.toFixed(0).padStart(10)
  return `${share(figures.first)} ${share(figures.withinThree)} |${share(figures.right)} ${share(figures.wrong)} ${share(figures.elsewhere).padStart(22)} |${whole(figures.buildMs)} ${whole(figures.median)}  ${whole(figures.p99)} ${whole(figures.rssMb)}`
}

async function measure(name: string, size: number, sets: Sets): Promise<Figures> {
  const content = loadContent()
  const own: FaqEntry[] = [...content.topics.values()]
  const entries = [...own, ...invent(size - own.length)]
  const notCovered = new Set(own.filter((entry) => !entry.covered).map((entry) => entry.id))
  let begun = performance.now()
  const ask = await CONTENDERS[name]!(entries, content)
  const buildMs = performance.now() - begun

  const outside = sets.outofscope.filter((one) => one.kind !== 'sensitive')
  const asked: { answer: Answer; accepts: ReadonlySet<string> | undefined }[] = []
  const times: number[] = []
  for (const one of [...sets.questions, ...outside]) {
    begun = performance.now()
    const answer = await ask(one.text)
    times.push((performance.now() - begun) * 1000)
    asked.push({ answer, accepts: 'topic' in one ? new Set([one.topic, ...one.accept]) : undefined })
  }
  const steady = times.slice(-QUESTIONS_TIMED).sort((a, b) => a - b)
  const questions = asked.filter((one) => one.accepts)
  const isRight = ({ answer, accepts }: (typeof asked)[number]) => accepts!.has(answer.topics[0] ?? '')
  const answersArticle = ({ answer }: (typeof asked)[number], threshold: number) =>
    answer.sureness >= threshold && answer.topics[0] !== undefined && !notCovered.has(answer.topics[0])

  const judged = { right: 0, wrong: 0, elsewhere: 0 }
  for (const half of [0, 1]) {
    const threshold = thresholdFor(asked.filter((one, at) => at % 2 !== half && !one.accepts))
    for (const one of asked.filter((_, at) => at % 2 === half)) {
      if (!answersArticle(one, threshold)) continue
      if (!one.accepts) judged.elsewhere++
      else if (isRight(one)) judged.right++
      else judged.wrong++
    }
  }

  /** The lowest sureness above which at most one in twenty would be answered with an article. */
  function thresholdFor(others: typeof asked): number {
    const sureness = others
      .filter((one) => answersArticle(one, 0))
      .map((one) => one.answer.sureness)
      .sort((a, b) => b - a)
    return (sureness[Math.floor(others.length / 20)] ?? 0) + 1e-9
  }

  return {
    first: questions.filter(isRight).length / questions.length,
    withinThree:
      questions.filter(({ answer, accepts }) => answer.topics.slice(0, 3).some((topic) => accepts!.has(topic))).length /
      questions.length,
    right: judged.right / questions.length,
    wrong: judged.wrong / questions.length,
    elsewhere: judged.elsewhere / outside.length,
    buildMs,
    median: steady[Math.floor(steady.length / 2)]!,
    p99: steady[Math.floor(steady.length * 0.99)]!,
    rssMb: process.memoryUsage().rss / 2 ** 20,
  }
}

/** Made entries about everyday work elsewhere, the same ones every time. */
function invent(count: number): FaqEntry[] {
  let seed = 20261124
  const pick = <T>(list: readonly T[]) => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return list[(seed >> 8) % list.length]!
  }
  const places =
    '工場 倉庫 農園 漁港 病院 図書館 水族館 劇場 空港 牧場 温泉 造船所 印刷所 研究所 天文台 発電所 市場 学校 駅 美術館'.split(
      ' ',
    )
  const things =
    '機械 配線 野菜 魚 薬品 本 照明 衣装 荷物 燃料 布 紙 金属 ガラス 木材 塗料 氷 牛乳 花 種 地図 楽器 模型 部品 電池'.split(
      ' ',
    )
  const deeds =
    '点検 修理 運搬 洗浄 梱包 検査 設計 栽培 保管 廃棄 交換 測定 記録 組立 塗装 溶接 裁断 冷凍 乾燥 展示 修復 翻訳 撮影'.split(
      ' ',
    )
  const asks = [
    'の手順を教えてください',
    'って難しい？',
    'のやり方',
    'に必要な道具は何ですか',
    'で気をつけること',
    'は一人でできますか',
  ]
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const [place, thing, deed] = [pick(places), pick(things), pick(deeds)]
    const subject = `${place}での${thing}の${deed}`
    return {
      id: `made.${at}`,
      title: `${subject}について`,
      questions: asks.map(
        (ask) => `${pick([subject, `${thing}の${deed}`, `${place}の${thing}を${deed}すること`])}${ask}`,
      ),
      keywords: [place, thing, deed, `${thing}${deed}`],
      answer: `${subject}は、${pick(places)}から届いた${pick(things)}の${pick(deeds)}が終わってから始めます。終わったら${pick(deeds)}を忘れずに。`,
      covered: true,
    }
  })
}
