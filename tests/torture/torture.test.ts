import { describe, expect, inject, it } from 'vitest'
import { torture } from './torture.ts'

/** A short run of what `npm run torture -- --minutes 30` does for long. */
describe.each([
  { store: 'sqlite', nodes: 1 },
  { store: 'postgres', nodes: 2 },
] as const)('$nodes bot(s) on $store, killed, starved and confused', ({ store, nodes }) => {
  it('lose nothing, say nothing twice, keep the order, and book nothing by half', { timeout: 600_000 }, async () => {
    const { problems, records, struck, log } = await torture({
      store,
      postgresUrl: inject('postgresUrl'),
      nodes,
      people: 12,
      duration: 5_000,
      seed: 20_261_124,
      calm: 400,
      jump: 3 * 3_600_000,
      say: () => undefined,
    })

    expect(problems, log.slice(-30).join('\n')).toEqual([])
    expect([...struck.keys()].sort()).toEqual([
      'clock jumps',
      'database away',
      'disk full',
      'killed',
      'platform down',
      'stopped',
    ])
    expect(records.taken.length).toBeGreaterThan(50)
  })
})
