import { z } from 'zod'

/** `content/elsewhere.yaml`: how people talk of other things, by theme; never answered, only told apart from questions. */
export const elsewhereSchema = z.strictObject({
  themes: z.record(z.string(), z.array(z.string().min(1)).min(5)),
})
export type Elsewhere = z.infer<typeof elsewhereSchema>['themes']
