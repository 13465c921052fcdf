import { askAgain, s } from '../setup.ts'

/** Asking for a talk, and the request there is, wherever the talk stands. */
export const bookingAnywhere = s.createStateConfig({
  on: {
    'user.gaveFields': [
      {
        guard: 'has a booking',
        actions: ['understood', { type: 'loadBooking', params: ({ event }) => ({ fields: event.fields }) }],
      },
      {
        target: '.callback',
        actions: [
          'understood',
          'beginDraft',
          { type: 'keepFields', params: ({ event }) => ({ fields: event.fields }) },
          { type: 'say', params: { key: 'callback.gotFields' } },
          { type: 'note', params: { what: 'callback.begun' } },
        ],
      },
    ],
    'user.refusedPhone': {
      actions: ['understood', { type: 'say', params: { key: 'callback.neverUnasked' } }, askAgain],
    },
    'user.wishedInVain': {
      actions: ['understood', { type: 'say', params: ({ event }) => ({ key: `unclear.${event.problem}` }) }, askAgain],
    },
    'user.pickedField': { actions: [{ type: 'say', params: { key: 'stale', choices: 'menu' } }, askAgain] },
    'user.acceptedTime': {
      actions: [{ type: 'acceptTime', params: ({ event }) => ({ slot: event.slot }) }, askAgain],
    },
    'user.toldAdvisor': { actions: ['understood', { type: 'passWords', params: {} }, askAgain] },
    'user.ratedTalk': {
      actions: [
        'understood',
        { type: 'rateTalk', params: ({ event }) => ({ reference: event.reference, value: event.value }) },
      ],
    },
    'wanted.talk_to_human': [
      { guard: 'has a booking', target: '.idle', actions: ['understood', { type: 'showBooking', params: {} }] },
      {
        target: '.callback',
        actions: [
          'understood',
          'beginDraft',
          { type: 'say', params: { key: 'callback.intro' } },
          { type: 'note', params: { what: 'callback.begun' } },
        ],
      },
    ],
    'wanted.callback_status': { actions: ['understood', { type: 'showBooking', params: {} }, askAgain] },
    'wanted.cancel_callback': [
      {
        guard: 'has a booking',
        target: '.idle',
        actions: ['understood', { type: 'cancelBooking', params: {} }, 'dropBooking'],
      },
      {
        actions: ['understood', { type: 'say', params: { key: 'callback.noneToCancel', choices: 'menu' } }, askAgain],
      },
    ],
    'wanted.change_callback': [
      { guard: 'has a booking', actions: ['understood', { type: 'loadBooking', params: {} }] },
      {
        actions: ['understood', { type: 'say', params: { key: 'callback.noneToChange', choices: 'menu' } }, askAgain],
      },
    ],
    'desk.requestEnded': {
      actions: { type: 'endBooking', params: ({ event }) => ({ ended: event.ended ?? null }) },
    },
    'desk.requestReopened': {
      actions: { type: 'regainBooking', params: ({ event }) => ({ reference: event.reference }) },
    },
    'desk.bookingOpened': [
      {
        guard: ({ event }) => event.fields !== undefined,
        target: '.callback',
        actions: [
          { type: 'keepDraft', params: ({ event }) => ({ draft: event.draft }) },
          { type: 'keepFields', params: ({ event }) => ({ fields: event.fields! }) },
          { type: 'say', params: { key: 'callback.changing' } },
        ],
      },
      {
        target: '.callback.choosingChange',
        actions: { type: 'keepDraft', params: ({ event }) => ({ draft: event.draft }) },
      },
    ],
    'advisor.joined': { target: '.withAdvisor', actions: ['discardDraft', 'resumeTalk'] },
  },
})
