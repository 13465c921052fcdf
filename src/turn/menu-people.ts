import type { Seal } from '../seal.ts'
import { reachableConversations } from '../store/conversations.ts'
import type { Db } from '../store/store.ts'
import { menuOf } from './menu.ts'
import { openSaved } from './talk.ts'

const PAGE = 500

/** Everybody on a channel whose talk asks for another menu than the first. */
export async function peopleWithMenus(db: Db, seal: Seal, channel: string) {
  const people: { conversation: string; menu: string }[] = []
  for (let after = ''; ; ) {
    const rows = await reachableConversations(db, channel, after, PAGE)
    for (const row of rows) {
      const menu = menuOf(openSaved(seal, row))
      if (menu !== 'before') people.push({ conversation: row.id, menu })
    }
    if (rows.length < PAGE) return people
    after = rows.at(-1)!.id
  }
}
