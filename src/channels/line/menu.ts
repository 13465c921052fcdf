import { DeliveryError } from '../channel.ts'
import type { LineApi } from './api.ts'

/** What people who are linked to no menu of their own see: LINE's default for all. */
export const DEFAULT_MENU = 'before'
export const aliasOf = (menu: string) => `career-${menu}`

/** So long a menu's id is believed; `line:setup` may have drawn the menus anew meanwhile. */
const BELIEVED = 5 * 60_000

/**
 * Links menus to people (https://developers.line.biz/en/docs/messaging-api/using-rich-menus/).
 * Ids are asked for by alias, so that a new picture needs no restart; an account
 * without menus is left alone.
 */
export function createMenuLinks(api: LineApi, now: () => number) {
  const known = new Map<string, { id: string; until: number }>()

  async function idOf(menu: string): Promise<string | undefined> {
    const held = known.get(menu)
    if (held && held.until > now()) return held.id
    const answer = await api.call('GET', `/v2/bot/richmenu/alias/${aliasOf(menu)}`)
    if (answer.status !== 200 && answer.status !== 404 && answer.status !== 400) throw refused(answer.status)
    // that there is none is not remembered: the menus may be set up at any moment
    if (answer.status !== 200) return undefined
    const { richMenuId: id } = JSON.parse(answer.body) as { richMenuId: string }
    known.set(menu, { id, until: now() + BELIEVED })
    return id
  }

  async function link(userId: string, menu: string): Promise<void> {
    if (menu === DEFAULT_MENU) {
      const answer = await api.call('DELETE', `/v2/bot/user/${userId}/richmenu`)
      if (answer.status >= 500 || answer.status === 429) throw refused(answer.status)
      return
    }
    for (const isLast of [false, true]) {
      const id = await idOf(menu)
      if (id === undefined) return
      const answer = await api.call('POST', `/v2/bot/user/${userId}/richmenu/${id}`)
      if (answer.status === 200) return
      // the menu was replaced since its id was asked for
      known.delete(menu)
      if (isLast || answer.status >= 500 || answer.status === 429) throw refused(answer.status)
    }
  }

  return async function showMenu(to: string, menu: string): Promise<void> {
    try {
      await link(to.slice('line:'.length), menu)
    } catch (error) {
      throw error instanceof DeliveryError ? error : new DeliveryError('timeout', { retry: true, cause: error })
    }
  }
}

const refused = (status: number) =>
  new DeliveryError(status >= 500 ? 'server_error' : status === 429 ? 'rate_limited' : 'menu_refused', {
    retry: true,
    detail: `LINE answered ${status} about a rich menu`,
  })
