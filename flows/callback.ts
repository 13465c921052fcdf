import { askAgain, missingField, s } from './setup.ts'
import { type Draft, FIELDS, type Field, type GivenFields } from './vocabulary.ts'

/** A state that asks for one field; every answer leads back to `choosingField`. */
const asking = () =>
  s.createStateConfig({
    entry: { type: 'ask', params: { how: 'first' } },
    on: {
      'user.answered': {
        target: 'choosingField',
        actions: [
          'understood',
          { type: 'keepField', params: ({ event }) => ({ slot: event.slot, value: event.value }) },
        ],
      },
    },
  })

const keepGiven = [
  'understood',
  { type: 'keepFields', params: ({ event }: { event: { fields: GivenFields } }) => ({ fields: event.fields }) },
] as const

/** Whether what was given answers no more than what is asked elsewhere: 「明日の夕方」 to the question for a number. */
function isAside(fields: GivenFields, draft: Draft | null): boolean {
  const given = Object.keys(fields)
  const asked = draft ? missingField(draft) : undefined
  return (
    given.every((field) => field === 'wish') || (asked !== undefined && !given.some((field) => answers(field, asked)))
  )
}

const isConsentAsked = (draft: Draft | null) => draft !== null && missingField(draft) === 'consent'

const answers = (field: string, asked: Field) => field === asked || (field === 'time' && asked === 'slot')

/** The request for a callback: asks only what the contact wish needs, and books what was confirmed. */
export const callback = s.createStateConfig({
  initial: 'choosingField',
  on: {
    'user.gaveFields': [
      {
        // the terms stand above already: they are not told a second time
        guard: ({ context, event }) => isConsentAsked(context.draft) && !event.fields.consent,
        actions: [...keepGiven, { type: 'say', params: { key: 'callback.noted' } }, askAgain],
      },
      {
        // the same question may follow: it must not look as if nothing had been heard
        guard: ({ context, event }) => isAside(event.fields, context.draft),
        target: '.choosingField',
        actions: [...keepGiven, { type: 'say', params: { key: 'callback.noted' } }],
      },
      {
        target: '.choosingField',
        actions: keepGiven,
      },
    ],
    'user.refusedPhone': [
      {
        guard: ({ context }) => isConsentAsked(context.draft),
        actions: ['understood', { type: 'say', params: { key: 'callback.noPhone' } }, 'dropPhone', askAgain],
      },
      {
        target: '.choosingField',
        actions: ['understood', { type: 'say', params: { key: 'callback.noPhone' } }, 'dropPhone'],
      },
    ],
    'user.pickedField': {
      target: '.choosingField',
      actions: ['understood', { type: 'reopenField', params: ({ event }) => ({ field: event.field }) }],
    },
    'wanted.back': [
      {
        guard: 'can step back in the form',
        target: '.choosingField',
        actions: ['understood', { type: 'say', params: { key: 'callback.back' } }, 'reopenLastField'],
      },
      { actions: ['understood', { type: 'say', params: { key: 'callback.isFirst' } }, askAgain] },
    ],
    'wanted.restart': { target: '.choosingField', actions: ['understood', 'beginDraft'] },
    'wanted.change_answer': { target: '.choosingChange', actions: 'understood' },
    'wanted.change_callback': { target: '.choosingChange', actions: 'understood' },
    'wanted.talk_to_human': { actions: ['understood', { type: 'say', params: { key: 'callback.goesOn' } }, askAgain] },
    'wanted.resume': { actions: ['understood', askAgain] },
    'wanted.why_question': {
      actions: ['understood', { type: 'explainQuestion', params: { slot: 'callback' } }, askAgain],
    },
    'wanted.stop': [
      {
        guard: 'is changing a booking',
        target: '#dialogue.idle',
        actions: [
          'understood',
          'discardDraft',
          { type: 'say', params: { key: 'callback.changeStopped', choices: 'menu' } },
        ],
      },
      {
        target: '#dialogue.idle',
        actions: ['understood', 'discardDraft', { type: 'say', params: { key: 'callback.stopped', choices: 'menu' } }],
      },
    ],
    'wanted.cancel_callback': [
      {
        guard: 'is changing a booking',
        target: '#dialogue.idle',
        actions: ['understood', 'discardDraft', { type: 'cancelBooking', params: {} }, 'dropBooking'],
      },
      {
        target: '#dialogue.idle',
        actions: ['understood', 'discardDraft', { type: 'say', params: { key: 'callback.stopped', choices: 'menu' } }],
      },
    ],
  },
  states: {
    choosingField: {
      always: [
        ...FIELDS.map((field: Field) => ({
          guard: { type: 'needs the field' as const, params: { field } },
          target: field,
        })),
        { target: 'confirm' },
      ],
    },
    consent: {
      entry: { type: 'ask', params: { how: 'first' } },
      on: {
        'user.answered': [
          {
            guard: ({ event }) => event.value === 'no',
            target: '#dialogue.idle',
            actions: [
              'understood',
              'discardDraft',
              { type: 'say', params: { key: 'callback.noConsent', choices: 'menu' } },
            ],
          },
          {
            target: 'choosingField',
            actions: [
              'understood',
              { type: 'keepField', params: ({ event }) => ({ slot: event.slot, value: event.keep ?? event.value }) },
            ],
          },
        ],
      },
    },
    wish: asking(),
    name: asking(),
    phone: asking(),
    email: asking(),
    time: asking(),
    slot: {
      entry: { type: 'ask', params: { how: 'first' } },
      on: {
        'user.answered': [
          {
            guard: ({ event }) => event.value === 'other',
            target: 'choosingField',
            actions: ['understood', { type: 'reopenField', params: { field: 'time' } }],
          },
          {
            target: 'choosingField',
            actions: [
              'understood',
              { type: 'keepField', params: ({ event }) => ({ slot: event.slot, value: event.value }) },
            ],
          },
        ],
      },
    },
    topic: asking(),
    confirm: {
      entry: { type: 'ask', params: { how: 'first' } },
      on: {
        'user.answered': [
          { guard: ({ event }) => event.value === 'no', target: 'choosingChange', actions: 'understood' },
          {
            target: 'booking',
            actions: [
              'understood',
              {
                type: 'book',
                params: ({ context }) => ({ draft: context.draft ?? { asked: [] }, read: context.read }),
              },
            ],
          },
        ],
      },
    },
    choosingChange: {
      entry: { type: 'ask', params: { how: 'first' } },
      on: {
        'user.answered': [
          { guard: ({ event }) => event.value === 'none', target: 'choosingField', actions: 'understood' },
          {
            target: 'choosingField',
            actions: ['understood', { type: 'reopenField', params: ({ event }) => ({ field: event.value as Field }) }],
          },
        ],
      },
    },
    // the desk answers within the same turn
    booking: {
      on: {
        'desk.booked': {
          target: '#dialogue.idle',
          actions: [
            { type: 'keepBooking', params: ({ event }) => ({ reference: event.reference }) },
            { type: 'note', params: { what: 'callback.booked' } },
          ],
        },
        'desk.slotWasTaken': {
          target: 'choosingField',
          actions: [{ type: 'say', params: { key: 'callback.slotTaken' } }, 'dropSlot'],
        },
        'desk.timeHasPassed': {
          target: 'choosingField',
          actions: [{ type: 'say', params: { key: 'callback.proposalPast' } }, 'dropTime'],
        },
      },
    },
  },
})
