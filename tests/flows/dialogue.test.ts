import { describe, expect, it } from 'vitest'
import type { DialogueEvent } from '../../flows/vocabulary.ts'
import { answered, asked, followed, INTO, ITEMS, play, playFrom, wants } from '../support/play.ts'

const types = (played: ReturnType<typeof play>) => played.effects.map((effect) => effect.type)

describe('a question in the middle', () => {
  it.each(['fit', 'callback', 'confirm'] as const)(
    'is answered and the pending question shown again, in %s',
    (place) => {
      const before = play(...INTO[place])
      const after = playFrom(before.saved, asked())

      expect(types(after)).toEqual(['showTopic', 'note', 'ask'])
      expect(after.path).toBe(before.path)
    },
  )
})

describe('the request for a talk', () => {
  const ahead: DialogueEvent = { type: 'user.gaveFields', fields: { time: { any: true }, slot: null } }

  it('goes back to the question before, whatever was given ahead of its own', () => {
    const before = play(...INTO.callback, answered('callback.wish', 'phone'), answered('callback.name', '山田'), ahead)
    const after = playFrom(before.saved, wants('back'))

    expect([before.path, after.path]).toEqual(['callback.phone', 'callback.name'])
    expect(after.saved.context.draft?.time).toEqual({ any: true })
  })

  it('has nothing to go back to before its first question, though something was given', () => {
    const { said } = play(followed, { type: 'user.gaveFields', fields: { wish: 'phone' } }, wants('back'))

    expect(said).toEqual(['callback.isFirst'])
  })

  it('says that it heard what the question did not ask for', () => {
    expect(play(...INTO.callback, ahead).said).toContain('callback.noted')
    expect(play(...INTO.callback, { type: 'user.gaveFields', fields: { wish: 'chat', name: '山田' } }).said).toEqual([])
  })
})

describe('the questionnaire', () => {
  it('asks one item after the other and ends with the result', () => {
    const { path, effects, saved } = play(
      followed,
      wants('start_fit'),
      ...ITEMS.map((item) => answered(`fit.${item}`, '4')),
    )

    expect(path).toBe('idle')
    expect(effects.map((effect) => effect.type)).toEqual(['noteItem', 'recordRun', 'showResult'])
    expect(saved.context.fit).toMatchObject({ finished: true, order: ITEMS })
  })

  it('goes back one item and drops only its answer', () => {
    const { saved } = play(...INTO.fit, answered('fit.b', '2'), wants('back'))

    expect(saved.context.fit).toMatchObject({ answers: { a: '5' }, current: 'b' })
  })

  it('goes back several items at once', () => {
    const { saved } = play(...INTO.fit, answered('fit.b', '2'), { type: 'wanted.back', steps: 2 })

    expect(saved.context.fit).toMatchObject({ answers: {}, current: 'a' })
  })

  it('takes a correction for the last answer and stays at the current item', () => {
    const { saved, said } = play(...INTO.fit, { type: 'wanted.back', value: '1' })

    expect(saved.context.fit).toMatchObject({ answers: { a: '1' }, current: 'b' })
    expect(said).toContain('fit.corrected')
  })

  it('says what was made of an answer in own words, and nothing of a button', () => {
    const [followedFirst, begun] = INTO.fit
    const said = (event: DialogueEvent) => play(followedFirst!, begun!, event).said

    expect(said({ type: 'user.answered', slot: 'fit.a', value: '5', notedAs: 'noted' })).toContain('fit.noted')
    expect(said(answered('fit.a', '5'))).not.toContain('fit.noted')
  })

  it('changes an earlier answer and keeps the later ones', () => {
    const { saved, path } = play(
      ...INTO.fit,
      answered('fit.b', '2'),
      { type: 'user.pickedItem', item: 'a' },
      answered('fit.a', '1'),
    )

    expect(path).toBe('fit.asking')
    expect(saved.context.fit).toMatchObject({ answers: { a: '1', b: '2' }, current: 'c' })
  })

  it('changes an answer after the result and shows the new result', () => {
    const finished = play(followed, wants('start_fit'), ...ITEMS.map((item) => answered(`fit.${item}`, '4')))
    const { effects } = playFrom(finished.saved, { type: 'user.pickedItem', item: 'b' }, answered('fit.b', '1'))

    expect(effects.at(-1)).toMatchObject({ type: 'showResult', params: { answers: { a: '4', b: '1', c: '4' } } })
  })

  it('stops, keeps what was answered, and resumes at the same item', () => {
    const stopped = play(...INTO.fit, wants('stop'))
    const resumed = playFrom(stopped.saved, wants('resume'))

    expect(stopped.path).toBe('idle')
    expect(resumed.path).toBe('fit.asking')
    expect(resumed.saved.context.fit).toMatchObject({ answers: { a: '5' }, current: 'b' })
  })

  it('restarts only after a confirmation', () => {
    const asking = play(...INTO.fit, wants('restart'))
    const kept = playFrom(asking.saved, answered('confirm.restart', 'no'))
    const anew = playFrom(asking.saved, answered('confirm.restart', 'yes'))

    expect(asking.path).toBe('confirming')
    expect(kept.saved.context.fit).toMatchObject({ answers: { a: '5' }, current: 'b' })
    expect(anew.saved.context.fit).toMatchObject({ answers: {}, current: 'a' })
  })

  it('explains a stale button and applies it to nothing', () => {
    const { saved, said, effects } = play(...INTO.fit, { type: 'user.pressedStale', slot: 'fit.a' })

    expect(said).toEqual(['stale'])
    expect(effects.at(-1)).toMatchObject({ type: 'ask' })
    expect(saved.context.fit?.answers).toEqual({ a: '5' })
  })
})

