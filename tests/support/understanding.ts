import type { Content } from '../../src/content.ts'
import { keepModels } from '../../src/kept-models.ts'
import { createUnderstanding, type Understanding } from '../../src/understanding/understanding.ts'
import type { Pending } from '../../src/understanding/understood.ts'

const kept = keepModels('node_modules/.cache/learned')

/** As it runs; what was learned of the same content by the same code before is not learned again. */
export const understandingOf = (content: Content): Promise<Understanding> =>
  createUnderstanding(content, () => {}, kept)

/** The request for a callback as it is shown to be agreed to. */
export const SUMMARY: Pending = {
  slot: 'callback.confirm',
  question: 'この内容で申し込みます。合っていますか？',
  kind: 'yesno',
  options: [
    { value: 'yes', label: 'はい' },
    { value: 'no', label: 'いいえ' },
  ],
}
