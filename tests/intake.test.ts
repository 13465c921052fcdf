import { describe, expect, it, vi } from 'vitest'
import type { Inbound } from '../src/channels/channel.ts'
import { UnavailableError } from '../src/errors.ts'
import { createIntake, INTAKE } from '../src/intake.ts'

const event = (conversation: string, eventId: string): Inbound => ({
  eventId,
  conversation,
  at: 0,
  body: { kind: 'text', text: '' },
})
const never = () => new Promise<never>(() => undefined)

describe('the intake', () => {
  it('takes one person’s events one after the other, whichever webhook brought them, and others beside', async () => {
    const intake = createIntake(INTAKE)
    const log: string[] = []
    const gate = Promise.withResolvers<void>()
    const work = async ({ eventId }: Inbound) => {
      log.push(`${eventId} begins`)
      if (eventId === 'a1') await gate.promise
      log.push(`${eventId} ends`)
    }
    const all = [intake.take([event('a', 'a1'), event('b', 'b1')], work), intake.take([event('a', 'a2')], work)]
    await new Promise(setImmediate)
    gate.resolve()
    await Promise.all(all)

    expect(log).toEqual(['a1 begins', 'b1 begins', 'b1 ends', 'a1 ends', 'a2 begins', 'a2 ends'])
  })

  it('takes none of a person’s events after one that failed: they come again, in order', async () => {
    const intake = createIntake(INTAKE)
    const taken: string[] = []
    const work = async ({ eventId }: Inbound) => {
      if (eventId === 'a2') throw new Error('the store is away')
      taken.push(eventId)
    }
    const events = ['a1', 'a2', 'a3'].map((id) => event('a', id))

    await expect(intake.take([...events, event('b', 'b1')], work)).rejects.toThrow('the store is away')
    expect(taken.sort()).toEqual(['a1', 'b1'])
  })

  it('refuses what it cannot hold, and takes again when there is room', async () => {
    const intake = createIntake({ ...INTAKE, mostWaiting: 2 })
    const gate = Promise.withResolvers<void>()
    const held = intake.take([event('a', 'a1'), event('b', 'b1')], () => gate.promise)

    await expect(intake.take([event('c', 'c1')], never)).rejects.toThrow(UnavailableError)
    gate.resolve()
    await held
    expect(await intake.take([event('c', 'c1')], async () => 'taken')).toEqual(['taken'])
  })

  it('does the work of a redelivery that comes while it is still in hand only once, and tells both', async () => {
    const intake = createIntake({ ...INTAKE, mostWaiting: 1 })
    const gate = Promise.withResolvers<void>()
    let works = 0
    const work = async () => {
      works++
      await gate.promise
      return 'taken'
    }
    const both = [intake.take([event('a', 'a1')], work), intake.take([event('a', 'a1')], work)]
    gate.resolve()

    expect(await Promise.all(both)).toEqual([['taken'], ['taken']])
    expect(works).toBe(1)
  })

  it('says in time that it is too slow, and finishes the work all the same', async () => {
    const intake = createIntake({ ...INTAKE, budget: 5 })
    const gate = Promise.withResolvers<void>()
    let isDone = false
    const slow = intake.takeInTime([event('a', 'a1')], async () => {
      await gate.promise
      isDone = true
    })

    await expect(slow).rejects.toThrow('not stored within 5 ms')
    expect(intake.waiting).toBe(1)
    gate.resolve()
    await intake.close(1_000)
    expect([isDone, intake.waiting]).toEqual([true, 0])
  })

  it('is closed in time though the clock is put back meanwhile', async () => {
    const intake = createIntake(INTAKE)
    void intake.take([event('a', 'a1')], never)
    const closed = intake.close(30)
    const clock = vi.spyOn(Date, 'now').mockReturnValue(0)
    const first = await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 1_000, 'late'))])
    clock.mockRestore()

    expect(first).toBeUndefined()
  })

  it('takes nothing once it is closed', async () => {
    const intake = createIntake(INTAKE)
    await intake.close(0)

    await expect(intake.takeInTime([event('a', 'a1')], never)).rejects.toThrow(UnavailableError)
  })
})
