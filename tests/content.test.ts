import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadContent } from '../src/content.ts'
import { checkContent } from '../src/content-check.ts'
import { isAboutUs } from '../src/topics.ts'
import { copyContent, SHIPPED } from './support/edited-content.ts'
import { understandingOf } from './support/understanding.ts'

describe('the shipped content', () => {
  const content = loadContent(SHIPPED)

  it('answers 43 topics or more, and turns others away', () => {
    const topics = [...content.topics.values()]

    expect(topics.filter((topic) => topic.covered).length).toBeGreaterThanOrEqual(43)
    expect(topics.filter((topic) => !topic.covered).length).toBeGreaterThan(20)
  })

  it('has about as many ways of asking for each topic, so that none is found by its size', () => {
    // what it is to use us is asked in fewer ways than what work is like
    const ofWork = [...content.topics.values()].filter(({ id }) => !isAboutUs(id))
    const counts = ofWork.map((topic) => topic.questions.length)

    expect(Math.min(...counts)).toBeGreaterThanOrEqual(8)
    expect(Math.max(...counts)).toBeLessThanOrEqual(2 * Math.min(...counts))
  })

  it('has nothing that must be mended', async () => {
    expect(checkContent(content, await understandingOf(content)).errors).toEqual([])
  })
})

describe('a new topic', () => {
  const file = (title: string) =>
    `---\ntitle: ${title}\nquestions:\n  - 髪の色は自由？\nsource: https://example.com/hair\nchecked: 2026-11-24\n---\n会社によってちがいます。`
  let copy: ReturnType<typeof copyContent>
  beforeEach(() => {
    copy = copyContent()
  })
  afterEach(() => copy.remove())

  it('needs a title, a way of asking and an answer; its button is the title as far as it fits', () => {
    copy.add('faq/looks/looks.hair.md', file('髪の色は決まっていますか？'))
    copy.add('faq/looks/looks.ties.md', file('面接のとき、ネクタイをしめていかなければいけませんか？'))
    const { topics } = loadContent(copy.folder)

    expect(topics.get('looks.hair')).toMatchObject({ label: '髪の色は決まっていますか', keywords: [], related: [] })
    expect(topics.get('looks.ties')?.label).toBe('面接のとき、ネクタイをしめていかなけれ…')
  })

  it('is found by what it says, and the editors are told that it has few ways of asking', async () => {
    copy.add('faq/looks/looks.hair.md', file('髪の色は決まっていますか？'))
    const content = loadContent(copy.folder)
    const understanding = await understandingOf(content)

    expect(understanding.faq.search('髪色が明るいとだめですか').hits[0]?.id).toBe('looks.hair')
    expect(checkContent(content, understanding).warnings.join()).toMatch(/looks\.hair: has only 1 example questions/)
  })
})

