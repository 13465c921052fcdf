import { describe, expect, it } from 'vitest'
import { parseMessage } from '../../src/channels/slack/parse.ts'

const PLACE = { team: 'T0', advisorChannel: 'C0DESK', botUserId: 'U0BOT', names: new Map([['U0MORI', '森']]) }

function heard(text: string, blocks?: unknown): string | undefined {
  const event = { type: 'message', channel: 'C0DESK', user: 'U0SATO', thread_ts: '1.0', ts: '2.0', text, blocks }
  const inbound = parseMessage(event, PLACE)
  return inbound?.body.kind === 'text' ? inbound.body.text : undefined
}

const rich = (...elements: unknown[]) => [{ type: 'rich_text', elements }]
const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements })
const words = (text: string, style?: object) => ({ type: 'text', text, ...(style ? { style } : {}) })

describe('how an advisor formats words in Slack', () => {
  it.each([
    {
      because: 'bold between Japanese',
      text: 'これは*大事*です',
      parts: [section(words('これは'), words('大事', { bold: true }), words('です'))],
      plain: 'これは大事です',
    },
    {
      because: 'marks in marks',
      text: '*太字_も_* ~取り消し~ `code`',
      parts: [
        section(
          words('太字', { bold: true }),
          words('も', { bold: true, italic: true }),
          words(' '),
          words('取り消し', { strike: true }),
          words(' '),
          words('code', { code: true }),
        ),
      ],
      plain: '太字も 取り消し code',
    },
    {
      because: 'typed marks stay',
      text: '(*^_^*) *注 午前~午後、夕方~夜',
      parts: [section(words('(*^_^*) *注 午前~午後、夕方~夜'))],
      plain: '(*^_^*) *注 午前~午後、夕方~夜',
    },
    {
      because: 'a labelled link, an ampersand, a name',
      text: '<https://example.com/a?b=1&amp;c=2|応募ページ> Q&amp;A <@U0MORI> さん',
      parts: [
        section(
          { type: 'link', url: 'https://example.com/a?b=1&c=2', text: '応募ページ' },
          words(' Q&A '),
          { type: 'user', user_id: 'U0MORI' },
          words(' さん'),
        ),
      ],
      plain: '応募ページ(https://example.com/a?b=1&c=2) Q&A 森 さん',
    },
    {
      because: 'a channel keeps the name the text gives',
      text: '<#C1|総合>へ',
      parts: [section({ type: 'channel', channel_id: 'C1' }, words('へ'))],
      plain: '#総合へ',
    },
    {
      because: 'lists, quotes and code each stand on lines',
      text: '持ち物\n• 履歴書\n• *ペン*\n&gt; 引用\n```a &lt; b```',
      parts: [
        section(words('持ち物\n')),
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [section(words('履歴書')), section(words('ペン', { bold: true }))],
        },
        { type: 'rich_text_quote', elements: [words('引用')] },
        { type: 'rich_text_preformatted', elements: [words('a < b')] },
      ],
      plain: '持ち物\n・ 履歴書\n・ ペン\n> 引用\na < b',
    },
    {
      because: 'emoji become signs',
      text: '*よろしく* :pray:',
      parts: [
        section(words('よろしく', { bold: true }), words(' '), { type: 'emoji', name: 'pray', unicode: '1f64f' }),
      ],
      plain: 'よろしく 🙏',
    },
  ])('leaves no marks in what is carried: $because', ({ text, parts, plain }) => {
    expect(heard(text, rich(...parts))).toBe(plain)
  })

  it.each([
    { text: '*大事* です', plain: '大事 です' },
    { text: '~なし~ _はい_、`ok`。', plain: 'なし はい、ok。' },
    { text: '*_両方_*', plain: '両方' },
    { text: '```\nそのまま\n```', plain: 'そのまま' },
    { text: 'snake_case_name と 2*3*4', plain: 'snake_case_name と 2*3*4' },
    { text: '10時~12時、13時~15時 (*^_^*)', plain: '10時~12時、13時~15時 (*^_^*)' },
  ])('takes marks around whole words where no blocks tell: $text', ({ text, plain }) => {
    expect(heard(text)).toBe(plain)
  })

  it('falls back on the text where a block is unknown', () => {
    expect(heard('*大事* です', rich(section({ type: 'hologram' })))).toBe('大事 です')
  })
})
