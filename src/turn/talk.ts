import type { Saved } from '../../flows/saved.ts'
import { type Content, speaking } from '../content.ts'
import type { Seal } from '../seal.ts'
import { findConversation } from '../store/conversations.ts'
import type { ConversationTable } from '../store/schema.ts'
import type { Db } from '../store/store.ts'

export const sealedAt = (conversation: string) => `conversations.saved.${conversation}`

/** The talk in a row, as it was saved. */
export function openSaved(seal: Seal, row: Pick<ConversationTable, 'id' | 'saved'>): Saved | undefined {
  return row.saved === null ? undefined : (JSON.parse(seal.open(row.saved, sealedAt(row.id))) as Saved)
}

/** The content in the words of a person who is written to without having written. */
export async function contentFor(
  { db, seal, content }: { readonly db: Db; readonly seal: Seal; readonly content: Content },
  conversation: string,
): Promise<Content> {
  const row = content.locales.size > 0 ? await findConversation(db, conversation) : undefined
  return speaking(content, (row && openSaved(seal, row)?.context.locale) ?? null)
}
