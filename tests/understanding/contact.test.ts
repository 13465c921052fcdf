import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEmail } from '../../src/understanding/email.ts'
import { parseFields } from '../../src/understanding/fields.ts'
import { parseName } from '../../src/understanding/name.ts'
import { parsePhone } from '../../src/understanding/phone.ts'
import { readers } from './readers.ts'

const NOW = Date.parse('2026-11-24T10:00:00+09:00')

const PHONES: [text: string, phone: string | undefined][] = [
  ['電話番号は090 1234 5678です', '+819012345678'],
  ['09012345678 か 0312345678', '+819012345678'],
  ['＋８１９０１２３４５６７８', '+819012345678'],
  ['+81-80-1234-5678', '+818012345678'],
  ['080.1234.5678', '+818012345678'],
  ['070 ー 2345 ー 6789 やで', '+817023456789'],
  ['(090)1234-5678', '+819012345678'],
  ['0120-123-456', '+81120123456'],
  ['01234', undefined],
  ['119', undefined],
  ['9012345678', undefined],
  ['090-12345-678', '+819012345678'],
  ['電話はやめて', undefined],
  ['+1 (415) 555-0132', '+14155550132'],
  ['+86 138 0013 8000', '+8613800138000'],
  ['<tel:+819012345678|+81 90-1234-5678>', '+819012345678'],
  ['000-1234-5678', undefined],
  ['０３（１２３４）５６７８', '+81312345678'],
  ['でんわ：０９０ー１２３４ー５６７８', '+819012345678'],
  ['060-1234-5678', undefined],
  ['0000000000', undefined],
  ['090-0000-0000', undefined],
  ['+8190123', undefined],
  ['8190-1234-5678', undefined],
]

const EMAILS: [text: string, email: string | undefined][] = [
  ['taro@example.com', 'taro@example.com'],
  ['メアドは Taro.Y@Example.com です', 'Taro.Y@Example.com'],
  ['taro @ example.com', 'taro@example.com'],
  ['taro@example.c', undefined],
  ['taro@example..com', undefined],
  ['.taro@example.com', undefined],
  ['taro@exa_mple.com', undefined],
  ['ta ro@example.com', 'ro@example.com'],
  ['<mailto:a@b.co|a@b.co>', 'a@b.co'],
  ['「a.b@c.jp」', 'a.b@c.jp'],
  ['mail:a@b.jp', 'a@b.jp'],
  ['a@b.jp、よろしく', 'a@b.jp'],
  ['ない', undefined],
  ['taro.@docomo.ne.jp', undefined],
]

const NAMES: [text: string, name: string | undefined][] = [
  ['たけしです', 'たけし'],
  ['ジョン・スミス', 'ジョン・スミス'],
  ['名前は田中太郎といいます', '田中太郎'],
  ['なまえは もりたけい です', 'もりたけい'],
  ['フルネームは佐々木 希です！', '佐々木 希'],
  ['なかむらです、よろしくおねがいいたします🙏', 'なかむら'],
  ['山田でお願いします', '山田'],
  ['山田って言います', '山田'],
  ['えっと、鈴木です', '鈴木'],
  ['田中さん', '田中さん'],
  ['言いたくない', undefined],
  ['匿名で', undefined],
  ['ひみつ', undefined],
  ['あとで', undefined],
  ['なんで？', undefined],
  ['戻る', undefined],
  ['mary jane', 'mary jane'],
  ['李　明', '李 明'],
  ['\u202e山\u200b田\u200f', '山田'],
  ['\u200b', undefined],
  ['やまだはなこです。よろしくお願いします。', 'やまだはなこ'],
  ['私の名前は伊藤です', '伊藤'],
  ['高橋 一生（たかはし いっせい）', '高橋 一生'],
  ['田中（22）', '田中'],
  ['小林だよ', '小林'],
  ['僕、森です', '森'],
  ['ニックネームでもいいですか？', undefined],
  ['偽名でもいい？', undefined],
  ['なし', undefined],
  ['ゆい', 'ゆい'],
  ["O'Brien", "O'Brien"],
  ['教えたくありません', undefined],
]

describe('a telephone number', () => {
  it.each(PHONES)('is read from 「%s」: %s', (text, phone) => {
    expect(parsePhone(text)).toBe(phone)
  })

  it('may be refused', () => {
    expect(readers.isRefusingPhone('電話はちょっと苦手なので、しないでほしい')).toBe(true)
    expect(readers.isRefusingPhone('電話でお願いします')).toBe(false)
  })

  it.each([
    '例の電話やっぱりなしにして',
    '電話の件はやめます',
    'やっぱ電話いいです',
    '勝手に電話してくんなよ',
    '電話すんな',
    '電話はいやチャットにして',
  ])('is refused in passing: %s', (text) => {
    expect(readers.isRefusingPhone(text)).toBe(true)
  })

  it.each(['電話がいいです', '電話するなら夜がいい', 'できれば電話してもらえると嬉しい'])(
    'is not refused: %s',
    (text) => {
      expect(readers.isRefusingPhone(text)).toBe(false)
    },
  )
})

describe('an e-mail address', () => {
  it.each(EMAILS)('is read from 「%s」: %s', (text, email) => {
    expect(parseEmail(text)).toBe(email)
  })
})

describe('a name', () => {
  it.each(NAMES)('is read from 「%s」: %s', (text, name) => {
    expect(parseName(text)).toBe(name)
  })
})

describe('several fields in one message', () => {
  it.each([
    {
      text: 'あした18時に090-1234-5678まで電話ください、山田です',
      fields: { name: '山田', phone: '+819012345678', time: { date: '2026-11-25', from: '18:00' } },
      because: 'people say it all at once',
    },
    {
      text: '名前:山本 電話:070-1111-2222 希望:明日15時',
      fields: { name: '山本', phone: '+817011112222', time: { date: '2026-11-25', from: '15:00' } },
      because: 'some fill in a form of their own',
    },
    {
      text: '田中太郎と申します。taro@example.com です',
      fields: { name: '田中太郎', email: 'taro@example.com' },
      because: 'an address is no name',
    },
    { text: '経理の仕事って何ですか', fields: {}, because: 'a question holds none' },
    { text: '明日は大丈夫です', fields: { time: { date: '2026-11-25' } }, because: 'being fine is no name' },
  ])('are read from 「$text」: $because', ({ text, fields }) => {
    expect(parseFields(text, NOW)).toEqual(fields)
  })

  it('are read from any text without harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const { name, phone, email } = parseFields(text, NOW)
        if (name) expect([...name].length).toBeLessThanOrEqual(50)
        if (phone) expect(phone).toMatch(/^\+\d{8,15}$/)
        if (email) expect(email).toMatch(/^[^@\s]+@[^@\s]+\.[^@\s]+$/)
      }),
    )
  })
})
