import { setUpLine } from '../channels/line/setup/index.ts'
import type { Content } from '../content.ts'
import type { Emulators } from '../emulators/index.ts'

const PUBLIC = 'https://playground.example'

/** Hangs up the menus of the content, as `npm run line:setup` does for a real account. */
export async function hangMenus(emulators: Emulators, origin: string, menus: Content['menus']): Promise<void> {
  const { line } = emulators.config
  if (!line) return
  try {
    // the packages that draw are not installed where only the bot runs: then there are no menus
    const { menuSvg, pictureOf } = await import('../channels/line/setup/picture.ts')
    // LINE takes public addresses alone
    emulators.line.tunnel(PUBLIC, origin)
    await setUpLine({
      ...line,
      url: PUBLIC,
      menus,
      people: [],
      isDryRun: false,
      draw: { svg: menuSvg, png: pictureOf },
      say() {},
    })
  } catch {
    // without its menu the chat is whole
  }
}
