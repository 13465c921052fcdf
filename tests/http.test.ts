import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UnavailableError } from '../src/errors.ts'
import { createHttp, type Handler } from '../src/http.ts'
import { silentLog } from '../src/log.ts'

const full = Object.assign(new Error('database or disk is full'), { errcode: 13 })

describe('a request', () => {
  let server: ReturnType<typeof createHttp>
  let port: number
  let handler: Handler
  let errors: string[]
  beforeEach(async () => {
    errors = []
    const log = { ...silentLog, error: (message: string) => void errors.push(message) }
    server = createHttp({ 'POST /': (...given) => handler(...given) }, log, { bodyTime: 200 })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    port = (server.address() as AddressInfo).port
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  it.each([
    { what: 'not now', error: new UnavailableError('stopping'), status: 503 },
    { what: 'a store that fails', error: full, status: 503 },
    { what: 'a store that fails, wrapped', error: Object.assign(new Error('Bolt'), { original: full }), status: 503 },
    { what: 'anything else', error: new TypeError('a mistake'), status: 500 },
  ])('that meets $what is answered with $status', async ({ error, status }) => {
    handler = () => {
      throw error
    }
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x' })

    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, status === 503 ? '1' : null])
    expect(errors).toHaveLength(status === 500 ? 1 : 0)
  })

  it.each([
    { how: 'by a sender that hangs up', end: (socket: Socket) => socket.destroy() },
    { how: 'by a connection that is reset', end: (socket: Socket) => socket.resetAndDestroy() },
    { how: 'by a sender that has no more', end: (socket: Socket) => socket.end() },
    { how: 'by its time', end: () => undefined },
  ])('whose body is cut off $how is no failure of ours', async ({ end }) => {
    let isHandled = false
    handler = () => {
      isHandled = true
    }
    const socket = connect(port, '127.0.0.1')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const begun = new Promise((resolve) => server.once('request', resolve))
    socket.resume()
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nonly this')
    await begun
    end(socket)
    await closed
    await expect.poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(0)

    expect(errors).toEqual([])
    expect(isHandled).toBe(false)
  })
})
