import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Saved } from '../../flows/saved.ts'
import { createSeal } from '../../src/seal.ts'
import { forgetTalk, openSaved, sealTalk } from '../../src/turn/talk.ts'
import { followed, play, wants } from '../support/play.ts'

const keys = [{ id: 'k1', secret: randomBytes(32) }]
const seal = createSeal(keys)
const elsewhere = createSeal(keys)
const YUI = 'line:Uyui'
const early: Saved = play(followed).saved
const late: Saved = play(followed, wants('start_fit')).saved

describe('a talk that is kept beside what is stored', () => {
  it('is not read again as long as it is what is stored', () => {
    expect(openSaved(seal, { id: YUI, saved: sealTalk(seal, YUI, early) })).toBe(early)
  })

  it('gives way to what another node has stored', () => {
    sealTalk(seal, YUI, early)

    expect(openSaved(seal, { id: YUI, saved: sealTalk(elsewhere, YUI, late) })).toEqual(late)
  })

  it('gives way to what is stored when its own transaction was undone', () => {
    const stored = sealTalk(seal, YUI, early)
    sealTalk(seal, YUI, late)

    expect(openSaved(seal, { id: YUI, saved: stored })).toEqual(early)
  })

  it('is gone once it is to be forgotten', () => {
    const sealed = sealTalk(seal, YUI, early)
    forgetTalk(seal, YUI)

    expect(openSaved(seal, { id: YUI, saved: null })).toBeUndefined()
    expect(openSaved(seal, { id: YUI, saved: sealed })).not.toBe(early)
  })
})
