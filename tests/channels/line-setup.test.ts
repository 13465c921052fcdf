import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUpLine } from '../../src/channels/line/setup/index.ts'
import { cellsOf } from '../../src/channels/line/setup/menu-object.ts'
import { menuSvg, pictureOf } from '../../src/channels/line/setup/picture.ts'
import { loadContent } from '../../src/content.ts'
import { peopleWithMenus } from '../../src/turn/menu-people.ts'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const { menus } = loadContent()
const URL = 'https://bot.example.jp'
const barOf = (bot: Bot, user: string) => bot.line.menuOf(user)?.menu.chatBarText

describe.each(ENGINES)('setting up LINE ($engine)', ({ create }) => {
  let store: TestStore
  let bot: Bot

  beforeAll(async () => {
    store = await create()
    bot = await startBot(store.store)
    bot.line.tunnel(URL, bot.url)
  })
  afterAll(async () => {
    await bot.close()
    await store.close()
  })

  async function setUp(change: Partial<Parameters<typeof setUpLine>[0]> = {}) {
    const said: string[] = []
    const result = await setUpLine({
      channelAccessToken: 't',
      apiBaseUrl: bot.line.url,
      dataApiBaseUrl: bot.line.dataUrl,
      url: URL,
      menus,
      people: await peopleWithMenus(bot.store.db, bot.app.seal, 'line'),
      isDryRun: false,
      draw: { svg: menuSvg, png: pictureOf },
      say: (line) => said.push(line),
      ...change,
    })
    return { ...result, said: said.join('\n') }
  }

  it('changes nothing in a dry run, and says what it would do', async () => {
    await bot.line.follow('Uearly')
    await bot.say('Uearly', '人に相談したい')
    const { changes, said } = await setUp({ isDryRun: true })

    expect(changes).toBeGreaterThan(8)
    expect(said).toContain('would make the menu "during"')
    expect(said).toContain('would link 1 people to the menu "during"')
    expect(bot.line.menuOf('Uearly')).toBeUndefined()
  })

  it('makes the menus, points the webhook to the bot, and links those who are under way', async () => {
    const { problems, said } = await setUp()

    expect(problems).toEqual([])
    expect(said).toContain('LINE reaches the bot and the signature fits')
    expect(said).toContain('auto-response OFF')
    expect(barOf(bot, 'Unew')).toBe(menus.before.bar)
    expect(barOf(bot, 'Uearly')).toBe(menus.during.bar)
    expect(await bot.say('Uearly', '使い方')).not.toBe('')
  })

  it('changes nothing when it is run again', async () => {
    expect(await setUp()).toMatchObject({ changes: 0, problems: [] })
  })

  it('shows each person the menu of what they are doing', async () => {
    await bot.line.follow('U1')
    expect(barOf(bot, 'U1')).toBe(menus.before.bar)
    await bot.tap('U1', '人に相談する')
    expect(barOf(bot, 'U1')).toBe(menus.during.bar)
    await bot.tap('U1', 'やめる')
    expect(barOf(bot, 'U1')).toBe(menus.before.bar)
  })

  it('does not lose a menu while LINE is away', async () => {
    await bot.line.follow('U2')
    // an id is believed for five minutes
    await bot.moveTo(bot.now() + 6 * 60_000)
    bot.line.fail('/v2/bot/richmenu/alias/career-during', { status: 500 })
    await bot.line.say('U2', '人に相談したい')
    await bot.app.settle()
    expect(barOf(bot, 'U2')).toBe(menus.before.bar)
    await bot.moveTo(bot.now() + 60_000)
    expect(barOf(bot, 'U2')).toBe(menus.during.bar)
  })

  it('draws anew what was edited, links people to it, and removes the old', async () => {
    const edited = { ...menus, during: { ...menus.during, bar: '新しい帯' } }
    const { said } = await setUp({ menus: edited })

    expect(said).toContain('delete the old menu career-bot:during')
    expect(said).not.toContain('make the menu "before"')
    expect(barOf(bot, 'Uearly')).toBe('新しい帯')
    expect(await setUp({ menus: edited })).toMatchObject({ changes: 0 })
    // the running bot learns of it by itself
    await bot.line.follow('U3')
    await bot.say('U3', '人に相談したい')
    expect(barOf(bot, 'U3')).toBe('新しい帯')
  })

  it('says what to do when the token, the secret or the address is wrong', async () => {
    await expect(setUp({ channelAccessToken: 'wrong' })).rejects.toThrow('Issue a new token')
    bot.line.tunnel('https://gone.example.jp', 'http://127.0.0.1:1')
    const { problems } = await setUp({ url: 'https://gone.example.jp' })
    expect(problems[0]).toContain('Is the bot running')
    bot.line.useWebhook(false)
    expect((await setUp()).problems).toEqual([expect.stringContaining('"Use webhook" is off')])
  })
})

describe('a menu’s picture', () => {
  it.each(Object.entries(menus))(
    'of "%s" is small enough, has the menu’s size, and draws every letter',
    async (_, menu) => {
      const svg = await menuSvg(menu)
      const picture = pictureOf(svg)

      expect(picture.length).toBeLessThan(1024 * 1024)
      expect(picture.readUInt32BE(16)).toBe(2500)
      expect(picture.readUInt32BE(20)).toBe(menu.buttons.length <= 3 ? 843 : 1686)
      // letters are outlines: none is left to a font of the machine
      expect(svg).not.toContain('<text')
      expect(svg.match(/<path/g)!.length).toBeGreaterThan(menu.buttons.length)
    },
  )

  it('leaves no place of the menu without a button, and none with two', () => {
    for (const buttons of [2, 3, 4, 6]) {
      const cells = cellsOf({ bar: '', buttons: Array(buttons).fill(menus.before.buttons[0]) })
      const area = cells.reduce((sum, cell) => sum + cell.width * cell.height, 0)
      expect(area).toBe(2500 * (buttons <= 3 ? 843 : 1686))
    }
  })
})
