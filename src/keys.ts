import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ProblemsError } from './errors.ts'
import type { Key } from './seal.ts'

/** Reads DATA_KEYS; what is wrong with it goes to `problems`. */
export function parseKeys(value: string, problems: string[]): Key[] {
  const keys: Key[] = []
  for (const part of value.split(',').map((piece) => piece.trim())) {
    const [id, secret] = [part.slice(0, part.indexOf(':')), Buffer.from(part.slice(part.indexOf(':') + 1), 'base64')]
    if (!/^[a-z0-9-]{1,16}$/i.test(id)) {
      problems.push(
        'DATA_KEYS: a key has no id. Each reads <id>:<base64 of 32 bytes>, separated by commas, newest first.',
      )
    } else if (secret.length !== 32) {
      problems.push(
        `DATA_KEYS: key "${id}" has ${secret.length} bytes instead of 32. Make one with: openssl rand -base64 32`,
      )
    } else if (keys.some((key) => key.id === id)) {
      problems.push(`DATA_KEYS: the id "${id}" stands twice. Give each key an id of its own.`)
    } else keys.push({ id, secret })
  }
  return keys
}

/** For trying the bot without any setting: a key beside the database file, made once. */
export function localKey(databaseUrl: string): Key {
  const path = databaseUrl.startsWith('sqlite:') ? `${databaseUrl.slice('sqlite:'.length)}.key` : './data/local.key'
  if (databaseUrl === 'sqlite::memory:') return { id: 'memory', secret: randomBytes(32) }
  if (!existsSync(path)) makeKey(path)
  const secret = Buffer.from(readFileSync(path, 'utf8'), 'base64')
  if (secret.length !== 32) {
    throw new ProblemsError('The key of the local data is damaged:', [
      `${path}: has ${secret.length} bytes instead of 32. Put the right file back: without it nothing stored can be read. To begin anew, move it and the database away.`,
    ])
  }
  return { id: 'local', secret }
}

function makeKey(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
    chmodSync(path, 0o600)
  } catch (cause) {
    throw new ProblemsError('The key of the local data cannot be kept:', [
      `DATABASE_URL: ${path} cannot be written (${(cause as Error).message}). Name a place this user may write to, or set DATA_KEYS.`,
    ])
  }
}
