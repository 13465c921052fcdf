import { describe, expect, it } from 'vitest'
import { rowKey } from '../../src/store/row-key.ts'

describe('the key of a row', () => {
  it('is a UUID, as LINE wants of a retry key', () => {
    expect(rowKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(rowKey()).not.toBe(rowKey())
  })

  it('comes after those made before', async () => {
    const first = rowKey()
    await new Promise((resolve) => setTimeout(resolve, 3))
    expect(rowKey() > first).toBe(true)
  })
})
