import { describe, expect, it } from 'vitest'
import { lineLimits, slackLimits } from '../../src/playground/limits.ts'

const used = (limits: ReturnType<typeof lineLimits>) =>
  Object.fromEntries(limits.map((one) => [one.what, `${one.used}/${one.of}`]))

describe('what a message uses of its platform’s limits', () => {
  it('counts a LINE text in UTF-16 units and labels in letters as people see them', () => {
    const action = { type: 'postback', label: '👨‍👩‍👧はい', data: 'yes', displayText: 'はい' }
    const message = { type: 'text', text: 'よし👍', quickReply: { items: [{ type: 'action', action }] } }

    expect(used(lineLimits(message))).toEqual({
      '文章 (UTF-16)': '4/5000',
      クイックリプライ: '1/13',
      クイックリプライの文字: '3/20',
      'postback data': '3/300',
    })
  })

  it('weighs a Flex message in bytes, by the limit of its kind', () => {
    const contents = { type: 'bubble', body: { type: 'box', layout: 'vertical', contents: [] } }
    const carousel = { type: 'carousel', contents: [contents] }

    expect(used(lineLimits({ type: 'flex', altText: '結果', contents }))).toEqual({
      altText: '2/1500',
      'Flex (バイト)': `${JSON.stringify(contents).length}/${30 * 1024}`,
    })
    expect(used(lineLimits({ type: 'flex', altText: '結果', contents: carousel }))['Flex (バイト)']).toContain('/51200')
  })

  it('counts Slack in code points, with the longest of each kind', () => {
    const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
    const button = { type: 'button', action_id: 'a', text: { type: 'plain_text', text: '👍' }, value: 'yes' }
    const blocks = [section('みじかい'), section('もっとながい👍'), { type: 'actions', elements: [button, button] }]

    expect(used(slackLimits({ text: 'はい', blocks }))).toEqual({
      text: '2/40000',
      ブロック: '3/50',
      section: '7/3000',
      '1列のボタン': '2/25',
      ボタンの文字: '1/75',
      value: '3/2000',
    })
    expect(used(slackLimits({ blocks }, true)).ブロック).toBe('3/100')
  })
})
