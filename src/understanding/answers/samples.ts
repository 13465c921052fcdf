import { z } from 'zod'
import { choicesSchema } from './choices.ts'
import { CLASSES } from './degrees.ts'

const answersAs = <Key extends string>(keys: readonly Key[]) =>
  z
    .array(
      z.strictObject({
        question: z.string().min(1),
        answers: z.partialRecord(z.enum(keys), z.array(z.string().min(1))),
      }),
    )
    .min(1)

/** `content/answers.yaml`: how people answer in their own words, to our questions and to others. */
export const answersSchema = z.strictObject({
  scale: answersAs(CLASSES.scale),
  yesno: answersAs(CLASSES.yesno),
  choice: choicesSchema,
})
export type Answers = z.infer<typeof answersSchema>

/** All sentences in them. */
export const sentencesOf = ({ scale, yesno, choice }: Answers): string[] => [
  ...[...scale, ...yesno].flatMap(({ answers }) => Object.values(answers).flat()),
  ...choice.flatMap(({ options, unclear }) => [...Object.values(options).flat(), ...unclear]),
]

/** Those of them that tell how far a statement is true. */
export const degreesIn = ({ scale, yesno }: Answers): string[] =>
  [...scale, ...yesno].flatMap(({ answers: { unclear: _, ...told } }) => Object.values(told).flat())
