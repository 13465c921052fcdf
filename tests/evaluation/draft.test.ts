import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftTopic } from '../../src/evaluation/draft.ts'
import { parseTopic } from '../../src/topics.ts'

const read = (questions: readonly string[]) =>
  parseTopic('faq/new.md', 'new', draftTopic({ questions, related: ['advisor'], day: '2026-11-24' }))

describe('the draft of a topic', () => {
  it('passes the check as it is, with what people asked in it', () => {
    const { topic, problems } = read(['社員旅行ってある？', '慰安旅行は全員参加ですか', '社員旅行に行きたくない'])

    expect(problems).toEqual([])
    expect(topic?.questions).toEqual(['社員旅行ってある?', '慰安旅行は全員参加ですか', '社員旅行に行きたくない'])
    expect(topic?.keywords[0]).toBe('社員旅行')
    expect(topic?.covered).toBe(false)
  })

  it('passes without a word of weight', () => {
    expect(read(['え、あの、それ']).problems).toEqual([])
  })

  it('passes whatever was typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 40 }), (questions) => {
        expect(read(questions).problems).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})
