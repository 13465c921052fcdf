/** `unclear` and `several`: meant as an answer, but nothing to record. */
export type ReadAnswer =
  | {
      readonly value: string
      readonly weight?: number
      /** Nothing else can be meant: a number, a place on the screen, an option's name. */
      readonly isPlain?: true
    }
  | { readonly problem: 'unclear' | 'several' }

export const UNCLEAR = { problem: 'unclear' } as const
export const SEVERAL = { problem: 'several' } as const

/** An answer that cannot be meant otherwise. */
export const plainly = (answer: ReadAnswer): ReadAnswer => ('value' in answer ? { ...answer, isPlain: true } : answer)

/** So much a piece of an option's name counts. */
const PIECE = 1.5

/** Names an answer, and not only by a word akin to it. */
export const isNamed = (answer: ReadAnswer | undefined) =>
  answer !== undefined && 'value' in answer && (answer.weight ?? PIECE) >= PIECE
