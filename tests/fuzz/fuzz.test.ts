import { expect, it } from 'vitest'
import { startBot } from '../support/bot.ts'
import { ENGINES } from '../support/stores.ts'
import { createChance } from '../torture/random.ts'
import { recordBodies } from './bodies.ts'
import { forge, fuzz, sign } from './fuzz.ts'
import { mutate } from './mutate.ts'

it.each(ENGINES)('no odd body breaks the bot, and no forged one changes anything, on $engine', async ({ create }) => {
  const place = await create()
  const bot = await startBot(place.store)

  const { statuses, problems } = await fuzz(bot, { count: 400, seed: 7 })

  expect(problems).toEqual([])
  for (const seen of [
    'line genuine 200',
    'line genuine 400',
    'line forged 401',
    'slack genuine 200',
    'slack forged 401',
  ])
    expect(statuses.get(seen)).toBeGreaterThan(5)
  expect(await bot.say('U00000000000000000000000000000002', 'こんにちは')).toContain('はじめまして')
  await bot.close()
  await place.close()
})

it('takes every body as the platforms send it, signed, and none of them forged', async () => {
  const place = await ENGINES[0].create()
  const bot = await startBot(place.store)
  const bodies = await recordBodies(bot)
  const chance = createChance(1)
  const post = (one: (typeof bodies)[number], headers: Record<string, string>) =>
    fetch(bot.url + one.path, {
      method: 'POST',
      headers: { 'content-type': one.type, ...headers },
      body: one.body,
    }).then((answer) => answer.status)

  expect(bodies.length).toBeGreaterThan(30)
  for (const one of bodies) expect([one.body, await post(one, sign(one, bot.now()))]).toEqual([one.body, 200])
  for (const one of bodies) expect([one.body, await post(one, forge(one, bot.now(), chance))]).toEqual([one.body, 401])
  await bot.close()
  await place.close()
})

it('makes the same odd bodies of the same seed', () => {
  const real = { path: '/webhooks/line', type: 'application/json', body: '{"events":[{"type":"follow"}]}' } as const
  const some = (seed: number) => {
    const chance = createChance(seed)
    return Array.from({ length: 20 }, () => mutate(real, chance).body)
  }
  expect(some(3)).toEqual(some(3))
  expect(some(3)).not.toEqual(some(4))
})
