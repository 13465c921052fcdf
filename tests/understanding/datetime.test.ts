import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTimeWish } from '../../src/understanding/datetime.ts'

/** A Tuesday morning in Japan. */
const NOW = Date.parse('2026-11-24T10:00:00+09:00')

const WISHES: [text: string, wish: string][] = [
  ['明後日', '2026-11-26'],
  ['今週末', '2026-11-28'],
  ['3日後', '2026-11-27'],
  ['月末', '2026-11-30'],
  ['来月頭', '2026-12-01'],
  ['15日', '2026-12-15'],
  ['12/1(火) 18:30', '2026-12-01 18:30'],
  ['明日の正午', '2026-11-25 12:00'],
  ['明日19時半ごろ', '2026-11-25 19:30'],
  ['明日18時から20時の間', '2026-11-25 18:00-20:00'],
  ['平日の夜', 'none'],
  ['あしたの２じ', '2026-11-25 14:00'],
  ['今日18時', '2026-11-24 18:00'],
  ['きょうの午前9時', 'past'],
  ['明日の午後3時から5時', '2026-11-25 15:00-17:00'],
  ['明日13:00〜15:30で', '2026-11-25 13:00-15:30'],
  ['金曜日の夕方以降', '2026-11-27 16:00'],
  ['土曜の午前中でお願いします', '2026-11-28 09:00-12:00'],
  ['来週月曜の10時', '2026-11-30 10:00'],
  ['十二月三日の午後二時', '2026-12-03 14:00'],
  ['2026/12/05 11:00', '2026-12-05 11:00'],
  ['12月5日 11時15分', '2026-12-05 11:15'],
  ['11/23', 'past'],
  ['2月29日', 'invalid'],
  ['13月1日', 'invalid'],
  ['明日25時', 'invalid'],
  ['明日の夜中2時', '2026-11-25 02:00'],
  ['明日の深夜11時', '2026-11-25 23:00'],
  ['明日の早朝5時', '2026-11-25 05:00'],
  ['明日の深夜', '2026-11-25 22:00-24:00'],
  ['いつでもいいです', 'any'],
  ['朝でも夜でもいつでも大丈夫', 'any'],
  ['平日の夕方以降ならいつでも', 'none'],
  ['夜だったら何曜日でも', 'none'],
  ['何時でも大丈夫', 'any'],
  ['特に希望はありません', 'any'],
  ['おまかせします', 'any'],
  ['明日の夜8時まで', '2026-11-25 -20:00'],
  ['明日の朝イチ', '2026-11-25 09:00-11:00'],
  ['あさっての昼過ぎ', '2026-11-26 13:00-17:00'],
  ['再来週の金曜 17時', '2026-12-11 17:00'],
  ['火曜', '2026-12-01'],
  ['今日', '2026-11-24'],
  ['2人で', 'none'],
  ['090-1234-5678', 'none'],
  ['来年の1月5日', '2027-01-05'],
  ['1/5', '2027-01-05'],
  ['6/1', 'past'],
  ['一週間後の15時', '2026-12-01 15:00'],
  ['明日か明後日', '2026-11-25'],
  ['明日 14-16時', '2026-11-25 14:00-16:00'],
  ['明日の15時〜', '2026-11-25 15:00'],
  ['15時', 'none'],
  ['明日10時〜12時、もしくは15時', '2026-11-25 10:00-12:00'],
  ['あす午後', '2026-11-25 13:00-17:00'],
  ['水曜日の20:00', '2026-11-25 20:00'],
  ['土日', '2026-11-28'],
  ['祝日', 'none'],
  ['来週', 'none'],
  ['昨日', 'past'],
  ['おととい', 'past'],
  ['先週の木曜の15時', 'past'],
  ['先月の20日', 'past'],
  ['こないだの日曜', 'past'],
  ['明日の17時以降でお願いします', '2026-11-25 17:00'],
  ['明日17時より後', '2026-11-25 17:00'],
  ['１１月３０日（月）１０：００', '2026-11-30 10:00'],
  ['30日の10時', '2026-11-30 10:00'],
  ['明日、10時ちょうど', '2026-11-25 10:00'],
  ['明日12時〜1時', '2026-11-25 12:00-13:00'],
  ['明日の昼1時', '2026-11-25 13:00'],
  ['明日の夜12時', '2026-11-25 24:00'],
  ['午後イチで明日', '2026-11-25 13:00-17:00'],
  ['明日の午後から', '2026-11-25 13:00'],
  ['明日の12時まで', '2026-11-25 -12:00'],
  ['本日中', '2026-11-24'],
  ['31日', '2026-12-31'],
  ['明日の午前10時半から11時半', '2026-11-25 10:30-11:30'],
  ['明日 午前11時から午後1時', '2026-11-25 11:00-13:00'],
  ['五日後', '2026-11-29'],
  ['らいしゅうのげつよう', '2026-11-30'],
  ['今週金曜の午後4時', '2026-11-27 16:00'],
  ['今週の月曜', 'past'],
  ['明日の9:00-10:00の間', '2026-11-25 09:00-10:00'],
  ['2日の15時', '2026-12-02 15:00'],
  ['12.1 15:00', '2026-12-01 15:00'],
  ['明日15時00分', '2026-11-25 15:00'],
]

