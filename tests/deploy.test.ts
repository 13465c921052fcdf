import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml'
import { describe, expect, it } from 'vitest'

const read = (file: string) => readFileSync(file, 'utf8')

interface Service {
  readonly image?: string
  readonly build?: { readonly target: string }
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly read_only?: boolean
  readonly user?: string
  readonly deploy?: { readonly replicas: number }
  readonly depends_on?: Readonly<Record<string, unknown>>
  readonly ports?: readonly string[]
}
const compose = load(read('compose.yaml'), { schema: CORE_SCHEMA.withTags(mergeTag) }) as {
  services: Record<string, Service>
  volumes: Record<string, null>
}
const services = Object.entries(compose.services)
const settings = new Set([...read('src/settings.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1]!))
const dockerfile = read('Dockerfile')
const start = JSON.parse(read('package.json')).scripts.start as string
const namesIn = (text: string) => [...text.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]!)

describe('compose.yaml', () => {
  it('runs the bot twice, with nothing to write to but /tmp', () => {
    const bot = compose.services.bot!
    expect(bot.deploy?.replicas).toBe(2)
    expect(bot.read_only).toBe(true)
    // two nodes cannot share a port of the host: what comes in comes through the proxy
    expect(bot.ports).toBeUndefined()
  })

  it('gives the bot settings that it knows', () => {
    for (const name of ['bot', 'tools'])
      for (const setting of Object.keys(compose.services[name]!.environment ?? {})) expect(settings).toContain(setting)
  })

  it('mounts files that exist and volumes that are declared', () => {
    for (const volume of services.flatMap(([, service]) => service.volumes ?? [])) {
      const from = volume.split(':')[0]!
      if (from === './backups') continue // made when it is first used
      expect([volume, from.startsWith('./') ? existsSync(from) : from in compose.volumes]).toEqual([volume, true])
    }
  })

  it('lets the tools write to the folder for backups, which Docker makes as root', () => {
    const { volumes, user } = compose.services.tools!
    expect(volumes).toEqual(['./backups:/backups'])
    expect(user).toBe('root')
  })

  it('waits for services that are there, and pins every image', () => {
    for (const [, service] of services) {
      for (const other of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(other)
      if (service.image) expect(service.image).toMatch(/:v?\d/)
      else expect(dockerfile).toContain(`AS ${service.build?.target}`)
    }
  })
})

describe('Dockerfile', () => {
  it('copies what is there, and all that the program starts with', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => match[1]!.split(' '))
    expect(copied).toEqual(expect.arrayContaining(['flows', 'src', 'scripts', 'content', 'package-lock.json']))
    expect(copied.filter((file) => !existsSync(file))).toEqual([])
  })

  it('ends as a user without rights, with a health check on a route that exists', () => {
    expect([...dockerfile.matchAll(/^USER (.+)$/gm)].at(-1)?.[1]).toBe('node')
    const path = /HEALTHCHECK[\s\S]*?'(\/\w+)'/.exec(dockerfile)?.[1]
    expect(read('src/endpoints.ts')).toContain(`'${path}': `)
  })

  it('starts as `npm start` does', () => {
    expect(JSON.parse(/^CMD (.+)$/m.exec(dockerfile.slice(dockerfile.lastIndexOf('FROM')))![1]!).join(' ')).toBe(start)
  })

  it('has the Node version that the packages name', () => {
    const major = JSON.parse(read('package.json')).devDependencies.node.split('.')[0]
    expect(dockerfile.match(/^FROM node:(\d+)-/m)?.[1]).toBe(major)
  })

  it('starts without the packages for development', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
    const onDemand = ['serve', 'channels/line/index', 'channels/slack/index', 'channels/webhook/index', 'report/html']
    const files = new Set(['src/main.ts', ...onDemand.map((name) => `src/${name}.ts`)])
    const packages = new Set(['pg'])
    // a set that grows while it is walked: what else is imported when it is needed (import()) may be missing
    for (const file of files) {
      const imports = read(file).matchAll(/^(?:import|export) (?!type )[^'"]*?from '([^']+)'|^import '([^']+)'/gm)
      for (const [, from, bare] of imports) {
        const name = from ?? bare ?? ''
        if (name.startsWith('.')) files.add(normalize(join(dirname(file), name)))
        else if (!name.startsWith('node:'))
          packages.add(
            name
              .split('/')
              .slice(0, name.startsWith('@') ? 2 : 1)
              .join('/'),
          )
      }
    }
    expect(files.size).toBeGreaterThan(100)
    expect([...packages].filter((name) => !(name in dependencies))).toEqual([])
  })
})

describe('what stands beside the bot', () => {
  it('asks every node for the figures that the alerts and the dashboard are made of', () => {
    const {
      scrape_configs: [job],
    } = load(read('src/ops/prometheus.yaml')) as {
      scrape_configs: [{ job_name: string; dns_sd_configs: [{ names: string[] }] }]
    }
    expect(job.dns_sd_configs[0].names.filter((name: string) => !(name in compose.services))).toEqual([])
    const known = new Set(
      [...read('src/metrics.ts').matchAll(/'(bot_\w+)'/g)].flatMap((match) => [
        match[1]!,
        ...['_bucket', '_sum', '_count'].map((suffix) => match[1]! + suffix),
      ]),
    )
    for (const file of ['alerts.yaml', 'grafana-dashboard.json']) {
      const asked = new Set([...read(`src/ops/${file}`).matchAll(/\bbot_\w+/g)].map((match) => match[0]))
      expect([file, [...asked].filter((metric) => !known.has(metric))]).toEqual([file, []])
      expect([...read(`src/ops/${file}`).matchAll(/job=\\?"([\w-]+)/g)].map((match) => match[1])).toEqual(
        expect.not.arrayContaining([expect.not.stringMatching(`^${job.job_name}$`)]),
      )
    }
  })

  it('passes work to a service that is there, and no figures to the outside', () => {
    const caddy = read('src/ops/Caddyfile')
    expect(compose.services).toHaveProperty(/name (\w+)/.exec(caddy)![1]!)
    expect(caddy).toMatch(/@private path .*\/metrics/)
  })

  it('starts the Node of the packages under systemd, with settings that exist', () => {
    const unit = read('src/ops/career-bot.service')
    const names = [...unit.matchAll(/\b([A-Z][A-Z_]+)=\S/g)].map((match) => match[1]!)
    expect(names.filter((name) => name !== 'NODE_ENV' && !settings.has(name))).toEqual([])
    expect(unit).toContain(`bin/${start}`)
  })
})

describe('settings', () => {
  it('leave to the image and the unit where the data is, whatever else is copied from .env.example', () => {
    const copied = [...read('.env.example').matchAll(/^([A-Z][A-Z_]+)=/gm)].map((match) => match[1]!)
    for (const place of [dockerfile, read('src/ops/career-bot.service')])
      expect(place).toContain('DATABASE_URL=sqlite:/')
    // what an env file names, even as empty, comes before what they set
    expect(copied).not.toContain('DATABASE_URL')
  })

  it('all stand in .env.example and in the README, and no others', () => {
    const example = new Set(namesIn(read('.env.example')))
    const forStandIns = /_URL$|^PLAYGROUND$/
    expect([...example].filter((name) => !settings.has(name))).toEqual([])
    expect([...settings].filter((name) => !example.has(name) && !forStandIns.test(name))).toEqual([])
    const readme = read('README.md')
    expect([...settings].filter((name) => !readme.includes(`\`${name}\``) && !forStandIns.test(name))).toEqual([])
  })
})
