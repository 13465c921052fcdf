import { arabic, plain } from '../normalize.ts'
import type { Pending } from '../understood.ts'

type Option = Pending['options'][number]

interface Amount {
  readonly count: number
  readonly unit: string
}

const AMOUNT = /([0-9]+)(?:か|ヶ|ヵ|カ)?(月|年|社|人|回|日|時間|万円|個|冊|分)(も)?/g

/** 「半年」, 「再来月」, 「2社」: how many of what; a year is so many months, an hour so many minutes. */
function amountIn(text: string): Amount | undefined {
  if (/半年/.test(text)) return { count: 6, unit: '月' }
  if (/再来月/.test(text)) return { count: 2, unit: '月' }
  if (/来月/.test(text)) return { count: 1, unit: '月' }
  const [first, ...others] = text.matchAll(AMOUNT)
  if (!first || others.length > 0) return undefined
  const [, digits, unit, even] = first
  if (unit === '年') return { count: Number(digits) * 12, unit: '月' }
  if (unit === '時間') return { count: Number(digits) * 60, unit: '分' }
  // 「まだ1社も」
  return { count: even ? Number(digits) - 1 : Number(digits), unit: unit! }
}

/** What an option holds that is a span of amounts: 「3か月以内」, 「4〜9社」, 「10社以上」. */
function spanOf(option: Option) {
  const label = arabic(plain(option.label))
  const amount = amountIn(label)
  if (!amount) return undefined
  const { count, unit } = amount
  if (/以内|まで|以下/.test(label)) return { option, from: 0, to: count, unit }
  if (/未満/.test(label)) return { option, from: 0, to: count - 1, unit }
  if (/以上|以降|より/.test(label)) return { option, from: count, to: Infinity, unit }
  const least = /([0-9]+)\D{0,2}[~〜-]/.exec(label)?.[1]
  return { option, from: least === undefined ? count : Number(least), to: count, unit }
}

/** The narrowest option that holds the amount that was said. */
export function byAmount(words: string, shown: readonly Option[]): Option | undefined {
  if (/[0-9](か|と|~|〜|-)[0-9]/.test(words)) return undefined
  const said = amountIn(
    arabic(
      words
        .replace(/週([0-9])(?![0-9日回])/, '週$1日')
        .replace(/[一二三四五六七八九](?=社|人|回)/g, (count) => arabic(`${count}つ`)[0]!),
    ),
  )
  const spans = shown.flatMap((option) => spanOf(option) ?? []).filter(({ unit }) => unit === said?.unit)
  if (!said || spans.length < 2) return undefined
  const [held] = spans
    .filter(({ from, to }) => from <= said.count && said.count <= to)
    .sort((a, b) => a.to - a.from - (b.to - b.from))
  return held?.option ?? shown.find(({ label }) => /それ(より|以上|以降)/.test(label))
}