function said(text: string, now = NOW, settled?: string): string {
  const read = parseTimeWish(text, now, settled)
  if ('problem' in read) return read.problem
  if ('any' in read.ok) return 'any'
  const { date, from, to } = read.ok
  return [date, from || to ? `${from ?? ''}${to ? `-${to}` : ''}` : ''].filter(Boolean).join(' ')
}

describe('a wished time', () => {
  it.each(WISHES)('is read from 「%s」: %s', (text, wish) => {
    expect(said(text)).toBe(wish)
  })

  it.each([
    { text: '明日', now: '2028-02-28T12:00:00+09:00', date: '2028-02-29', because: 'the year is a leap year' },
    { text: '明日', now: '2026-12-31T23:59:00+09:00', date: '2027-01-01', because: 'the year ends' },
    { text: '今日', now: '2026-11-24T00:01:00+09:00', date: '2026-11-24', because: 'the day is the one in Japan' },
    { text: '来週の日曜', now: '2026-11-29T12:00:00+09:00', date: '2026-12-06', because: 'weeks begin on Monday' },
    { text: '来月末', now: '2026-12-15T12:00:00+09:00', date: '2027-01-31', because: 'the month is in the next year' },
    {
      text: '今晩で',
      now: '2026-11-24T09:00:00+09:00',
      date: '2026-11-24 18:00-21:00',
      because: 'an evening of today is meant',
    },
    {
      text: '11/30',
      now: '2026-04-02T09:00:00+09:00',
      date: 'past',
      because: 'more than half a year ahead nobody means it',
    },
  ])('falls on $date for 「$text」, for $because', ({ text, now, date }) => {
    expect(said(text, Date.parse(now))).toBe(date)
  })

  it.each([
    { text: '15時がいい', wish: '2026-11-27 15:00', because: 'the day is settled' },
    { text: '夕方で', wish: '2026-11-27 16:00-18:00', because: 'a part of the day is a time, too' },
    { text: '明日の15時', wish: '2026-11-25 15:00', because: 'a named day wins' },
    { text: 'いちばん早いのは？', wish: 'none', because: 'no time is named' },
    { text: '2', wish: 'none', because: 'a number alone is no time' },
  ])('is on the settled day where none is named: 「$text」 is $wish, since $because', ({ text, wish }) => {
    expect(said(text, NOW, '2026-11-27')).toBe(wish)
  })

  it.each([
    { text: '明日は無理なので明後日の15時で', wish: '2026-11-26 15:00' },
    { text: '今日が難しければ明日の夜', wish: '2026-11-25 18:00-21:00' },
    { text: '水曜は用事があるけど、木曜なら大丈夫です', wish: '2026-11-26' },
    { text: '明日は無理です', wish: 'none' },
  ])('is not what does not suit: 「$text」 is $wish', ({ text, wish }) => {
    expect(said(text)).toBe(wish)
  })

  it('is a real day, not before today, whatever is typed', () => {
    const words = fc.constantFrom(
      ...'来週 明日 12月 31日 2/30 の 火曜 午後 3時 半 から まで 〜 18:00 夜 末 後 いつでも 99 - /'.split(' '),
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 8 }), (parts) => {
        const read = parseTimeWish(parts.join(''), NOW)
        if (!('ok' in read) || 'any' in read.ok) return
        expect(new Date(`${read.ok.date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(read.ok.date)
        expect(read.ok.date >= '2026-11-24').toBe(true)
      }),
    )
  })
})
