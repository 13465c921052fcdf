import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pending } from '../../src/understanding/understood.ts'
import { ANSWERS } from './answer-table.ts'
import { readers } from './readers.ts'

const recorded = (text: string, pending: Pending) => {
  const answer = readers.readAnswer(text, pending)
  return answer && 'value' in answer ? answer.value : 'unclear'
}

const statement = (question: string): Pending => ({
  slot: 'fit.item',
  kind: 'scale',
  question,
  options: ANSWERS[0]!.options,
})

describe('a free-typed answer', () => {
  it.each(ANSWERS)('is read by the words of 「$question」', ({ answers, ...question }) => {
    const pending = { slot: 'fit.item', ...question }
    const misread = answers.filter(([text, expected]) => !expected.split('|').includes(recorded(text, pending)))

    expect(misread).toEqual([])
  })

  it.each([
    { question: '人前で話すのが得意だ', text: '得意じゃない', value: '2', because: 'the verb is denied' },
    {
      question: '人前で話すのは苦手だ',
      text: '全然苦手じゃない',
      value: '1',
      because: 'denying a difficulty disagrees',
    },
    {
      question: '人前で話すのは苦手だ',
      text: 'めっちゃ得意',
      value: '1',
      because: 'being good at it disagrees with finding it hard',
    },
    {
      question: '待たされても気にならない',
      text: 'まったく気にならない',
      value: '5',
      because: 'the statement denies too',
    },
  ])('is $value for 「$text」 to 「$question」: $because', ({ question, text, value }) => {
    expect(recorded(text, statement(question))).toBe(value)
  })

  it.each([
    { text: '友達が毎回よろこんでくれるので、だいたい当てはまります', value: '4', what: 'a reason before' },
    { text: 'めっちゃ得意です、毎日やってるんで', value: '5', what: 'a reason after' },
    {
      text: '高校の三年間ずっと放送部で毎朝マイクに向かっていて、いまも週末は司会の仕事をしているくらいなので、とても当てはまります',
      value: '5',
      what: 'a story',
    },
    { text: '司会？全然できないです', value: '1', what: 'a word of the question asked back' },
    { text: 'さんで', value: '3', what: 'a number in kana' },
    { text: '2です、声が震えるので', value: '2', what: 'a number, and why' },
    { text: '毎週やってるんで5っすね', value: '5', what: 'why, and a number' },
    { text: '場数ふんでるので4', value: '4', what: 'why, and a digit' },
    { text: '足が震えます！1！', value: '1', what: 'a digit after all else' },
    { text: 'よん', value: '4', what: 'a number in kana alone' },
    { text: '日によるので真ん中で', value: '3', what: 'why, and a place' },
    { text: 'まったくその通りかと', value: '5', what: 'a word that mostly denies' },
    { text: '5は言い過ぎだな、4で', value: '4', what: 'a number taken back' },
  ])('is $value for 「$text」, whatever stands around it: $what', ({ text, value }) => {
    expect(recorded(text, statement('人前で話すのが得意だ'))).toBe(value)
  })

  it('is neither where somebody draws it out', () => {
    expect(recorded('ふつー', statement('朝に強い'))).toBe('3')
    expect(recorded('ふつーーかな', statement('朝に強い'))).toBe('3')
  })

  it('is a picture that agrees or does not, without saying how much', () => {
    expect(recorded('👍', statement('朝に強い'))).toBe('4')
    expect(recorded('🙅‍♀️', statement('朝に強い'))).toBe('2')
    expect(recorded('🎈', statement('朝に強い'))).toBe('unclear')
  })

  it('is a position on screen in words, but a value in digits', () => {
    const pending = statement('朝に強い')

    expect(recorded('上から1番目', pending)).toBe('5')
    expect(recorded('1', pending)).toBe('1')
  })

  it('may be not knowing or skipping only where an option says so', () => {
    const skippable = {
      ...statement('朝に強い'),
      options: [
        ...ANSWERS[0]!.options,
        { value: 'unknown', label: 'わからない' },
        { value: 'skip', label: 'スキップ' },
      ],
    }

    expect(recorded('うーん、わからないな', skippable)).toBe('unknown')
    expect(recorded('しらん', skippable)).toBe('unknown')
    expect(recorded('とばしたい', { ...skippable, options: ANSWERS[0]!.options })).toBe('unclear')
    expect(recorded('次へ', skippable)).toBe('skip')
  })

  it.each([
    { text: 'うん、やり直す', value: 'yes', because: 'its own verb is said again' },
    { text: 'このまま続けます', value: 'no', because: 'going on keeps the answers' },
    { text: 'やっぱりやめときます', value: 'no', because: 'they think better of it' },
    { text: 'え、どうしようかな', value: 'unclear', because: 'nothing is lost by a doubt' },
  ])('to a question that cannot be undone is $value for 「$text」: $because', ({ text, value }) => {
    const pending: Pending = {
      slot: 'confirm.restart',
      kind: 'yesno',
      question: '最初からやり直しますか？いままでの答えは消えます。',
      options: [
        { value: 'yes', label: 'やり直す' },
        { value: 'no', label: '続ける' },
      ],
    }

    expect(recorded(text, pending)).toBe(value)
  })

  it.each(['ごめん風呂入ってた', '今電車です', '怪しい会社じゃないですよね', 'ちょっと電話きてた'])(
    'is none of a statement where something is said besides: %s',
    (text) => {
      expect(readers.readAnswer(text, statement('目標の数字やランキングがあると、燃えるほうだ'))).toBeUndefined()
    },
  )

  it('is none of a statement that shares but a letter with what is said besides', () => {
    expect(readers.readAnswer('怪しい会社じゃないですよね', statement('はじめて会う人とも話せる'))).toBeUndefined()
  })

  it.each([
    { text: '同意できます', value: 'yes' },
    { text: 'うん、大丈夫です', value: 'yes' },
    { text: 'うーん、それならいいや', value: 'no' },
    { text: '同意はしたくないです', value: 'no' },
    { text: '部屋からあまり出てこないんです', value: 'unclear' },
    { text: '接客は無理だと思うんです', value: 'unclear' },
    { text: '単純作業わりと好きです', value: 'unclear' },
    { text: '確認したいことがあります', value: 'unclear' },
  ])('to a question for consent is $value for 「$text」: a feeling or a story agrees to nothing', ({ text, value }) => {
    const pending: Pending = {
      slot: 'callback.consent',
      kind: 'yesno',
      question: 'お名前や連絡先を聞く前に、確認させてください。この内容でよければ「同意する」を選んでください。',
      options: [
        { value: 'yes', label: '同意する', also: ['はい'] },
        { value: 'no', label: '同意しない', also: ['いいえ'] },
      ],
    }

    expect(recorded(text, pending)).toBe(value)
  })

  it('says that two were named', () => {
    const pending: Pending = {
      slot: 'fit.job',
      kind: 'choice',
      question: 'どっち？',
      options: [
        { value: 'a', label: '営業' },
        { value: 'b', label: '経理' },
      ],
    }

    expect(readers.readAnswer('営業も経理も気になる', pending)).toEqual({ problem: 'several' })
  })

  it('knows an option by its other names', () => {
    const pending: Pending = {
      slot: 'fit.rest',
      kind: 'choice',
      question: '休みは？',
      options: [
        { value: 'a', label: '平日', also: ['すいてる日'] },
        { value: 'b', label: '土日' },
      ],
    }

    expect(recorded('すいてる日がいい', pending)).toBe('a')
  })

  it('is only ever one of the options, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom(...ANSWERS),
        (text, { question, kind, options }) => {
          const value = recorded(text, { slot: 'fit.item', question, kind, options })
          expect(['unclear', ...options.map((option) => option.value)]).toContain(value)
        },
      ),
    )
  })
})
