import { createHash } from 'node:crypto'
import type { messagingApi } from '@line/bot-sdk'
import { aliasOf, DEFAULT_MENU } from '../menu.ts'
import type { Asker } from './ask.ts'
import { type Menu, menuObject } from './menu-object.ts'

/** Marks menus as ours among those of the account. */
const OURS = 'career-bot'

interface Options {
  readonly menus: Readonly<Record<string, Menu>>
  readonly draw: { svg(menu: Menu): Promise<string>; png(svg: string): Buffer }
  say(line: string): void
}

/**
 * Makes the menus that are not there as content has them now: menu, picture,
 * then alias. A menu's name carries a fingerprint of all of it, and the alias
 * is set last, so that an alias tells that its menu is whole.
 */
export async function setUpMenus(line: Asker, { menus, draw, say }: Options) {
  const { richmenus } = (await line.get<{ richmenus: messagingApi.RichMenuResponse[] }>('/v2/bot/richmenu/list')) ?? {
    richmenus: [],
  }
  const current = new Map<string, string | undefined>()
  for (const [menu, content] of Object.entries(menus)) current.set(menu, await setUpMenu(menu, content))
  await setDefault(current.get(DEFAULT_MENU))

  async function setUpMenu(menu: string, content: Menu): Promise<string | undefined> {
    const svg = await draw.svg(content)
    const plain = menuObject(content, OURS)
    const print = createHash('sha256').update(JSON.stringify(plain)).update(svg).digest('hex').slice(0, 12)
    const name = `${OURS}:${menu}:${print}`
    const alias = await line.get<{ richMenuId: string }>(`/v2/bot/richmenu/alias/${aliasOf(menu)}`)
    const there = richmenus.find((one) => one.name === name && one.richMenuId === alias?.richMenuId)
    if (there) {
      say(`Menu "${menu}": as it should be`)
      return there.richMenuId
    }
    const object = { ...plain, name }
    await line.check('/v2/bot/richmenu/validate', object)
    const made = await line.change<{ richMenuId: string }>(
      `make the menu "${menu}"`,
      'POST',
      '/v2/bot/richmenu',
      object,
    )
    const id = made?.richMenuId
    const picture = draw.png(svg)
    await line.upload(
      `upload its picture (${Math.round(picture.length / 1024)} KB)`,
      `/v2/bot/richmenu/${id}/content`,
      picture,
    )
    if (alias)
      await line.change(`point the alias ${aliasOf(menu)} to it`, 'POST', `/v2/bot/richmenu/alias/${aliasOf(menu)}`, {
        richMenuId: id,
      })
    else
      await line.change(`give it the alias ${aliasOf(menu)}`, 'POST', '/v2/bot/richmenu/alias', {
        richMenuAliasId: aliasOf(menu),
        richMenuId: id,
      })
    return id
  }

  async function setDefault(id: string | undefined) {
    const shown = await line.get<{ richMenuId: string }>('/v2/bot/user/all/richmenu')
    if (id !== undefined && shown?.richMenuId === id) return
    await line.change(`show "${DEFAULT_MENU}" to everybody`, 'POST', `/v2/bot/user/all/richmenu/${id}`)
  }

  return {
    current,
    /** After nobody is linked to them any more. */
    async removeOld() {
      const kept = new Set(current.values())
      for (const { richMenuId, name } of richmenus) {
        if (name.startsWith(`${OURS}:`) && !kept.has(richMenuId))
          await line.change(`delete the old menu ${name}`, 'DELETE', `/v2/bot/richmenu/${richMenuId}`)
      }
    },
  }
}
