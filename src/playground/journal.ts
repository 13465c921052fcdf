/** What was done to the world, and what came of it; newest last. */
export interface Note {
  readonly at: number
  readonly text: string
}

const KEPT = 60

export function createJournal(now: () => number, onChange: () => void) {
  const notes: Note[] = []
  return {
    notes: notes as readonly Note[],
    note(text: string) {
      notes.push({ at: now(), text })
      if (notes.length > KEPT) notes.shift()
      onChange()
    },
  }
}

export type Journal = ReturnType<typeof createJournal>
