import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulators, startEmulators } from '../../src/emulators/index.ts'
import { createFaults } from '../../src/playground/faults.ts'
import { createJournal } from '../../src/playground/journal.ts'

describe('what the page is told of at once', () => {
  let emulators: Emulators
  let told = 0
  const onChange = () => void told++

  beforeAll(async () => {
    emulators = await startEmulators()
  })
  afterAll(() => emulators.close())

  it('hears of a note', () => {
    told = 0
    createJournal(Date.now, onChange).note('x')

    expect(told).toBe(1)
  })

  it('hears of a fault that waits for its moment, and of one that no longer does', () => {
    told = 0
    const faults = createFaults({ emulators, journal: createJournal(Date.now, onChange), crash() {}, onChange })
    faults.toggle('line-429')
    faults.toggle('line-429')

    expect(told).toBe(2)
  })
})
