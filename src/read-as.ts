import { z } from 'zod'

/** A place in an editor's file, and what must be done there. */
export interface Misfit {
  readonly path: readonly PropertyKey[]
  /** The place as editors read it; they count from one. */
  readonly key: string
  readonly words: string
}

/** Data of an editor's file as a schema wants it, or everything that does not fit. */
export function readAs<T>(
  schema: z.ZodType<T>,
  data: unknown,
): { readonly data: T } | { readonly misfits: readonly Misfit[] } {
  const parsed = schema.safeParse(data, { error: inJapanese })
  if (parsed.success) return { data: parsed.data }
  const misfits = parsed.error.issues.flatMap((issue): Misfit[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((name) => misfit([...issue.path, name], issue.message))
    // of a key it is said only inside what it should be
    return [
      misfit(issue.path, issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message),
    ]
  })
  // what is no list is not too short a list as well
  return { misfits: misfits.filter(({ key }, at) => misfits.findIndex((one) => one.key === key) === at) }
}

const misfit = (path: readonly PropertyKey[], words: string): Misfit => ({
  path,
  key: path.map((step) => (typeof step === 'number' ? `${step + 1}番目` : String(step))).join('.') || '全体',
  words,
})

const rest = z.locales.ja().localeError
/** What zod itself says is made for programmers: 「無効な入力: stringが期待されましたが…」. */
const inJapanese: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return 'ありません。この名前で足してください。'
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === null) return '中身がありません。書き足すか、いらなければ消してください。'
      return WANTED[issue.expected] ?? rest(issue)
    case 'unrecognized_keys':
      return 'この名前の項目は使いません。つづりを直すか、消してください。'
    case 'invalid_value':
      return `「${issue.values.map(String).join('」「')}」${issue.values.length > 1 ? 'のどれかを' : 'と'}書いてください。`
    case 'too_small':
      if (issue.origin === 'string') return '空です。何か書くか、いらなければ消してください。'
      return issue.origin === 'array'
        ? `少なすぎます。${issue.minimum}つ以上にしてください。`
        : `${issue.minimum}以上にしてください。`
    case 'too_big':
      return issue.origin === 'array'
        ? `多すぎます。${issue.maximum}つまでにしてください。`
        : `${issue.maximum}以下にしてください。`
    case 'invalid_format':
      if (issue.format === 'date') return '2026-11-24 のように、カレンダーにある日付を書いてください。'
  }
  return rest(issue)
}

const LIST = '1つずつ「- 」を付けた行にするか、[ ] の中に「,」で区切って書いてください。'
const TREE = '「名前: 中身」の形で書いてください。'
const WANTED: Readonly<Record<string, string>> = {
  string: '1つの文で書いてください。数だけのとき、「: 」が入るとき、「{」で始まるときは、全体を " " で囲みます。',
  number: '数で書いてください(" " は付けません)。',
  int: '小数のない数で書いてください。',
  boolean: 'true か false で書いてください。',
  array: LIST,
  object: TREE,
  record: TREE,
}

/** In a list of words: a full-width comma makes one word of several. For `refine`. */
export const isOneWord = [
  (text: string) => !/[、，]/.test(text),
  '「、」ではなく、半角の「,」で区切ってください。',
] as const
