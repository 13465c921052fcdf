import { askAgain, s } from '../setup.ts'

/** Greetings, care, small talk and what has no place of its own, wherever the talk stands. */
export const wordsAnywhere = s.createStateConfig({
  on: {
    'user.followed': [
      {
        guard: ({ event, context }) => event.again && context.greeted,
        actions: [{ type: 'say', params: { key: 'greeting.again', choices: 'menu' } }, askAgain],
      },
      {
        actions: [
          { type: 'say', params: { key: 'greeting.first', choices: 'menu' } },
          'greeted',
          { type: 'note', params: { what: 'followed' } },
        ],
      },
    ],
    'user.blocked': { target: '.idle', actions: ['forget', { type: 'erase', params: { by: 'block' } }] },
    'user.opened': [
      { guard: 'was greeted' },
      { actions: [{ type: 'say', params: { key: 'greeting.first', choices: 'menu' } }, 'greeted'] },
    ],
    'user.talked': {
      actions: ['understood', { type: 'chat', params: ({ event }) => ({ talk: event.talk }) }, askAgain],
    },
    // no question, no menu, no promotion below these words
    'user.needsCare': {
      actions: [
        'understood',
        'greeted',
        { type: 'showCare', params: ({ event }) => ({ care: event.care }) },
        { type: 'note', params: { what: 'care' } },
        { type: 'cared', params: ({ event }) => ({ care: event.care }) },
      ],
    },
    // nor below these: whoever says 「大丈夫です」 now is not asked where to begin
    'user.answeredCare': { actions: { type: 'stayWith', params: {} } },
    'user.sent': {
      actions: [{ type: 'say', params: ({ event }) => ({ key: `media.${event.media}`, choices: 'menu' }) }, askAgain],
    },
    'user.spokeInGroup': { actions: ['greeted', { type: 'say', params: { key: 'group' } }] },
    'user.pressedStale': { actions: [{ type: 'say', params: { key: 'stale', choices: 'menu' } }, askAgain] },
    'user.returned': [
      {
        guard: ({ context }) => context.fit?.current != null || context.draft !== null,
        actions: { type: 'say', params: { key: 'returned' } },
      },
      {},
    ],
    'user.agreed': { actions: ['understood', { type: 'say', params: { key: 'agreed', choices: 'menu' } }, askAgain] },
    'user.declined': {
      actions: ['understood', { type: 'say', params: { key: 'declined', choices: 'menu' } }, askAgain],
    },
    'user.changedLocale': {
      actions: [
        { type: 'speak', params: ({ event }) => ({ locale: event.locale }) },
        { type: 'say', params: { key: 'locale.changed', choices: 'menu' } },
        askAgain,
      ],
    },
    'wanted.help': { actions: ['understood', { type: 'say', params: { key: 'help', choices: 'menu' } }, askAgain] },
    'wanted.stop': [
      {
        // 「やっぱりやめとく」 after booking may mean the booking: who believes it called off is not rung all the same
        guard: 'has a booking',
        actions: ['understood', { type: 'say', params: { key: 'stoppedBooked', choices: 'booked' } }],
      },
      { actions: ['understood', { type: 'say', params: { key: 'stopped', choices: 'menu' } }] },
    ],
    'wanted.delete_my_data': {
      target: '.confirming',
      actions: ['understood', { type: 'interrupt', params: { what: 'erase', from: 'idle' } }],
    },
  },
})
