import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ENGINES } from '../support/stores.ts'

const node = (url: string) =>
  new Promise<number | null>((resolve) => {
    spawn(process.execPath, [join(import.meta.dirname, '../support/open-store.ts'), url], { stdio: 'inherit' }).once(
      'exit',
      resolve,
    )
  })

describe.each(ENGINES)('a new store on $engine', ({ place }) => {
  it('is made once by processes that start at the same time', { timeout: 90_000 }, async () => {
    const { url, drop } = await place()
    const exits = await Promise.all([node(url), node(url), node(url), node(url)])
    await drop()

    expect(exits).toEqual([0, 0, 0, 0])
  })
})
