/** One answer, and how people ask for it. */
export interface FaqEntry {
  readonly id: string
  readonly title: string
  readonly label?: string
  readonly questions: readonly string[]
  readonly keywords: readonly string[]
  readonly answer: string
  readonly covered: boolean
}

/** Only so much of a text is compared; the rest repeats. */
const LONGEST = 200
export const compared = (text: string) => text.slice(0, LONGEST)
