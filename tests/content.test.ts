import { readFileSync } from 'node:fs'
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
    expect(checkContent(content, understanding).warnings.join()).toMatch(/looks\.hair: 聞き方の例が1個しかありません/)
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
      says: /front\.jobs\.sales\.md:\d+: title: ありません。この名前で足して/,
    },
    {
      name: 'a label too long for a button',
      change: (text: string) => text.replace(/label:.*/, 'label: とてもとてもとてもとてもとてもとても長いラベル'),
      says: /label: 20文字までです。ちぢめて/,
    },
    {
      name: 'a misspelt key',
      change: (text: string) => text.replace('keywords:', 'keyword:'),
      says: /front\.jobs\.sales\.md:\d{2,}: keyword: この名前の項目は使いません。つづりを/,
    },
    {
      name: 'broken YAML',
      change: (text: string) => text.replace('title: ', 'title: "'),
      says: /front\.jobs\.sales\.md:3: 「label: 営業の仕事」で書き方がくずれています。この行か少し上の/,
    },
    {
      name: 'a full-width colon',
      change: (text: string) => text.replace('title: ', 'title：'),
      says: /front\.jobs\.sales\.md:3: .*「title：.*」の、全角の「：」か空白を/,
    },
    {
      name: 'full-width spaces before a line',
      change: (text: string) => text.replace('questions:\n  - ', 'questions:\n\u3000\u3000- '),
      says: /front\.jobs\.sales\.md:\d+: .*「- .*」の、全角の「：」か空白を/,
    },
    {
      name: 'words between full-width commas',
      change: (text: string) => text.replace(/keywords: .*/, 'keywords: [営業、セールス]'),
      says: /keywords\.1番目: 「、」ではなく、半角の「,」で/,
    },
    {
      name: 'a key that stands twice',
      change: (text: string) => text.replace('keywords:', 'title: 営業\nkeywords:'),
      says: /「title: 営業」と同じ名前の項目が、上にもあります/,
    },
    { name: 'an empty file', change: () => '---\n\n---\n', says: /front\.jobs\.sales\.md:2: 中身がありません/ },
    {
      name: 'a question with a colon',
      change: (text: string) => text.replace('questions:\n', 'questions:\n  - 例: どうですか\n'),
      says: /front\.jobs\.sales\.md:5: questions\.1番目: 1つの文で書いて/,
    },
    {
      name: 'a day no calendar has',
      change: (text: string) => text.replace(/checked: .*/, 'checked: 2026-02-31'),
      says: /checked: 2026-11-24 のように、カレンダーにある日付/,
    },
    {
      name: 'no answer',
      change: (text: string) => `${text.split('---').slice(0, 2).join('---')}---\n`,
      says: /答えがありません。2つめの「---」の下に/,
    },
    { name: 'no front matter', change: () => 'ただの文です', says: /上の「---」から「---」までがありません/ },
    {
      name: 'a dead link',
      change: (text: string) => text.replace(/related: \[/, 'related: [front.nowhere, '),
      says: /front\.jobs\.sales: related: 「front\.nowhere」という話題はありません/,
    },
  ])('is refused with file, line or key, and remedy: $name', ({ change, says }) => {
    copy.edit(SALES, change)

    expect(copy.problems()).toMatch(says)
  })

  it.each([
    {
      name: 'words between full-width commas',
      group: '[残業、居残り]',
      says: /zoo\.yaml: groups\.1番目\.1番目: 「、」ではなく/,
    },
    {
      name: 'a word of one character, which would be found inside others',
      group: '[休み, 休]',
      says: /thesaurus\/zoo\.yaml: groups\.1番目\.2番目: 1文字だと/,
    },
    {
      name: 'a word in two groups',
      group: '[アカサタ, ハマヤラ], [ハマヤラ, ワヲン]',
      says: /「ハマヤラ」が、「ハマヤラ」の組と .*の「アカサタ」の組の両方に/,
    },
    {
      name: 'a word that another file has, in the other kana',
      group: '[ざんぎょー仲間, ザンギョウ]',
      says: /zoo\.yaml: 「ザンギョウ」が、「ざんぎょー仲間」の組と .*work\.yaml の「残業」の組の両方に/,
    },
  ])('is refused in the thesaurus: $name', ({ group, says }) => {
    copy.add('thesaurus/zoo.yaml', `groups: [${group}]`)

    expect(copy.problems()).toMatch(says)
  })

  it.each([
    {
      name: 'words no name stands for',
      change: ['{自分}', '{じぶん}'],
      says: /care\.yaml: kinds\S+: \{じぶん\} は words にありません/,
    },
    {
      name: 'a bracket left open',
      change: ['リスカ|', '(リスカ|'],
      says: /care\.yaml: kinds\.other_person\.phrases\.\d番目: 正規表現として読めません/,
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
    { file: SALES, change: (text: string) => text.replace(/title:.*\n/, ''), because: 'others point to it' },
    {
      file: 'fit/results.yaml',
      change: (text: string) => text.replace(/ {4}title: .*\n/, ''),
      because: 'items weigh its jobs',
    },
    {
      file: 'fit/items.yaml',
      change: (text: string) => text.replace('items:', 'items：'),
      because: 'nothing in it is missing in particular',
    },
    {
      file: 'fit/items.yaml',
      change: (text: string) => text.replace(/ {4}why: .*\n/, ''),
      because: 'its office then has too few',
    },
    {
      file: 'messages.yaml',
      change: (text: string) => text.replace(/^ {2}left: .*$/m, '  left:'),
      because: 'an empty sentence is not missing as well',
    },
  ])('is told of one mistake once: $file, $because', ({ file, change }) => {
    copy.edit(file, change)

    expect(copy.problems().split('\n  - ')).toHaveLength(2)
  })

  it('is told of a file that Windows saved in an old encoding', () => {
    copy.add('thesaurus/zoo.yaml', Buffer.from('groups: []\n# \x8bx\x93\xfa\n', 'latin1'))

    expect(copy.problems()).toContain('thesaurus/zoo.yaml: 文字コードが UTF-8 ではありません')
  })

  it('reads Japanese alone', () => {
    copy.edit('desk.yaml', () => 'timeZone: Tokyo\nhours: []\nclosedOn: いつも\nslotMinutes: 0.5\nofferSlots: 100')
    copy.edit('fit/results.yaml', () => '- a')
    copy.edit('menus.yaml', (text) => text.replace(/choice: .*/, 'choice: fly }').replace(/icon: \w+/, 'icon: bird'))
    const [, ...problems] = copy.problems().split('\n  - ')

    expect(problems.length).toBeGreaterThan(15)
    for (const problem of problems) expect(problem).toMatch(/^\S+: \S+: .*[ぁ-ん]。/)
    expect(problems.join('\n')).not.toMatch(/[a-z]{2,} [a-z]{2,}|無効|期待/)
  })

  it.each([
    {
      from: 'closedOn: []',
      to: 'closedOn: ["2026-02-31"]',
      says: 'closedOn.1番目: 2026-11-24 のように、カレンダーにある日付を',
    },
    { from: '{ from: "12-29", to', to: '{ from: "12-32", to', says: 'closedEveryYear.1番目.from: "12-29" のように' },
    { from: 'summaryAt: "09:30"', to: 'summaryAt: "24:30"', says: 'queue.summaryAt: "10:00" のように' },
    { from: 'advisorNames: {}', to: 'advisorNames: { sato: 佐藤 }', says: 'advisorNames.sato: U0123ABCD のような id' },
  ])('is told of what no calendar, clock or workspace has: $to', ({ from, to, says }) => {
    copy.edit('desk.yaml', (text) => text.replace(from, to))

    expect(copy.problems()).toContain(`desk.yaml: ${says}`)
  })

  it('is told of what leads to a topic that is not there', () => {
    copy.edit('menus.yaml', (text) => text.replace('do:examples', 'topic:front.nowhere'))
    copy.edit('fit/results.yaml', (text) => text.replace('topic: front.fit', 'topic: front.fits'))

    expect(copy.problems()).toMatch(/results\.yaml: offices\.front\.topic: 「front\.fits」という話題はありません/)
    expect(copy.problems()).toMatch(
      /menus\.yaml: before: 「仕事について聞く」: 「front\.nowhere」という話題はありません/,
    )
  })

  it('is told of a sentence that nobody says', () => {
    copy.edit('messages.yaml', (text) => text.replace(/^examples:/m, 'exmples:'))

    expect(copy.problems()).toMatch(
      /messages\.yaml: examples: ありません.*\n.*messages\.yaml: exmples: この名前の文は使いません/,
    )
  })

  it('is told of a name in braces that people would read as it stands', () => {
    copy.edit('messages.yaml', (text) => text.replace('{days}', '{dayz}'))

    expect(copy.problems()).toMatch(/messages\.yaml: \S+: \{dayz\} は、この文では使えません。使えるのは \{days\} です/)
  })

  it('is told of a name in braces that another sentence is filled in with', () => {
    copy.edit('messages.yaml', (text) => text.replace(/^ {2}left: .*$/m, '  left: "{advisor}との会話はここまでです。"'))

    expect(copy.problems()).toContain(
      'messages.yaml: advisor.left: {advisor} は、この文では使えません。{ } を消してください。',
    )
  })

  it('is told of a number or a time that people do not learn any more', async () => {
    copy.edit('messages.yaml', (text) => text.replace(/^ {2}proposed: .*$/m, '  proposed: この時間でいいですか？'))
    const content = loadContent(copy.folder)

    expect(checkContent(content, await understandingOf(content)).warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^content\/messages\.yaml: advisor\.proposed: \{time\} がありません/),
      ]),
    )
  })

  it.each([
    {
      file: 'faq/front.jobs/front.jobs.planner.md.txt',
      says: 'planner.md.txt: 読まれていません。ファイル名の終わりを「.md」に',
    },
    { file: 'thesaurus/zoo.yml', says: 'thesaurus/zoo.yml: 読まれていません。ファイル名の終わりを「.yaml」に' },
    {
      file: 'locales/ja-easy/faq/middle.md.txt',
      says: 'locales/ja-easy/faq/middle.md.txt: 読まれていません。ファイル名の終わりを「.md」に',
    },
    { file: 'faq/planner.md', says: 'faq/planner.md: faq/ の中の、合うフォルダーに入れて' },
    { file: 'faq/front.jobs/企画.md', says: '企画.md: ファイル名が話題の id になります' },
    {
      file: 'faq/front.jobs/planner.md',
      says: 'フォルダーの名前で始めて、半角の小文字・数字・「.」「-」でつけてください(例:front.jobs.sales.md)',
    },
  ])('is told of a file that is no topic by its name: $file', ({ file, says }) => {
    copy.add(file, readFileSync(join(SHIPPED, SALES), 'utf8'))

    expect(copy.problems()).toContain(says)
  })

  it('is told once that a file is another one’s copy', async () => {
    copy.add('faq/front.jobs/front.jobs.copy.md', readFileSync(join(SHIPPED, SALES), 'utf8'))
    const content = loadContent(copy.folder)
    const { errors } = checkContent(content, await understandingOf(content))

    expect(errors.filter((error) => error.includes('両方にあります'))).toEqual([
      expect.stringMatching(
        /「営業ってどんな仕事ですか」\(ほか\d+個\)が、front\.jobs\.\w+ と front\.jobs\.\w+ の両方にあります/,
      ),
    ])
  })

  it('is found out when two topics answer the same question', async () => {
    copy.edit(SALES, (text) => text.replace('questions:\n', 'questions:\n  - 経理ってどんな仕事ですか\n'))
    const content = loadContent(copy.folder)

    expect(checkContent(content, await understandingOf(content)).errors.join()).toMatch(
      /経理ってどんな仕事ですか.*合うほうにだけ残して/,
    )
  })
})
