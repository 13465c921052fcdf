/**
 * The key of a new row, also what platforms know its message by: a UUID of version 7 (RFC 9562, 5.7). It begins with
 * the time, so that the index gets new keys side by side: those drawn at random change a page each, and each page that
 * a commit has changed is written.
 */
export function rowKey(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}
