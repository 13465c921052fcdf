import { expect, test } from 'vitest'
import { createLikeness, shareAsNear } from '../../src/evaluation/likeness.ts'
import { tokensOf } from '../../src/understanding/faq/tokens.ts'

const topic = (id: string, questions: string[]) => ({
  id,
  title: id,
  questions,
  keywords: [],
  answer: '',
  covered: true,
})

test('a text is as near to a topic as its nearest phrasing, and a phrasing is not near to itself', () => {
  const likeness = createLikeness(
    [
      topic('sales', ['営業の仕事は何をしますか', '外回りはつらいですか']),
      topic('clerical', ['事務の仕事は何をしますか', '机でする作業が好きです']),
    ],
    (text) => tokensOf(text),
  )
  expect(likeness('営業の仕事は何をしますか?', 'sales')).toBeGreaterThan(0.9)
  expect(likeness('営業の仕事は何をしますか', 'sales')).toBeLessThan(0.5)
  expect(likeness('営業の仕事は何をしますか', 'clerical')).toBeGreaterThan(likeness('外回りはつらいですか', 'clerical'))
})

test('a share is what it were if as many rows were near as are wanted', () => {
  const rows = [
    { near: 0.11, isRight: false },
    { near: 0.12, isRight: false },
    { near: 0.13, isRight: true },
    { near: 0.19, isRight: false },
    { near: 0.55, isRight: true },
  ]
  // a quarter of those far off is right, and all that are near
  expect(shareAsNear(rows, [0.1, 0.5, 0.5, 0.5])).toBe((0.25 + 3) / 4)
  // where there are no rows there is nothing to say
  expect(shareAsNear(rows, [0.9, 0.5])).toBe(1)
})
