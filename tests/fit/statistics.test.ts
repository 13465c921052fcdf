import { describe, expect, it } from 'vitest'
import { ARCHETYPES, answerAs, respond } from '../../src/fit/simulate.ts'
import { type ItemEvent, itemStatistics } from '../../src/fit/statistics.ts'
import { bankWith } from '../support/bank.ts'

const bank = bankWith()

/** Events of runs in which people answer as their kind does. */
const events: ItemEvent[] = ARCHETYPES.flatMap((archetype, index) =>
  [0, 1].flatMap((time) =>
    Object.entries(respond(bank, answerAs(archetype))).flatMap(([item, value]): ItemEvent[] => [
      { item, what: 'shown', value: null, ms: null, run: `${index}-${time}` },
      { item, what: 'answered', value, ms: 1000 + index * 100, run: `${index}-${time}` },
    ]),
  ),
)

describe('statistics of an item', () => {
  it('count what happened to it', () => {
    const more: ItemEvent[] = [
      ...events,
      { item: 'talk-first', what: 'unknown', value: 'unknown', ms: null, run: 'x' },
      { item: 'talk-first', what: 'skip', value: 'skip', ms: null, run: 'y' },
      { item: 'talk-first', what: 'left', value: null, ms: null, run: 'z' },
    ]
    const [first] = itemStatistics(bank, more)

    expect(first).toMatchObject({
      item: 'talk-first',
      shown: 18,
      answered: 18,
      unknown: 1,
      skipped: 1,
      left: 1,
      medianMs: 1400,
    })
  })

  it('correlate an item with the rest of its scale, reversed ones understood', () => {
    const core = new Set(bank.items.filter((item) => item.stage === 'core').map((item) => item.id))
    for (const one of itemStatistics(bank, events).filter(
      (item) => core.has(item.item) && item.item !== 'same-bored',
    )) {
      expect([one.item, (one.correlation ?? 1) > 0]).toEqual([one.item, true])
    }
  })

  it('say nothing of a correlation below ten runs', () => {
    expect(itemStatistics(bank, events.slice(0, 60))[0]?.correlation).toBeUndefined()
  })
})
