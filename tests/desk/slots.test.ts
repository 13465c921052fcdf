import { describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { freeSlots, isOpen, judgeWish, nextOpening, periodsOn, slotsOn } from '../../src/desk/slots.ts'
import { momentOf, sayMoment } from '../../src/time.ts'

const { desk } = loadContent()
const none = new Map<number, number>()
const at = (date: string, time: string) => momentOf(date, time)

describe('opening days', () => {
  it.each([
    { date: '2026-12-28', open: true, because: 'it is a Monday before the closing' },
    { date: '2026-12-29', open: false, because: 'the year ends' },
    { date: '2027-01-03', open: false, because: 'the new year has begun' },
    { date: '2027-01-04', open: true, because: 'the desk is back' },
    { date: '2026-11-23', open: false, because: 'it is 勤労感謝の日' },
    { date: '2026-05-06', open: false, because: 'it is the substitute of 憲法記念日, a Sunday' },
    { date: '2026-09-22', open: false, because: 'a day between two holidays is one' },
    { date: '2026-11-28', open: true, because: 'Saturdays are open' },
    { date: '2026-11-29', open: false, because: 'Sundays are closed' },
  ])('$date is open: $open, since $because', ({ date, open }) => {
    expect(periodsOn(desk, date).length > 0).toBe(open)
  })

  it('let a special day win over a holiday, and a closed day over its weekday', () => {
    const special = {
      ...desk,
      openOn: [{ day: '2026-11-23', periods: [{ from: '13:00', to: '15:00' }] }],
      closedOn: ['2026-11-24'],
    }

    expect(slotsOn(special, '2026-11-23')).toHaveLength(4)
    expect(slotsOn(special, '2026-11-24')).toEqual([])
  })

  it('have breaks where periods leave gaps', () => {
    const broken = {
      ...desk,
      hours: {
        tue: [
          { from: '10:00', to: '12:00' },
          { from: '13:00', to: '14:00' },
        ],
      },
    }

    expect(slotsOn(broken, '2026-11-24').map((slot) => sayMoment(slot, 0).slice(-5))).toEqual([
      '10:00',
      '10:30',
      '11:00',
      '11:30',
      '13:00',
      '13:30',
    ])
  })
})

describe('free slots', () => {
  const now = at('2026-11-24', '15:10')

  it('begin after the notice and are the next five', () => {
    expect(freeSlots(desk, none, now, { limit: 5 }).map((slot) => sayMoment(slot, now))).toEqual([
      '11/24(火) 16:30',
      '11/24(火) 17:00',
      '11/24(火) 17:30',
      '11/24(火) 18:00',
      '11/24(火) 18:30',
    ])
  })

  it('leave out what is full', () => {
    const taken = new Map([
      [at('2026-11-24', '16:30'), 2],
      [at('2026-11-24', '17:00'), 1],
    ])

    expect(freeSlots(desk, taken, now, { limit: 1 })).toEqual([at('2026-11-24', '17:00')])
  })

  it('go over the month’s end and over midnight', () => {
    expect(freeSlots(desk, none, at('2026-11-30', '23:59'), { limit: 1 })).toEqual([at('2026-12-01', '10:00')])
  })

  it('have fewer seats on days when advisors are away', () => {
    const away = { ...desk, awayOn: [{ day: '2026-11-24', seats: 0 }] }

    expect(freeSlots(away, none, now, { limit: 1 })).toEqual([at('2026-11-25', '10:00')])
  })
})

describe('a wished window', () => {
  const now = at('2026-11-24', '15:10')

  it.each([
    { wish: { date: '2026-12-01', from: '13:00', to: '17:00' }, kind: 'slots', because: 'there are slots in it' },
    { wish: { date: '2026-11-29' }, kind: 'closed', because: 'it is a Sunday' },
    { wish: { date: '2026-12-01', from: '22:00' }, kind: 'closed', because: 'nobody is there at night' },
    {
      wish: { date: '2026-11-24', from: '15:00', to: '16:00' },
      kind: 'tooSoon',
      because: 'an hour’s notice is needed',
    },
    { wish: { date: '2027-03-01' }, kind: 'tooFar', because: 'thirty days is the most' },
  ])('is $kind: $because', ({ wish, kind }) => {
    expect(judgeWish(desk, none, now, wish).kind).toBe(kind)
  })

  it('is full when every seat in it is taken', () => {
    const slot = at('2026-12-01', '13:00')

    expect(judgeWish(desk, new Map([[slot, 2]]), now, { date: '2026-12-01', from: '13:00', to: '13:30' }).kind).toBe(
      'full',
    )
  })
})

describe('outside hours', () => {
  it('somebody is back on the next open day', () => {
    expect(isOpen(desk, at('2026-12-28', '20:59'))).toBe(true)
    expect(isOpen(desk, at('2026-12-28', '21:00'))).toBe(false)
    expect(nextOpening(desk, at('2026-12-28', '21:00'))).toBe(at('2027-01-04', '10:00'))
  })
})

describe('the edges of notice', () => {
  const tuesday = at('2026-11-24', '10:00')
  const last = '2026-12-24'

  it('offers a slot exactly as far off as the earliest notice, none nearer', () => {
    const hourAhead = { ...desk, earliestNoticeMinutes: 60, slotMinutes: 30 }
    expect(freeSlots(hourAhead, none, tuesday, { limit: 1 })).toEqual([at('2026-11-24', '11:00')])
    expect(freeSlots(hourAhead, none, tuesday + 1, { limit: 1 })).toEqual([at('2026-11-24', '11:30')])
  })

  it('offers the last day of notice, and no day after it', () => {
    const month = { ...desk, latestNoticeDays: 30 }
    expect(freeSlots(month, none, tuesday, { limit: 1, date: last })).toEqual([at(last, '10:00')])
    expect(freeSlots(month, none, tuesday, { limit: 1, date: '2026-12-25' })).toEqual([])
  })

  it('begins at the day asked for, unless that is past or too far', () => {
    const from = (after: string) => freeSlots(desk, none, tuesday, { limit: 1, after })
    expect(from('2026-11-26')).toEqual([at('2026-11-26', '10:00')])
    expect(from('2026-11-01')).toEqual([at('2026-11-24', '11:00')])
    expect(from('2027-06-01')).toEqual([at('2026-11-24', '11:00')])
  })

  it('has the slots of a day in order, however its periods are written', () => {
    const late = { from: '15:00', to: '16:00' }
    const early = { from: '10:00', to: '10:30' }
    const times = slotsOn({ ...desk, slotMinutes: 30, hours: { tue: [late, early] } }, '2026-11-24')
    expect(times).toEqual([at('2026-11-24', '10:00'), at('2026-11-24', '15:00'), at('2026-11-24', '15:30')])
  })
})
