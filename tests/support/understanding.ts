import type { Content } from '../../src/content.ts'
import { keepModels } from '../../src/kept-models.ts'
import { createUnderstanding, type Understanding } from '../../src/understanding/understanding.ts'

const kept = keepModels('node_modules/.cache/learned')

/** As it runs; what was learned of the same content by the same code before is not learned again. */
export const understandingOf = (content: Content): Promise<Understanding> =>
  createUnderstanding(content, () => {}, kept)
