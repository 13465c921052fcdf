import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadContent, speaking } from '../src/content.ts'
import { checkContent } from '../src/content-check.ts'
import { BEGINNING } from '../src/editing/destination.ts'
import { copyContent, SHIPPED } from './support/edited-content.ts'
import { understandingOf } from './support/understanding.ts'

const EASY = 'locales/ja-easy'

describe('the content in other words', () => {
  let copy: ReturnType<typeof copyContent>
  beforeEach(() => {
    copy = copyContent()
  })
  afterEach(() => copy.remove())

  it('has every sentence, as shipped; only a new answer or item may still lack its translation', () => {
    for (const { tag, gaps } of loadContent(SHIPPED).locales.values())
      expect([tag, gaps.filter((gap) => !/\/faq\/|fit\.yaml: items\./.test(gap))]).toEqual([tag, []])
  })

  it('keeps ids, weights and version, so that results compare', () => {
    const content = loadContent(SHIPPED)
    const easy = speaking(content, 'ja-easy')

    expect(easy.bank.items.map(({ id, weights }) => ({ id, weights }))).toEqual(
      content.bank.items.map(({ id, weights }) => ({ id, weights })),
    )
    expect(easy.bank.version).toBe(content.bank.version)
  })

  it('is answered by typing a button’s words, in either wording', async () => {
    const content = loadContent(SHIPPED)
    const understanding = await understandingOf(content)
    for (const { tag, words } of content.locales.values()) {
      for (const [at, item] of (words?.bank.items ?? []).entries()) {
        const pending = { slot: `fit.${item.id}`, question: item.text, kind: item.kind, options: item.options }
        for (const [nth, option] of item.options.entries()) {
          for (const typed of [option.label, content.bank.items[at]!.options[nth]!.label]) {
            const understood = understanding.understand(typed, pending, { ...BEGINNING, inFit: true })
            expect([tag, item.id, typed, understood]).toMatchObject([
              tag,
              item.id,
              typed,
              { kind: 'answer', value: option.value },
            ])
          }
        }
      }
    }
  })

  it('names the same help lines in every locale’s words for a crisis', () => {
    const content = loadContent(SHIPPED)
    const numbers = (text: string) => [...new Set(text.match(/\b0\d{3}-\d{3}-\d{3}\b/g))].sort()
    for (const { tag, words } of content.locales.values()) {
      for (const [kind, { reply }] of Object.entries(content.care.kinds)) {
        const said = words?.care.kinds[kind as keyof typeof content.care.kinds].reply ?? reply
        expect([tag, kind, numbers(said)]).toEqual([tag, kind, numbers(reply)])
      }
    }
  })

  it('tells which words were written for an original that has been reworded since', async () => {
    copy.edit('messages.yaml', (text) =>
      text.replace(/^examples: .*$/m, 'examples: "たとえば、こんなふうに聞けます。"'),
    )
    const content = loadContent(copy.folder)
    const { errors, warnings } = checkContent(content, await understandingOf(content))
    const told = warnings.filter((one) => one.includes('もとの文が、あとから変わりました。'))

    expect(errors).toEqual([])
    expect(told.filter((one) => one.includes('examples'))).toEqual([
      expect.stringMatching(/locales\/ja-easy\/messages\.yaml: examples: .*--agree ja-easy/),
    ])
  })

  it('lists what is missing, and says the main words until then', async () => {
    rmSync(join(copy.folder, EASY, 'faq/middle.md'))
    copy.edit(`${EASY}/messages.yaml`, (text) => text.replace(/^examples:.*\n/m, ''))
    copy.edit(`${EASY}/fit.yaml`, (text) => text.replace(/^ {4}why: 会社を 助ける 仕事には、同じ.*\n/m, ''))
    const content = loadContent(copy.folder)
    const { errors, warnings } = checkContent(content, await understandingOf(content))

    expect(warnings.join('\n')).toMatch(/faq\/middle\.md: ありません/)
    expect(warnings.join('\n')).toMatch(/messages\.yaml: examples: ありません/)
    expect(warnings.join('\n')).toMatch(/fit\.yaml: items\.keep-going\.why: ありません/)
    expect(errors).toEqual([])
    expect(speaking(content, 'ja-easy').say('examples')).toBe(content.say('examples'))
  })

  it('goes on when the main content drops an item or a topic, and says what is left over', async () => {
    copy.edit('fit/items.yaml', (text) => text.replace(/ {2}- id: middle-learn[\s\S]*$/, ''))
    writeFileSync(
      join(copy.folder, EASY, 'faq/front.gone.md'),
      '---\ntitle: a\nlabel: b\nchecked: "2026-11-25"\n---\nc\n',
    )
    const content = loadContent(copy.folder)
    const { errors } = checkContent(content, await understandingOf(content))

    expect(errors).toEqual([
      expect.stringMatching(/fit\.yaml: items\.middle-learn: もとのほうにありません/),
      expect.stringMatching(/faq\/front\.gone\.md: もとのほうにありません/),
    ])
  })

  it.each([
    {
      file: 'messages.yaml',
      change: (text: string) => `${text}\nnonsense: あ\n`,
      says: /nonsense: もとの messages\.yaml にありません/,
    },
    {
      file: 'messages.yaml',
      change: (text: string) => text.replace('why: "{why}"', 'why: "{who}"'),
      says: /fit\.why: \{who\} は、この文では使えません。使えるのは \{why\}/,
    },
    {
      file: 'locale.yaml',
      change: (text: string) => text.replace('switches:', 'switch:'),
      says: /locale\.yaml: switches/,
    },
    {
      file: 'care.yaml',
      change: (text: string) => text.replace('suicide:', 'sadness:'),
      says: /sadness: もとの care\.yaml にありません/,
    },
  ])('is refused where it names what does not exist: $says', ({ file, change, says }) => {
    copy.edit(`${EASY}/${file}`, change)

    expect(copy.problems()).toMatch(says)
  })

  it('takes a new locale as a folder alone, commands and questions with it', async () => {
    const folderOfEnglish = join(copy.folder, 'locales/en')
    mkdirSync(join(folderOfEnglish, 'faq'), { recursive: true })
    writeFileSync(
      join(folderOfEnglish, 'locale.yaml'),
      'name: English\nswitches: [English please]\ncommands: { talk_to_human: [I want to talk to a person] }\n',
    )
    writeFileSync(join(folderOfEnglish, 'messages.yaml'), 'locale:\n  changed: Let us speak English.\n')
    writeFileSync(
      join(folderOfEnglish, 'faq/back.jobs.accounting.md'),
      '---\ntitle: What do accountants do?\nlabel: Accounting\nchecked: "2026-11-25"\nquestions:\n  - what does an accountant do all day\n---\nThey keep the books.\n',
    )
    const content = loadContent(copy.folder)
    const understanding = await understandingOf(content)
    const english = speaking(content, 'en')

    expect(english.say('locale.changed')).toBe('Let us speak English.')
    expect(english.topics.get('back.jobs.accounting')!.answer).toBe('They keep the books.')
    expect(understanding.understand('I want to talk to a person', undefined, BEGINNING)).toMatchObject({
      command: 'talk_to_human',
    })
    expect(understanding.understand('what does an accountant do?', undefined, BEGINNING)).toMatchObject({
      kind: 'topic',
      topic: 'back.jobs.accounting',
    })
  })
})
