import { z } from 'zod'
import { CARE_KINDS } from './understood.ts'

/** `{name}` in a pattern: one of the words kept under that name. */
const NAMED = /\{([^\d{},][^{}]*)\}/g

/** `content/care.yaml`: how distress is put, and what is said to it. Patterns are parsed with their words filled in. */
export const careSchema = z
  .strictObject({
    checked: z.iso.date(),
    words: z.record(z.string(), z.string()).default({}),
    kinds: z.record(
      z.enum(CARE_KINDS),
      z.strictObject({ reply: z.string().min(1), phrases: z.array(z.string()).min(1) }),
    ),
    idioms: z.array(z.string()),
  })
  .transform(({ words, ...care }, context) => {
    const fill = (source: string, path: PropertyKey[]): string => {
      const filled = source.replace(NAMED, (whole, name: string) => {
        const named = words[name]
        if (named === undefined)
          context.addIssue({
            code: 'custom',
            path,
            message: `${whole} は words にありません。つづりを直すか、words に足してください。`,
          })
        return `(?:${named})`
      })
      try {
        new RegExp(filled, 'u')
      } catch {
        context.addIssue({
          code: 'custom',
          path,
          message: '正規表現として読めません。( ) や [ ] の閉じ忘れを見てください。',
        })
      }
      return filled
    }
    const all = (sources: string[], path: PropertyKey[]) => sources.map((source, at) => fill(source, [...path, at]))
    const kinds = { ...care.kinds }
    for (const kind of CARE_KINDS)
      kinds[kind] = { ...care.kinds[kind], phrases: all(care.kinds[kind].phrases, ['kinds', kind, 'phrases']) }
    return { ...care, kinds, idioms: all(care.idioms, ['idioms']) }
  })
export type Care = z.infer<typeof careSchema>

const sentences = z.array(z.string().min(1)).min(5)

/** `content/distress.yaml`: how people put distress, in whole sentences; what is more like them than like others is distress, too. */
export const distressSchema = z.strictObject({
  kinds: z.partialRecord(z.enum(CARE_KINDS), sentences),
  /** What sounds like it and is none. */
  others: sentences,
})
export type Distress = z.infer<typeof distressSchema>
