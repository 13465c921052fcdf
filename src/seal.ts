import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomFillSync } from 'node:crypto'
import { createRecent } from './recent.ts'

/** Keys for sealing, newest first: new values are sealed with the first, older ones still open. */
export interface Key {
  readonly id: string
  readonly secret: Buffer
}

/**
 * Encrypts what is personal before it is stored, with AES-256-GCM. A sealed
 * value reads `v1.<key id>.<base64url of nonce, tag and ciphertext>`, so that
 * keys can be rotated value by value. `place` (table, column, row) is
 * authenticated: a value copied to another place does not open there.
 */
export interface Seal {
  seal(text: string, place: string): string
  /** @throws UnreadableError when the key is gone or the value was changed. */
  open(sealed: string, place: string): string
  /** Whether the value was sealed with an older key. */
  isStale(sealed: string): boolean
  /** A name that cannot be turned back, equal for equal input: counts people without naming them. */
  pseudonym(text: string): string
}

class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
}

/** The rest of a place may name a person, and what went wrong is logged. */
const column = (place: string) => place.split('.', 2).join('.')

const NONCE = 12
const TAG = 16
/** Nonces drawn at once: what a draw costs hardly depends on how many bytes it brings. */
const DRAWN = 256
/** Those of 5,000 people: each has one, and another for a run of the questionnaire. */
const TALKING = 10_000

export function createSeal(keys: readonly Key[]): Seal {
  const newest = keys[0]
  if (!newest) throw new Error('DATA_KEYS holds no key. Give at least one as <id>:<base64 of 32 bytes>.')
  // made once: a key given as bytes is made anew at every use, which costs more than the encryption
  const byId = new Map(keys.map((key) => [key.id, createSecretKey(key.secret)]))
  const newestKey = byId.get(newest.id)!
  // derived from the oldest key, so that rotation does not make one person two
  const pepper = createSecretKey(createHmac('sha256', keys.at(-1)!.secret).update('pseudonym').digest())

  // those who talk just now are named at every turn
  const pseudonyms = createRecent<string>(TALKING)
  const random = Buffer.allocUnsafe(NONCE * DRAWN)
  let used = random.length

  /** Never the same twice. */
  function nextNonce(): Buffer {
    if (used === random.length) {
      randomFillSync(random)
      used = 0
    }
    used += NONCE
    return random.subarray(used - NONCE, used)
  }

  return {
    seal(text, place) {
      const nonce = nextNonce()
      const cipher = createCipheriv('aes-256-gcm', newestKey, nonce)
      cipher.setAAD(Buffer.from(place))
      const body = cipher.update(text, 'utf8')
      // a stream cipher: nothing is left for the end
      cipher.final()
      return `v1.${newest.id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed, place) {
      const [version, id, data] = sealed.split('.')
      if (version !== 'v1' || !id || !data)
        throw new UnreadableError(`a value of ${column(place)} is not sealed by this program`)
      const key = byId.get(id)
      if (!key) {
        throw new UnreadableError(
          `a value of ${column(place)} was sealed with key "${id}", which is not in DATA_KEYS: add it`,
        )
      }
      const bytes = Buffer.from(data, 'base64url')
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
        cipher.setAAD(Buffer.from(place))
        cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
        return cipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + cipher.final('utf8')
      } catch (cause) {
        throw new UnreadableError(
          `a value of ${column(place)} does not open with key "${id}": the key of that name was another one, or the value was changed or moved`,
          { cause },
        )
      }
    },
    isStale: (sealed) => sealed.split('.')[1] !== newest.id,
    pseudonym(text) {
      const known = pseudonyms.get(text)
      if (known) return known
      const made = createHmac('sha256', pepper).update(text).digest('base64url').slice(0, 16)
      pseudonyms.set(text, made)
      return made
    },
  }
}
