/** Deeper than anything the platforms send: a Block Kit view has some fifteen levels. */
const DEPTH = 64

/**
 * JSON from outside; undefined when it is none, or nested so deeply that code
 * which walks it could run out of stack. NUL characters are left out of texts:
 * PostgreSQL cannot store them, and nobody types them.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined
  try {
    return text.includes('\\u0000') ? JSON.parse(text, withoutNul) : JSON.parse(text)
  } catch {
    return undefined
  }
}

const withoutNul = (_name: string, value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : value)

/** Counts open brackets outside of texts, before anything is built of them. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) isText = !isText
    else if (isText) {
      // an escaped quote does not end the text
      if (code === 0x5c) at++
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > DEPTH) return true
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return false
}