describe('requesting a callback', () => {
  it('asks for consent before anything personal', () => {
    expect(play(followed, wants('talk_to_human')).path).toBe('callback.consent')
  })

  it.each([
    { wish: 'phone', asks: 'callback.phone', because: 'a call needs a number' },
    { wish: 'email', asks: 'callback.email', because: 'a mail needs an address' },
    { wish: 'chat', asks: 'callback.time', because: 'a chat needs neither' },
  ])('asks $asks after the name for $wish: $because', ({ wish, asks }) => {
    expect(play(...INTO.callback, answered('callback.wish', wish), answered('callback.name', '山田')).path).toBe(asks)
  })

  it('keeps what was said in one message and asks only for the rest', () => {
    const fields = { name: '山田', phone: '+819012345678', time: { date: '2026-12-01', from: '18:00' }, slot: 1 }
    const begun = play(followed, { type: 'user.gaveFields', fields })
    const agreed = playFrom(begun.saved, answered('callback.consent', 'yes'))

    expect(begun.path).toBe('callback.consent')
    expect(agreed.path).toBe('callback.topic')
  })

  it('has no phone number left when the person refuses calls', () => {
    const { saved, path } = playFrom(play(...INTO.confirm).saved, { type: 'user.refusedPhone' })

    expect(saved.context.draft).toMatchObject({ wish: 'chat', name: '山田' })
    expect(saved.context.draft).not.toHaveProperty('phone')
    expect(path).toBe('callback.confirm')
  })

  it('changes one line at the confirmation and keeps the others', () => {
    const { saved, path } = playFrom(
      play(...INTO.confirm).saved,
      answered('callback.confirm', 'no'),
      answered('callback.choosingChange', 'name'),
      answered('callback.name', '鈴木'),
    )

    expect(path).toBe('callback.confirm')
    expect(saved.context.draft).toMatchObject({ name: '鈴木', phone: '+819012345678', topic: '相談' })
  })

  it('does not answer the same twice running, unless its button is pressed or something was said between', () => {
    const shown = ({ effects }: ReturnType<typeof play>) => effects.map(({ type }) => type)
    const pressed = { ...asked(), confidence: 1 } as ReturnType<typeof asked>
    const thanks = { type: 'user.talked', talk: 'thanks' } as const

    expect(shown(play(followed, asked()))).toContain('showTopic')
    expect(shown(play(followed, asked(), asked()))).not.toContain('showTopic')
    expect(shown(play(followed, asked(), asked(), asked()))).not.toContain('showTopic')
    expect(shown(play(followed, asked(), pressed))).toContain('showTopic')
    expect(shown(play(followed, asked(), thanks, asked()))).toContain('showTopic')
    expect(shown(play(followed, asked(), asked('front.jobs')))).toContain('showTopic')
  })

  it('books only what was confirmed, and offers another slot when it was taken', () => {
    const booking = playFrom(play(...INTO.confirm).saved, answered('callback.confirm', 'yes'))
    const taken = playFrom(booking.saved, { type: 'desk.slotWasTaken' })
    const booked = playFrom(booking.saved, { type: 'desk.booked', reference: 'K7QAM4' })

    expect(types(booking)).toEqual(['book'])
    expect(taken.path).toBe('callback.slot')
    expect(booked.saved.context).toMatchObject({ booking: 'K7QAM4', draft: null })
  })

  it('forgets everything typed when it is stopped', () => {
    const { saved, path } = playFrom(play(...INTO.confirm).saved, wants('stop'))

    expect(path).toBe('idle')
    expect(saved.context.draft).toBeNull()
  })
})

