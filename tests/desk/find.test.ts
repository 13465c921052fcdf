import { describe, expect, it } from 'vitest'
import { soughtIn } from '../../src/desk/find.ts'

describe('a number an advisor looks for', () => {
  it.each([
    { typed: '090-8888-7777', digits: '09088887777', reference: undefined },
    { typed: '０９０ー８８８８ー７７７７', digits: '09088887777', reference: undefined },
    { typed: '+81 90 8888 7777', digits: '09088887777', reference: undefined },
    { typed: '7777', digits: '7777', reference: undefined },
    { typed: '88-7777', digits: '887777', reference: '887777' },
    { typed: 'k7qam4', digits: undefined, reference: 'K7QAM4' },
    { typed: 'Ｋ７ＱーＡＭ４', digits: undefined, reference: 'K7QAM4' },
    { typed: '受付番号：k7q am4', digits: undefined, reference: 'K7QAM4' },
    // holds the letters of a view
    { typed: '4me7ac', digits: undefined, reference: '4ME7AC' },
  ])('is read however it is typed: $typed', ({ typed, digits, reference }) => {
    expect(soughtIn(typed)).toEqual({ digits, reference })
  })

  it.each(['', '担当待ち', '自分', 'today', 'mine', 'waiting'])('is not what names a view: "%s"', (typed) => {
    expect(soughtIn(typed)).toBeUndefined()
  })
})
