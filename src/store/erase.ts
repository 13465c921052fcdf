import { dropLane } from './outbox.ts'
import { purgeRelay } from './relay.ts'
import type { Db } from './store.ts'
import { dropTimers } from './timers.ts'

/** Forgets everything about a conversation but the receipt numbers of its requests. */
export async function eraseConversation(db: Db, conversation: string, references: readonly string[]): Promise<void> {
  await db.deleteFrom('fit_results').where('conversation', '=', conversation).execute()
  await dropLane(db, conversation)
  await dropTimers(db, { conversation })
  for (const reference of references) {
    await purgeRelay(db, reference)
    await dropTimers(db, { reference })
  }
  await db.updateTable('conversations').set({ saved: null, spare_reply: null }).where('id', '=', conversation).execute()
}
