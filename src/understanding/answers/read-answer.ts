/** `unclear` and `several`: meant as an answer, but nothing to record. */
export type ReadAnswer =
  | { readonly value: string; readonly weight?: number }
  | { readonly problem: 'unclear' | 'several' }

export const UNCLEAR = { problem: 'unclear' } as const
export const SEVERAL = { problem: 'several' } as const