describe('in every place of the talk', () => {
  const places = ['idle', 'fit', 'callback', 'confirm'] as const

  it.each(places)('help, an answer to a stale button and media are answered and change no place: %s', (place) => {
    const before = play(...INTO[place])
    const events: DialogueEvent[] = [
      wants('help'),
      { type: 'user.pressedStale', slot: 'x' },
      { type: 'user.sent', media: 'image' },
    ]
    for (const event of events) {
      const after = playFrom(before.saved, event)
      expect(after.said.length).toBeGreaterThan(0)
      expect(after.path).toBe(before.path)
    }
  })

  it.each([...places, 'withAdvisor'] as const)(
    'data is deleted after a yes, and the talk goes on after a no: %s',
    (place) => {
      const before = play(...INTO[place])
      const asking = playFrom(before.saved, wants('delete_my_data'))
      const no = playFrom(asking.saved, answered('confirm.erase', 'no'))
      const yes = playFrom(asking.saved, answered('confirm.erase', 'yes'))

      expect(asking.path).toBe('confirming')
      expect(no.path).toBe(before.path)
      expect(types(yes)).toContain('erase')
      expect(yes.saved.context).toMatchObject({ fit: null, draft: null, booking: null, read: [] })
    },
  )

  it.each(places)('a cry for help is met with care alone, no question behind it: %s', (place) => {
    const { effects } = playFrom(play(...INTO[place]).saved, { type: 'user.needsCare', care: 'suicide' })

    expect(effects.map((effect) => effect.type)).toEqual(['showCare', 'note'])
  })

  it.each(places)('a word or two to care are met with no question behind them either: %s', (place) => {
    const cared = playFrom(play(...INTO[place]).saved, { type: 'user.needsCare', care: 'suicide' }).saved
    const { effects, saved } = playFrom(cared, { type: 'user.answeredCare' })

    expect(effects.map((effect) => effect.type)).toEqual(['stayWith'])
    expect(saved.context.cared).toBe('suicide')
    expect(playFrom(saved, { type: 'user.agreed' }).saved.context.cared).toBeNull()
  })

  it.each(places)('nobody is stuck: the third miss offers a human: %s', (place) => {
    const miss: DialogueEvent = {
      type: place === 'idle' ? 'user.wasNotUnderstood' : 'user.wasUnclear',
      problem: 'unclear',
    }
    const before = play(...INTO[place]).saved
    const said = [1, 2, 3].map((times) => playFrom(before, ...Array<DialogueEvent>(times).fill(miss)).said[0])

    expect(new Set(said).size).toBe(3)
    expect(said[2]).toMatch(/third|human/)
  })
})

describe('with an advisor', () => {
  it('carries words and says nothing itself', () => {
    expect(types(playFrom(play(...INTO.withAdvisor).saved, { type: 'user.wrote' }))).toEqual(['relay'])
  })

  it('still meets a cry for help', () => {
    const { effects } = playFrom(play(...INTO.withAdvisor).saved, { type: 'user.needsCare', care: 'suicide' })

    expect(effects.map((effect) => effect.type)).toEqual(['showCare', 'relay', 'alertAdvisor'])
  })

  it('ends when the person says so', () => {
    const { path, effects } = playFrom(play(...INTO.withAdvisor).saved, wants('stop'))

    expect(path).toBe('idle')
    expect(effects[0]?.type).toBe('endTalk')
  })
})