describe('content an editor broke', () => {
  let copy: ReturnType<typeof copyContent>
  beforeEach(() => {
    copy = copyContent()
  })
  afterEach(() => copy.remove())
  const SALES = 'faq/front.jobs/front.jobs.sales.md'

  it.each([
    {
      name: 'a missing key',
      change: (text: string) => text.replace(/title:.*\n/, ''),
      says: /front\.jobs\.sales\.md:\d+: title is missing/,
    },
    {
      name: 'a label too long for a button',
      change: (text: string) => text.replace(/label:.*/, 'label: とてもとてもとてもとてもとてもとても長いラベル'),
      says: /label is longer than 20 characters\. Shorten it/,
    },
    {
      name: 'a misspelt key',
      change: (text: string) => text.replace('keywords:', 'keyword:'),
      says: /does not know: keyword\. Check the spelling/,
    },
    {
      name: 'broken YAML',
      change: (text: string) => text.replace('title: ', 'title: "'),
      says: /front\.jobs\.sales\.md:\d+: is not valid YAML/,
    },
    {
      name: 'no answer',
      change: (text: string) => `${text.split('---').slice(0, 2).join('---')}---\n`,
      says: /has no answer\. Write it below/,
    },
    { name: 'no front matter', change: () => 'ただの文です', says: /has no front matter\. Begin the file with/ },
    {
      name: 'a dead link',
      change: (text: string) => text.replace(/related: \[/, 'related: [front.nowhere, '),
      says: /related topic "front\.nowhere" does not exist/,
    },
  ])('is refused with file, line or key, and remedy: $name', ({ change, says }) => {
    copy.edit(SALES, change)

    expect(copy.problems()).toMatch(says)
  })

  it.each([
    {
      name: 'a word of one character, which would be found inside others',
      group: '[休み, 休]',
      says: /thesaurus\/zoo\.yaml: groups\.0\.1: has fewer than two characters/,
    },
    { name: 'a word in two groups', group: '[アカサタ, ハマヤラ], [ハマヤラ, ワヲン]', says: /「ハマヤラ」 stands in/ },
    {
      name: 'a word that another file has, in the other kana',
      group: '[ざんぎょー仲間, ザンギョウ]',
      says: /zoo\.yaml: 「ザンギョウ」 stands in the group ざんぎょー仲間 and in .*work\.yaml/,
    },
  ])('is refused in the thesaurus: $name', ({ group, says }) => {
    copy.add('thesaurus/zoo.yaml', `groups: [${group}]`)

    expect(copy.problems()).toMatch(says)
  })

  it.each([
    {
      name: 'words no name stands for',
      change: ['{自分}', '{じぶん}'],
      says: /care\.yaml: kinds\S+: \{じぶん\} is no name under "words"/,
    },
    {
      name: 'a bracket left open',
      change: ['リスカ|', '(リスカ|'],
      says: /care\.yaml: kinds\.other_person\.phrases\.\d: is no valid regular/,
    },
  ] as const)('is refused in the words of distress: $name', ({ change: [from, to], says }) => {
    copy.edit('care.yaml', (text) => text.replace(from, to))

    expect(copy.problems()).toMatch(says)
  })

  it('is told of every problem at once', () => {
    copy.edit(SALES, (text) => text.replace(/title:.*\n/, ''))
    copy.edit('messages.yaml', (text) => text.replace(/^help:/m, 'helped:'))
    copy.edit('desk.yaml', (text) => text.replace('slotMinutes: 30', 'slotMinutes: soon'))
    copy.edit('fit/items.yaml', (text) => text.replace('text: はじめて会う人とも', 'text: 家族とも'))
    const said = copy.problems()

    for (const part of ['front.jobs.sales.md', 'messages.yaml: help', 'desk.yaml: slotMinutes', '公正な採用選考'])
      expect(said).toContain(part)
  })

  it.each([
    { from: 'closedOn: []', to: 'closedOn: ["2026-02-31"]', says: 'closedOn.0: must be a day of the calendar' },
    { from: '{ from: "12-29", to', to: '{ from: "12-32", to', says: 'closedEveryYear.0.from: must be month and day' },
    { from: 'summaryAt: "09:30"', to: 'summaryAt: "24:30"', says: 'queue.summaryAt: must be a time' },
    { from: 'advisorNames: {}', to: 'advisorNames: { sato: 佐藤 }', says: 'advisorNames.sato: is no id such as' },
  ])('is told of what no calendar, clock or workspace has: $to', ({ from, to, says }) => {
    copy.edit('desk.yaml', (text) => text.replace(from, to))

    expect(copy.problems()).toContain(`desk.yaml: ${says}`)
  })

  it('is told of a name in braces that people would read as it stands', () => {
    copy.edit('messages.yaml', (text) => text.replace('{days}', '{dayz}'))

    expect(copy.problems()).toMatch(/messages\.yaml: \S+: \{dayz\} is not filled in here/)
  })

  it('is told of a name in braces that another sentence is filled in with', () => {
    copy.edit('messages.yaml', (text) => text.replace(/^ {2}left: .*$/m, '  left: "{advisor}との会話はここまでです。"'))

    expect(copy.problems()).toContain('messages.yaml: advisor.left: {advisor} is not filled in here. Use no braces.')
  })

  it('is told of a number or a time that people do not learn any more', async () => {
    copy.edit('messages.yaml', (text) => text.replace(/^ {2}proposed: .*$/m, '  proposed: この時間でいいですか？'))
    const content = loadContent(copy.folder)

    expect(checkContent(content, await understandingOf(content)).warnings).toEqual(
      expect.arrayContaining([
        'content/messages.yaml: advisor.proposed: does not say {time} any more. People will not learn it.',
      ]),
    )
  })

  it.each([
    {
      file: 'faq/front.jobs/front.jobs.planner.md.txt',
      says: 'planner.md.txt: is not read: the name must end in ".md"',
    },
    { file: 'faq/front.jobs/企画.md', says: "企画.md: the file's name is the topic's id" },
    { file: 'faq/front.jobs/planner.md', says: "the folder's name first, such as front.jobs.sales.md" },
  ])('is told of a file that is no topic by its name: $file', ({ file, says }) => {
    copy.add(file, readFileSync(join(SHIPPED, SALES), 'utf8'))

    expect(copy.problems()).toContain(says)
  })

  it('is told once that a file is another one’s copy', async () => {
    copy.add('faq/front.jobs/front.jobs.copy.md', readFileSync(join(SHIPPED, SALES), 'utf8'))
    const content = loadContent(copy.folder)
    const { errors } = checkContent(content, await understandingOf(content))

    expect(errors.filter((error) => error.includes('stands in'))).toEqual([
      expect.stringMatching(
        /「営業ってどんな仕事ですか」 \(and \d+ more\) stands in front\.jobs\.\w+ and in front\.jobs\.\w+/,
      ),
    ])
  })

  it('is found out when two topics answer the same question', async () => {
    copy.edit(SALES, (text) => text.replace('questions:\n', 'questions:\n  - 経理ってどんな仕事ですか\n'))
    const content = loadContent(copy.folder)

    expect(checkContent(content, await understandingOf(content)).errors.join()).toMatch(
      /経理ってどんな仕事ですか.*Keep it where it belongs/,
    )
  })
})

describe('the guide for editors', () => {
  const guide = readFileSync(join(SHIPPED, 'README.md'), 'utf8')
  const table = guide.slice(guide.indexOf('### 検査のことば'), guide.indexOf('### 聞き方の例'))
  const explained = [...table.matchAll(/^\| `(.+?)` \|/gm)].map(([, words]) => words!)
  const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join('src', file), 'utf8'))
    .join('\n')

  it('explains what the check really says', () => {
    expect(explained.length).toBeGreaterThan(10)
    expect(explained.filter((words) => !source.includes(words))).toEqual([])
  })
})
