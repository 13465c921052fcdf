import { z } from 'zod'
import { COMMANDS } from '../../flows/vocabulary.ts'
import { SMALL_TALK } from './understood.ts'

const pattern = z.string().refine((source) => {
  try {
    new RegExp(source, 'u')
    return true
  } catch {
    return false
  }
}, '正規表現として読めません。( ) や [ ] の閉じ忘れを見てください。')

const command = z.strictObject({
  /** Whole messages. */
  phrases: z.array(z.string()).default([]),
  /** Messages in which a word of every group occurs, and none of `unless`; with `booked`, of people who have a booking. */
  parts: z
    .array(
      z.strictObject({
        all: z.array(z.array(z.string()).min(1)).min(1),
        unless: z.array(z.string()).default([]),
        booked: z.boolean().default(false),
      }),
    )
    .default([]),
})

/** `content/lexicon.yaml`: how people say what they want. */
export const lexiconSchema = z.strictObject({
  /** Other ways to write a word, by the way that is kept; commands are compared after it. */
  spellings: z.record(z.string(), z.array(z.string())).default({}),
  /** Words said around any request, that carry none themselves. */
  around: z.array(z.string()),
  /** Words of talk about work: few commands hold one. */
  work: z.array(z.string()),
  commands: z.partialRecord(z.enum(COMMANDS), command),
  yes: z.array(z.string()).min(1),
  no: z.array(z.string()).min(1),
  smallTalk: z.partialRecord(
    z.enum(SMALL_TALK),
    z.strictObject({ phrases: z.array(z.string()).default([]), patterns: z.array(pattern).default([]) }),
  ),
  /** Groups of words that mean the same among answers. */
  concepts: z.array(z.array(z.string()).min(2)),
  refusingPhone: z.array(pattern),
  /** Whole messages that want more of what was just said, and name nothing. */
  askingForMore: z.array(pattern),
})
export type Lexicon = z.infer<typeof lexiconSchema>
