import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTimeWish } from '../../src/understanding/datetime.ts'
import { parseEmail } from '../../src/understanding/email.ts'
import { parseFields, parseRequest } from '../../src/understanding/fields.ts'
import { parseName } from '../../src/understanding/name.ts'
import { parsePhone } from '../../src/understanding/phone.ts'

const at = (time: string) => Date.parse(`${time}+09:00`)

describe('a telephone number', () => {
  it.each([
    { text: '０９０−８８８８−７７７７', phone: '+819088887777', because: 'width and dashes do not matter' },
    { text: '携帯は080 5555 4444 です！', phone: '+818055554444', because: 'words may stand around it' },
    { text: '<tel:07044443333|070-4444-3333>', phone: '+817044443333', because: 'Slack wraps numbers' },
    { text: '+81(0)50-2222-3333', phone: '+815022223333', because: 'the zero in brackets is not dialled' },
    { text: '011-222-3333', phone: '+81112223333', because: 'a land line has ten digits' },
    { text: '+44 20 7946 0958', phone: '+442079460958', because: 'a foreign number keeps its digits' },
  ])('is read from "$text": $because', ({ text, phone }) => {
    expect(parsePhone(text)).toBe(phone)
  })

  it.each(['090-123-4567', '080-1234-56789', '555-1234', '0000000000', '119', '教えません', ''])(
    'is not read from "%s"',
    (text) => {
      expect(parsePhone(text)).toBeUndefined()
    },
  )
})

describe('an e-mail address', () => {
  it.each([
    { text: 'ｔｅｓｔ＠ｅｘａｍｐｌｅ．ｊｐ', email: 'test@example.jp', because: 'full width is folded' },
    {
      text: 'アドレスは a.b+c@mail.example.co.jp です。',
      email: 'a.b+c@mail.example.co.jp',
      because: 'words and a full stop stand around it',
    },
    { text: '<mailto:x_y@example.org|x_y@example.org>', email: 'x_y@example.org', because: 'Slack wraps addresses' },
  ])('is read from "$text": $because', ({ text, email }) => {
    expect(parseEmail(text)).toBe(email)
  })

  it.each(['name@host', 'a@b@example.com', 'a@@example.com', '@example.jp', 'example.jp', 'ありません'])(
    'is not read from "%s"',
    (text) => {
      expect(parseEmail(text)).toBeUndefined()
    },
  )
})

describe('a name', () => {
  it.each([
    { text: 'どうも、斎藤といいます！', name: '斎藤', because: 'greeting and ending go' },
    { text: '佐々木　蓮', name: '佐々木 蓮', because: 'the wide space becomes a narrow one' },
    { text: 'ﾜﾀﾅﾍﾞです', name: 'ワタナベ', because: 'narrow kana become wide' },
    { text: '髙島屋です', name: '髙島屋', because: 'rare letters stay' },
    { text: 'やまだ', name: 'やまだ', because: 'だ may end a name' },
    { text: '神戸の木村や', name: '木村', because: 'where somebody is from is no name, nor is their dialect' },
    { text: '一の瀬', name: '一の瀬', because: 'の may stand in a name' },
    { text: 'Maria Silva😊', name: 'Maria Silva', because: 'pictures go' },
  ])('is read from "$text": $because', ({ text, name }) => {
    expect(parseName(text)).toBe(name)
  })

  it.each([
    '🙇🙇',
    '00',
    '匿名で',
    '申し込みます',
    '予約したい',
    '予約の確認',
    '申し込みを取り消し',
    '教えたくないです',
    '経理って何？',
    ' ',
    'あ'.repeat(51),
  ])('is not read from "%s"', (text) => {
    expect(parseName(text)).toBeUndefined()
  })
})

