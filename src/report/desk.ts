import { countCallbacks, countPushed, type Span, waitingTimes } from '../store/figures.ts'
import { MINUTE } from '../time.ts'
import { type Count, FEWEST, share, shown, type Table } from './figures.ts'
import type { ReportWorld } from './report.ts'

const OUTCOMES = { talked: '話せた', unreachable: 'つながらなかった', withdrawn: 'とりやめ' } as const
const WISHES = { phone: '電話', chat: 'チャット', email: 'メール' } as const

/** What became of the requests, how long people waited, and what pushes cost. */
export async function deskTables(world: ReportWorld, span: Span): Promise<Table[]> {
  const { db, engine } = world.store
  const rows = await countCallbacks(db, span)
  const sum = (is: (row: (typeof rows)[number]) => boolean) =>
    shown(rows.filter(is).reduce((total, row) => total + Number(row.times), 0))
  const all = sum(() => true)
  const line = (name: string, count: Count) => [name, count, share(count, all)]
  const waits = await waitingTimes(db, span)
  const isEnough = Number(waits.requests) >= FEWEST
  const minutes = (ms: number | null) => (isEnough && ms !== null ? sayMinutes(Number(ms) / MINUTE) : '')

  return [
    {
      id: 'callbacks',
      title: '相談の申し込み',
      columns: ['', '件', '割合'],
      rows: [
        line('申し込み', all),
        ...Object.entries(WISHES).map(([wish, name]) =>
          line(
            `希望:${name}`,
            sum((row) => row.wish === wish),
          ),
        ),
        ...Object.entries(OUTCOMES).map(([outcome, name]) =>
          line(
            `結果:${name}`,
            sum((row) => row.outcome === outcome),
          ),
        ),
        line(
          '取り消し',
          sum((row) => row.status === 'cancelled'),
        ),
      ],
    },
    {
      id: 'waiting',
      title: '担当が決まるまでの待ち時間',
      columns: ['', '時間'],
      rows: [
        ['担当が決まった件数', shown(waits.requests)],
        ['半分の人はこれ以内', minutes(waits.median)],
        ['10人中9人はこれ以内', minutes(waits.ninth)],
        ['いちばん長い', minutes(waits.longest)],
      ],
    },
    {
      id: 'pushes',
      title: '通数(プッシュ)',
      note: 'プランの通数に数えられる送信です。記録は90日で消えます。「今月」はプラットフォームの数字です。',
      columns: ['', '期間中', '今月', '今月の上限'],
      rows: pushes(await countPushed(db, engine, span), world),
    },
  ]
}

function pushes(rows: readonly { channel: string; pushed: number }[], { quotas }: ReportWorld) {
  const channels = new Set([...rows.map((row) => row.channel), ...quotas.keys()])
  return [...channels].sort().map((channel) => {
    const quota = quotas.get(channel)
    const sent = rows.find((row) => row.channel === channel)?.pushed
    // not about people, so that small numbers may be seen
    return [channel, Number(sent ?? 0), quota?.used ?? '', quota ? (quota.limit ?? '上限なし') : '']
  })
}

function sayMinutes(minutes: number): string {
  if (minutes < 60) return `${Math.round(minutes)}分`
  const hours = minutes / 60
  return hours < 48 ? `${hours.toFixed(1)}時間` : `${(hours / 24).toFixed(1)}日`
}
