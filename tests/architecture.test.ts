import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

interface Import {
  readonly file: string
  readonly to: string
  /** Gone when the program runs. */
  readonly isType: boolean
}

const files = ['src', 'flows'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`),
)
const source = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

/** Every import as file → file or package; comments do not count. */
const imports: Import[] = files.flatMap((file) => {
  const code = source.get(file)!.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [
    ...code.matchAll(/^(?:import|export) (type )?[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
  ].map((match) => {
    const to = match[2] ?? match[3] ?? match[4] ?? ''
    return {
      file,
      to: to.startsWith('.') ? relative(root, normalize(join(root, dirname(file), to))) : to,
      isType: match[1] !== undefined,
    }
  })
})

const from = (prefix: string) => imports.filter((one) => one.file.startsWith(prefix))
const offenders = (found: readonly Import[]) => found.map((one) => `${one.file} → ${one.to}`)

describe('imports point inward', () => {
  it('flows know xstate, zod and themselves', () => {
    expect(
      offenders(from('flows/').filter(({ to }) => !to.startsWith('flows/') && to !== 'xstate' && to !== 'zod')),
    ).toEqual([])
  })

  it('a channel knows the port and its own platform, no other channel, no flow, no store', () => {
    const channels = readdirSync(join(root, 'src/channels'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    for (const { name } of channels) {
      const own = `src/channels/${name}/`
      const bad = from(own).filter(
        ({ to }) =>
          (to.startsWith('src/') || to.startsWith('flows/')) &&
          !to.startsWith(own) &&
          to !== 'src/channels/channel.ts' &&
          to !== 'src/channels/json.ts' &&
          to !== 'src/errors.ts',
      )
      expect(offenders(bad)).toEqual([])
    }
  })

  it('platform SDKs stay in their channel', () => {
    const bad = imports.filter(
      ({ file, to }) =>
        (to.startsWith('@line/') && !file.startsWith('src/channels/line/')) ||
        (to.startsWith('@slack/') &&
          !file.startsWith('src/channels/slack/') &&
          !file.startsWith('src/emulators/slack/')),
    )
    expect(offenders(bad)).toEqual([])
  })

  it('understanding and fit are pure: no store, no network, no files, no clock', () => {
    const pure = [...from('src/understanding/'), ...from('src/fit/')]
    const bad = pure.filter(
      ({ to }) => to.startsWith('node:') || to.startsWith('src/store/') || to === 'undici' || to === 'kysely',
    )
    expect(offenders(bad)).toEqual([])
    for (const file of files.filter((one) => /^src\/(understanding|fit)\//.test(one) && !one.includes('simulate'))) {
      expect([file, /Date\.now\(|new Date\(\)|Math\.random\(/.test(source.get(file)!)]).toEqual([file, false])
    }
  })

  it('the store knows Kysely and the drivers alone', () => {
    const allowed = new Set(['kysely', 'kysely/migration', 'pg', 'node:sqlite', 'node:fs', 'node:path'])
    const bad = from('src/store/').filter(
      ({ to }) => !to.startsWith('src/store/') && !allowed.has(to) && to !== 'src/seal.ts',
    )
    expect(offenders(bad)).toEqual([])
  })

  it('tracing is loaded only when it is switched on', () => {
    const users = imports.filter(({ to }) => to.startsWith('@opentelemetry/')).map(({ file }) => file)
    expect([...new Set(users)]).toEqual(['src/tracing-otlp.ts'])
    expect(imports.filter(({ to }) => to === 'src/tracing-otlp.ts').map(({ file }) => file)).toEqual(['src/tracing.ts'])
    expect(source.get('src/tracing.ts')).not.toMatch(/^import .*tracing-otlp/m)
  })

  it('nothing outside the tests and the playground imports an emulator but the start', () => {
    const bad = imports.filter(
      ({ file, to }) =>
        to.startsWith('src/emulators/') &&
        !file.startsWith('src/emulators/') &&
        !file.startsWith('src/playground/') &&
        file !== 'src/main.ts',
    )
    expect(offenders(bad)).toEqual([])
  })

  it('no two files import each other', () => {
    const needs = new Set(
      imports.filter(({ to, isType }) => !isType && source.has(to)).map(({ file, to }) => `${file} ${to}`),
    )
    const pairs = [...needs].filter((pair) => needs.has(pair.split(' ').reverse().join(' ')))
    expect(pairs).toEqual([])
  })
})

describe('one place for each thing', () => {
  const where = (pattern: RegExp) =>
    files.filter((file) => pattern.test(source.get(file)!.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))

  it('only config.ts reads the environment', () => {
    expect(where(/process\.env/)).toEqual(['src/config.ts'])
  })

  it('only main.ts ends the process', () => {
    expect(where(/process\.exit\(/)).toEqual(['src/main.ts'])
  })

  it('only content-files.ts reads the content folder', () => {
    expect(
      where(/readFileSync|readdirSync/).filter(
        (file) =>
          ![
            // the key for trying the bot
            'src/keys.ts',
            'src/evaluation/sets.ts',
            'src/scripted/server.ts',
            // what was learned, and the code that learns
            'src/kept-models.ts',
            'src/dictionary/load.ts',
            // letters for the menus' pictures, out of a package
            'src/channels/line/setup/picture.ts',
          ].includes(file) && !file.startsWith('src/playground/'),
      ),
    ).toEqual(['src/content-files.ts'])
  })

  it('no file outside a channel’s folder branches on a channel’s name', () => {
    expect(
      where(/(===|!==|case)\s*['"`](line|slack)['"`]/).filter(
        (file) => !/^src\/(channels|emulators|playground)\//.test(file),
      ),
    ).toEqual([])
  })

  it('Slack is named where it lives, in the table of channels and the configuration, and in words for people', () => {
    // `turn/` knows it as a word people answer with, when they are asked where to talk
    const elsewhere = where(/slack/i).filter(
      (file) => !/^src\/(channels\/slack|emulators|playground|turn)\//.test(file),
    )

    expect(elsewhere.sort()).toEqual([
      'src/channels/index.ts',
      'src/channels/limits.ts',
      // what its setup tells the operator
      'src/channels/line/setup/index.ts',
      'src/config.ts',
      // a script may be a person on either platform
      'src/scripted/chat.ts',
      // what the program greets with
      'src/serve.ts',
      'src/settings.ts',
    ])
  })

  it('no drawer for odds and ends', () => {
    expect(files.filter((file) => /(utils?|helpers?|manager|service|base)(\.ts|\/)/i.test(file))).toEqual([])
  })
})