describe('a wished time', () => {
  const now = at('2026-11-24T14:00') // a Tuesday

  it.each([
    {
      text: '明後日の午前',
      ok: { date: '2026-11-26', from: '09:00', to: '12:00' },
      because: 'a part of the day is a window',
    },
    { text: 'あしたの17時半', ok: { date: '2026-11-25', from: '17:30' }, because: 'a point of time is a beginning' },
    { text: '木曜19時以降', ok: { date: '2026-11-26', from: '19:00' }, because: 'a bare weekday is the next to come' },
    { text: '来週の金曜', ok: { date: '2026-12-04' }, because: 'weeks begin on Monday' },
    {
      text: '１２月３日　夜８時',
      ok: { date: '2026-12-03', from: '20:00' },
      because: 'the clock beats the part of the day',
    },
    {
      text: '1/8 10:00〜11:30',
      ok: { date: '2027-01-08', from: '10:00', to: '11:30' },
      because: 'the next such day may be next year',
    },
    { text: '今日の18時まで', ok: { date: '2026-11-24', to: '18:00' }, because: 'until is an end' },
    { text: '夜7時から9時', ok: undefined, because: 'there is no day' },
    {
      text: '土曜の午後1時から3時',
      ok: { date: '2026-11-28', from: '13:00', to: '15:00' },
      because: 'the end follows the beginning',
    },
    { text: '十二月二十日の正午', ok: { date: '2026-12-20', from: '12:00' }, because: 'numbers may be kanji' },
    { text: '2週間後', ok: { date: '2026-12-08' }, because: 'weeks can be counted' },
    { text: '月末', ok: { date: '2026-11-30' }, because: 'the month has an end' },
    { text: 'いつでもいいですよ', ok: { any: true }, because: 'no day is needed' },
  ])('"$text": $because', ({ text, ok }) => {
    const read = parseTimeWish(text, now)

    expect('ok' in read ? read.ok : undefined).toEqual(ok)
  })

  it.each([
    { text: 'きのうの昼', problem: 'past' },
    { text: '今日の11時', problem: 'past' },
    { text: '4月31日', problem: 'invalid' },
    { text: '明日の16時から14時', problem: 'invalid' },
    { text: '明日の25時', problem: 'invalid' },
    { text: '夜がいい', problem: 'none' },
    { text: '8月10日', problem: 'past' },
  ])('"$text" is $problem', ({ text, problem }) => {
    expect(parseTimeWish(text, now)).toEqual({ problem })
  })

  it.each([
    { now: '2028-02-28T10:00', text: '明日', date: '2028-02-29', because: 'leap years have a 29th' },
    { now: '2026-12-31T23:50', text: '明日', date: '2027-01-01', because: 'years end' },
    { now: '2026-11-29T09:00', text: '今週の日曜', date: '2026-11-29', because: 'Sunday ends the week' },
    { now: '2026-11-24T00:05', text: '今日', date: '2026-11-24', because: 'the day begins at midnight in Japan' },
  ])('at $now "$text" is $date: $because', ({ now: moment, text, date }) => {
    expect(parseTimeWish(text, at(moment))).toEqual({ ok: { date } })
  })
})

describe('what is said instead of something else', () => {
  const now = at('2026-11-24T14:00')
  it.each([
    { text: '土曜じゃなくて月曜', time: { date: '2026-11-30' } },
    { text: '木曜の10時ではなく、金曜の13時でお願いします', time: { date: '2026-11-27', from: '13:00' } },
    { text: '明日の15時じゃなくて16時', time: { date: '2026-11-25', from: '16:00' } },
    { text: '明後日の午前やなくて午後', time: { date: '2026-11-26', from: '13:00', to: '17:00' } },
    { text: '電話じゃなくてチャットで、明日の11時', time: { date: '2026-11-25', from: '11:00' } },
    { text: '明日の11時、電話じゃなくてチャットで', time: { date: '2026-11-25', from: '11:00' } },
  ])('is the time of "$text"', ({ text, time }) => {
    expect(parseFields(text, now).time).toEqual(time)
  })

  it.each([
    { text: '080-1111-2222じゃなくて080-3333-4444です', field: 'phone', is: '+818033334444' },
    { text: 'a@example.jpではなくb@example.jp', field: 'email', is: 'b@example.jp' },
    { text: '名前は木村じゃなくて北村です', field: 'name', is: '北村' },
    { text: '木村です。電話じゃなくてチャットで', field: 'name', is: '木村' },
    { text: 'チャットではなくて電話で', field: 'wish', is: 'phone' },
    { text: 'メールじゃなくて電話のままで', field: 'wish', is: 'phone' },
  ] as const)('is the $field of "$text"', ({ text, field, is }) => {
    expect(parseRequest(text, now)[field]).toBe(is)
  })

  it('is nothing where nothing is called off', () => {
    expect(parseFields('明日の15時じゃなくてもいいです', now).time).toEqual({ date: '2026-11-25', from: '15:00' })
  })
})

describe('several fields in one message', () => {
  it('take nobody else for the person', () => {
    expect(parseFields('木村と申します。娘の名前は花です', at('2026-11-24T14:00')).name).toBe('木村')
  })

  it('are all found', () => {
    const fields = parseFields(
      '田中と申します。あさっての10時に、080-3333-2222へお電話いただけますか。メールは t@example.jp です',
      at('2026-11-24T14:00'),
    )

    expect(fields).toEqual({
      name: '田中',
      phone: '+818033332222',
      email: 't@example.jp',
      time: { date: '2026-11-26', from: '10:00' },
    })
  })

  it.each(['大丈夫です', '営業です', '不安です', '明日です'])('find no name in "%s"', (text) => {
    expect(parseFields(text, at('2026-11-24T14:00'))).not.toHaveProperty('name')
  })
})

describe('any text at all', () => {
  it('is read without failing', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc.string({
        unit: fc.constantFrom(
          '0',
          '9',
          '-',
          ' ',
          '(',
          ')',
          '時',
          '月',
          '@',
          '.',
          'ー',
          '来週',
          '午後',
          '山',
          'あ',
          '\ud800',
          '👍',
          '‏',
        ),
        maxLength: 3000,
      }),
    )
    fc.assert(
      fc.property(text, (any) => {
        parseFields(any, 0)
        parseName(any)
      }),
      { numRuns: 300 },
    )
  })
})
