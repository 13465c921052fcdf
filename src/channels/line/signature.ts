import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Whether LINE signed a body
 * (https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/).
 * The SDK does the same, and loads its 380 files for it.
 */
export function isSigned(body: Buffer | string, channelSecret: string, signature: string): boolean {
  const expected = createHmac('sha256', channelSecret).update(body).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
