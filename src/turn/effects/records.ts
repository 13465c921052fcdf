import { mask } from '../../mask.ts'
import { insertHappenings, insertItemEvents, insertUnanswered } from '../../store/records.ts'
import { happening, type Performers } from '../work.ts'

/** What is counted and kept for the editors; never who. */
export const recordEffects = {
  async noteItem(work, { item, what, value }: { item: string; what: 'shown' | 'answered' | 'left'; value?: string }) {
    if (!item) return
    await insertItemEvents(work.db, [
      {
        at: work.now,
        bank_version: work.content.bank.version,
        item,
        what: value === 'unknown' || value === 'skip' ? value : what,
        value: value ?? null,
        ms: what === 'answered' ? (work.waited ?? null) : null,
        run: work.seal.pseudonym(`${work.conversation}:run:${work.saved.context.runs}`),
      },
    ])
  },
  async noteUnanswered(
    work,
    { why, offered }: { why: 'unknown' | 'none_of_these' | 'not_helpful'; offered: string[] },
  ) {
    if (!work.words) return
    const masked = mask(work.words)
    await insertUnanswered(work.db, {
      at: work.now,
      text: work.seal.seal(masked, 'unanswered.text'),
      why,
      offered: JSON.stringify(offered),
    })
  },
  async note(work, { what, about }: { what: string; about?: string }) {
    await insertHappenings(work.db, [happening(work, what, about)])
  },
} satisfies Performers
