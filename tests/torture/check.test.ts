import { describe, expect, it } from 'vitest'
import { type Arrived, check, type Records } from './check.ts'

const YUI = 'line:U1'
const KEN = 'line:U2'

const answer = (row: number, conversation: string, more: Partial<Arrived> = {}): Arrived => ({
  conversation,
  key: `key${row}`,
  part: 0,
  row,
  event: `event${row}`,
  objects: [`words ${row}`],
  ...more,
})

/** Two people, three turns, one booked slot: all is well. */
const sound: Records = {
  accepted: ['event1', 'event2', 'event3'],
  taken: [
    { event: 'event1', conversation: YUI },
    { event: 'event2', conversation: KEN },
    { event: 'event3', conversation: YUI },
  ],
  expected: new Map([
    ['event1', ['words 1']],
    ['event2', ['words 2']],
    ['event3', ['words 3']],
  ]),
  arrived: [answer(2, KEN), answer(1, YUI), answer(3, YUI)],
  left: [],
  callbacks: [
    { reference: 'A', conversation: YUI, isOpen: true, slotAt: 1000, requested: 1 },
    { reference: 'B', conversation: YUI, isOpen: false, slotAt: 1000, requested: 1 },
    { reference: 'C', conversation: KEN, isOpen: true, slotAt: null, requested: 1 },
  ],
  seats: [{ slotAt: 1000, reference: 'A' }],
  seatsPerSlot: 2,
  isConcurrent: false,
}

describe('the checker', () => {
  it('is content with records in which every promise held', () => {
    expect(check(sound)).toEqual([])
  })

  it.each(['time:slot-17955918', 'slot:17955918'])(
    'takes another time for a free one only where turns ran beside each other, and no other word: %s',
    (slot) => {
      const offer = (time: string, words = 'いつがいいですか') =>
        `{"text":"${words}","label":"${time}","data":"answer:callback.${slot}","displayText":"${time}"}`
      const differing = (isConcurrent: boolean, words?: string) =>
        check({
          ...sound,
          isConcurrent,
          expected: new Map([...sound.expected, ['event3', [offer('17:00')]]]),
          arrived: sound.arrived.map((one) =>
            one.event === 'event3' ? { ...one, objects: [offer('16:30', words)] } : one,
          ),
        })

      expect(differing(true)).toEqual([])
      expect(differing(false)).toEqual([expect.stringMatching(/^wrong:/)])
      expect(differing(true, '何時ですか')).toEqual([expect.stringMatching(/^wrong:/)])
    },
  )

  it('does not miss an answer where the model is silent', () => {
    const expected = new Map([...sound.expected, ['event2', []]])

    expect(check({ ...sound, expected, arrived: sound.arrived.filter((one) => one.event !== 'event2') })).toEqual([])
  })

  it.each<{ broken: string; records: Partial<Records>; found: RegExp }>([
    {
      broken: 'an accepted message that was never stored',
      records: { accepted: [...sound.accepted, 'event4'] },
      found: /^lost: event4/,
    },
    {
      broken: 'an answer that never came',
      records: { arrived: sound.arrived.filter((one) => one.event !== 'event3') },
      found: /^lost: event3/,
    },
    {
      broken: 'a row that was given up',
      records: { left: [{ lane: YUI, key: 'key9', status: 'dead', error: 'rejected', attempts: 1 }] },
      found: /^lost: row key9/,
    },
    {
      broken: 'an answer that came twice',
      records: { arrived: [...sound.arrived, answer(3, YUI)] },
      found: /^twice: row key3/,
    },
    {
      broken: 'an event that was taken twice',
      records: { taken: [...sound.taken, { event: 'event2', conversation: KEN }] },
      found: /^twice: event2/,
    },
    {
      broken: 'other words than the model’s',
      records: { arrived: [answer(2, KEN), answer(1, YUI), answer(3, YUI, { objects: ['words 1'] })] },
      found: /^wrong: line:U1 heard at event3/,
    },
    {
      broken: 'half of an answer',
      records: { expected: new Map([...sound.expected, ['event3', ['words 3', 'more words']]]) },
      found: /^wrong: line:U1 heard at event3/,
    },
    {
      broken: 'two answers that changed places',
      records: { arrived: [answer(2, KEN), answer(3, YUI), answer(1, YUI)] },
      found: /^order: line:U1/,
    },
    {
      broken: 'answers queued in another order than their events were taken',
      records: {
        arrived: [
          answer(2, KEN),
          answer(1, YUI, { event: 'event3', objects: ['words 3'] }),
          answer(3, YUI, { event: 'event1', objects: ['words 1'] }),
        ],
      },
      found: /^order: line:U1/,
    },
    {
      broken: 'a booked slot without a seat',
      records: { seats: [] },
      found: /^booking: A wants \[1000\] and holds \[\]/,
    },
    {
      broken: 'a seat of a request that ended',
      records: { seats: [...sound.seats, { slotAt: 1000, reference: 'B' }] },
      found: /^booking: B wants \[\] and holds \[1000\]/,
    },
    {
      broken: 'a seat of nobody',
      records: { seats: [...sound.seats, { slotAt: 2000, reference: 'Z' }] },
      found: /^booking: a seat is held by Z/,
    },
    {
      broken: 'more seats than there are',
      records: { seatsPerSlot: 0 },
      found: /^booking: 1 seats are taken/,
    },
    {
      broken: 'two open requests of one person',
      records: {
        callbacks: [
          ...sound.callbacks,
          { reference: 'D', conversation: KEN, isOpen: true, slotAt: null, requested: 1 },
        ],
      },
      found: /^booking: line:U2 has more than one/,
    },
    {
      broken: 'a request without its history',
      records: { callbacks: sound.callbacks.map((one) => ({ ...one, requested: one.reference === 'C' ? 0 : 1 })) },
      found: /^booking: C was requested 0 times/,
    },
  ])('finds $broken', ({ records, found }) => {
    const problems = check({ ...sound, ...records })

    expect(problems.filter((problem) => !found.test(problem))).toEqual([])
    expect(problems.length).toBeGreaterThan(0)
  })
})
