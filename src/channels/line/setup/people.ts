import type { Asker } from './ask.ts'

export interface MenuOfPerson {
  readonly conversation: string
  readonly menu: string
}

/** LINE takes so many people in one call (https://developers.line.biz/en/reference/messaging-api/#link-rich-menu-to-users). */
const AT_ONCE = 500
/** Far below LINE's 2,000 calls a second. */
const SIDE_BY_SIDE = 20

/** Links everybody to the menu of their state who is not; those of the default have none of their own. */
export async function linkPeople(
  line: Asker,
  ids: ReadonlyMap<string, string | undefined>,
  { people, say }: { people: readonly MenuOfPerson[]; say(line: string): void },
): Promise<void> {
  const wrong = new Map<string, string[]>()
  for (let at = 0; at < people.length; at += SIDE_BY_SIDE) {
    await Promise.all(
      people.slice(at, at + SIDE_BY_SIDE).map(async ({ conversation, menu }) => {
        const userId = conversation.slice('line:'.length)
        const shown = await line.get<{ richMenuId: string }>(`/v2/bot/user/${userId}/richmenu`)
        const id = ids.get(menu)
        if (id === undefined || shown?.richMenuId !== id) wrong.set(menu, [...(wrong.get(menu) ?? []), userId])
      }),
    )
  }
  for (const [menu, users] of wrong) {
    for (let at = 0; at < users.length; at += AT_ONCE) {
      const userIds = users.slice(at, at + AT_ONCE)
      await line.change(`link ${userIds.length} people to the menu "${menu}"`, 'POST', '/v2/bot/richmenu/bulk/link', {
        richMenuId: ids.get(menu),
        userIds,
      })
    }
  }
  if (wrong.size === 0) say(`People: ${people.length} have a menu of their own, all as they should`)
}
