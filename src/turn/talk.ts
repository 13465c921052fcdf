import type { Saved } from '../../flows/saved.ts'
import { type Content, speaking } from '../content.ts'
import { createRecent, type Recent } from '../recent.ts'
import type { Seal } from '../seal.ts'
import { findConversation } from '../store/conversations.ts'
import type { ConversationTable } from '../store/schema.ts'
import type { Db } from '../store/store.ts'

const sealedAt = (conversation: string) => `conversations.saved.${conversation}`

/** Talks of those who wrote last are kept open beside what is stored of them: most turns follow another within minutes. Two or three KB each. */
const KEPT = 5_000
const kept = new WeakMap<Seal, Recent<{ readonly sealed: string; readonly saved: Saved }>>()

function talksOf(seal: Seal) {
  const known = kept.get(seal) ?? createRecent(KEPT)
  kept.set(seal, known)
  return known
}

/** A talk as it is stored. */
export function sealTalk(seal: Seal, conversation: string, saved: Saved): string {
  const sealed = seal.seal(JSON.stringify(saved), sealedAt(conversation))
  talksOf(seal).set(conversation, { sealed, saved })
  return sealed
}

export function forgetTalk(seal: Seal, conversation: string): null {
  talksOf(seal).delete(conversation)
  return null
}

/** The talk in a row, as it was saved. */
export function openSaved(seal: Seal, row: Pick<ConversationTable, 'id' | 'saved'>): Saved | undefined {
  if (row.saved === null) return undefined
  // no two sealed texts are equal: what is stored decides, whoever wrote it
  const known = talksOf(seal).get(row.id)
  return known?.sealed === row.saved ? known.saved : (JSON.parse(seal.open(row.saved, sealedAt(row.id))) as Saved)
}

/** The content in the words of a person who is written to without having written. */
export async function contentFor(
  { db, seal, content }: { readonly db: Db; readonly seal: Seal; readonly content: Content },
  conversation: string,
): Promise<Content> {
  const row = content.locales.size > 0 ? await findConversation(db, conversation) : undefined
  return speaking(content, (row && openSaved(seal, row)?.context.locale) ?? null)
}
