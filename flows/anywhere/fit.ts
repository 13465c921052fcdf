import { askAgain, s } from '../setup.ts'

/** The questionnaire and its results, wherever the talk stands. */
export const fitAnywhere = s.createStateConfig({
  on: {
    'user.pickedItem': [
      {
        guard: ({ context, event }) => context.fit?.answers[event.item] !== undefined,
        target: '.fit',
        actions: ['understood', { type: 'reopen', params: ({ event }) => ({ item: event.item }) }],
      },
      { actions: [{ type: 'say', params: { key: 'stale', choices: 'menu' } }, askAgain] },
    ],
    'user.deletedResult': {
      actions: [{ type: 'deleteResult', params: ({ event }) => ({ id: event.id }) }, askAgain],
    },
    'wanted.start_fit': [
      {
        guard: 'has an unfinished run',
        target: '.fit',
        actions: ['understood', { type: 'say', params: { key: 'fit.resumed' } }, 'discardDraft'],
      },
      {
        target: '.fit',
        actions: [
          'understood',
          'discardDraft',
          { type: 'say', params: { key: 'fit.intro' } },
          'beginRun',
          { type: 'note', params: { what: 'fit.started' } },
        ],
      },
    ],
    'wanted.resume': [
      {
        guard: 'has an unfinished run',
        target: '.fit',
        actions: ['understood', { type: 'say', params: { key: 'fit.resumed' } }],
      },
      { actions: ['understood', { type: 'say', params: { key: 'nothingToResume', choices: 'menu' } }] },
    ],
    'wanted.restart': [
      {
        guard: 'has an unfinished run',
        target: '.confirming',
        actions: ['understood', { type: 'interrupt', params: { what: 'restart', from: 'idle' } }],
      },
      {
        target: '.fit',
        actions: [
          'understood',
          { type: 'say', params: { key: 'fit.intro' } },
          'beginRun',
          { type: 'note', params: { what: 'fit.started' } },
        ],
      },
    ],
    'wanted.back': [
      {
        guard: 'has answers',
        target: '.fit',
        actions: [
          'understood',
          { type: 'say', params: { key: 'fit.back' } },
          {
            type: 'stepBack',
            params: ({ context, event }) => ({ steps: context.fit?.finished ? (event.steps ?? 1) : 0 }),
          },
        ],
      },
      { actions: ['understood', { type: 'say', params: { key: 'nothingToGoBackTo', choices: 'menu' } }, askAgain] },
    ],
    'wanted.change_answer': [
      {
        guard: 'has answers',
        target: '.choosingAnswer',
        actions: ['understood', { type: 'interrupt', params: { what: 'change', from: 'idle' } }],
      },
      { actions: ['understood', { type: 'say', params: { key: 'nothingToChange', choices: 'menu' } }, askAgain] },
    ],
    'wanted.why_result': [
      {
        guard: 'has a finished run',
        actions: [
          'understood',
          { type: 'explainResult', params: ({ context }) => ({ answers: context.fit?.answers ?? {} }) },
        ],
      },
      { actions: ['understood', { type: 'say', params: { key: 'fit.noResultYet', choices: 'menu' } }, askAgain] },
    ],
    'wanted.why_question': [
      {
        guard: 'has a finished run',
        actions: [
          'understood',
          { type: 'explainResult', params: ({ context }) => ({ answers: context.fit?.answers ?? {} }) },
        ],
      },
      { actions: ['understood', { type: 'say', params: { key: 'nothingAsked', choices: 'menu' } }] },
    ],
    'wanted.show_result': [
      {
        guard: 'has a finished run',
        actions: [
          'understood',
          { type: 'showResult', params: ({ context }) => ({ answers: context.fit?.answers ?? {}, isNew: false }) },
          askAgain,
        ],
      },
      { actions: ['understood', { type: 'say', params: { key: 'fit.noResultYet', choices: 'menu' } }, askAgain] },
    ],
    'wanted.share_result': [
      {
        guard: 'has a finished run',
        actions: [
          'understood',
          { type: 'shareResult', params: ({ context }) => ({ answers: context.fit?.answers ?? {} }) },
        ],
      },
      { actions: ['understood', { type: 'say', params: { key: 'fit.noResultYet', choices: 'menu' } }, askAgain] },
    ],
    'wanted.history': { actions: ['understood', { type: 'showHistory', params: {} }, askAgain] },
  },
})
