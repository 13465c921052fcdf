import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Routes, respond } from '../http.ts'
import { actSchema, perform } from './acts.ts'
import { chartNow, itemTable, whereTo } from './editor.ts'
import { pageFile } from './files.ts'
import { ADVISORS } from './people.ts'
import { viewOf } from './view.ts'
import { openWorld, type World, type WorldOptions } from './world.ts'

export interface Playground {
  readonly world: World
  readonly routes: Routes
  close(): Promise<void>
}

const asked = (request: IncomingMessage) => new URL(request.url ?? '/', 'http://localhost').searchParams

function parsedJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Changes come in bursts: the page looks again once for all of them. */
const BURST = 30

export interface PlaygroundOptions extends Omit<WorldOptions, 'routes' | 'onChange'> {
  /** What the bot's own server shows: the page too, the bot alone, or (by default) nothing to other machines. */
  readonly serves?: 'page' | 'bot'
}

/** The page that shows both platforms, with the world behind it. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  const listeners = new Set<ServerResponse>()
  let timer: NodeJS.Timeout | undefined
  const onChange = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      for (const listener of listeners) listener.write('data: changed\n\n')
    }, BURST)
  }

  const routes: Routes = {
    'GET /playground': (_request, _body, response) => void response.writeHead(302, { location: '/playground/' }).end(),
    'GET /playground/events'(_request, _body, response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write('retry: 500\n\ndata: hello\n\n')
      listeners.add(response)
      world.showMenus()
      response.on('close', () => listeners.delete(response))
    },
    async 'GET /playground/view'(request, _body, response) {
      const query = asked(request)
      respond(
        response,
        200,
        await viewOf(world, {
          seeker: query.get('seeker') ?? world.cast.seeker,
          advisor: query.get('advisor') ?? ADVISORS[0]!.id,
        }),
      )
    },
    'GET /playground/menu.png'(request, _body, response) {
      const image = world.emulators.line.menuOf(asked(request).get('seeker') ?? '')?.image
      if (!image) return respond(response, 404, 'no menu')
      response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' }).end(image)
    },
    async 'GET /playground/ask'(request, _body, response) {
      const text = asked(request).get('text')?.slice(0, 300) ?? ''
      if (!world.bot || text.trim() === '') return respond(response, 409, { problem: 'いまは調べられません。' })
      respond(response, 200, whereTo(world.bot, text))
    },
    async 'GET /playground/inside'(request, _body, response) {
      const conversation = `line:${asked(request).get('seeker') ?? ''}`
      if (!world.bot) return respond(response, 409, { problem: 'ボットは止まっています。' })
      const [chart, items] = [await chartNow(world.bot, conversation), await itemTable(world.bot, conversation)]
      respond(response, 200, { chart, items })
    },
    async 'POST /playground/act'(request, body, response) {
      // another site's page cannot send this type without asking first
      if (!request.headers['content-type']?.startsWith('application/json')) return respond(response, 415, 'JSON only')
      const parsed = actSchema.safeParse(parsedJson(body))
      if (!parsed.success) return respond(response, 400, { problems: parsed.error.issues })
      if (parsed.data.do === 'world.record' && options.serves !== 'page')
        return respond(response, 403, { problem: 'ここでは保存できません。手元のコピーで試してください。' })
      respond(response, 200, await perform(world, parsed.data))
    },
    async 'GET /playground/*'(request, _body, response) {
      const path = (request.url ?? '/').split('?', 1)[0]!.slice('/playground/'.length)
      const file = await pageFile(path)
      if (!file) return respond(response, 404, 'not found')
      const policy = file.policy ? { 'content-security-policy': file.policy } : {}
      response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache', ...policy }).end(file.body)
    },
  }
  const { serves, ...rest } = options
  const world: World = await openWorld({
    ...rest,
    onChange,
    // the page is all there is to see: a bare address leads to it
    ...(serves === 'page' ? { routes: { ...routes, 'GET /': routes['GET /playground']! } } : {}),
    ...(serves ? {} : { host: '127.0.0.1' }),
  })
  return {
    world,
    routes,
    async close() {
      clearTimeout(timer)
      for (const listener of listeners) listener.end()
      await world.close()
    },
  }
}
