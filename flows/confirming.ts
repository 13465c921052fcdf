import { s } from './setup.ts'

/** Back, with nothing changed. */
const leaveAsItIs = {
  target: 'returning',
  actions: ['understood', { type: 'say', params: { key: 'confirm.kept' } }],
} as const

/** A question in between: go through with it, or leave things as they are. */
export const confirming = s.createStateConfig({
  entry: { type: 'ask', params: { how: 'first' } },
  on: {
    'user.answered': [
      { guard: ({ event }) => event.value === 'no', ...leaveAsItIs },
      {
        guard: { type: 'is about', params: { what: 'erase' } },
        target: 'idle',
        actions: [
          { type: 'erase', params: { by: 'person' } },
          'forget',
          { type: 'say', params: { key: 'erase.done', choices: 'menu' } },
        ],
      },
      {
        target: 'fit',
        actions: [
          'understood',
          'resumeTalk',
          { type: 'say', params: { key: 'fit.restarted' } },
          'beginRun',
          { type: 'note', params: { what: 'fit.started' } },
        ],
      },
    ],
    'wanted.stop': leaveAsItIs,
    'wanted.back': leaveAsItIs,
  },
})

/** Which answer to change: numbered lines, so a number typed here means a line. */
export const choosingAnswer = s.createStateConfig({
  entry: { type: 'ask', params: { how: 'first' } },
  on: {
    'user.answered': [
      {
        guard: ({ context, event }) => context.fit?.answers[event.value] !== undefined,
        target: 'fit',
        actions: ['understood', 'resumeTalk', { type: 'reopen', params: ({ event }) => ({ item: event.value }) }],
      },
      { target: 'returning', actions: 'understood' },
    ],
    'wanted.stop': leaveAsItIs,
    'wanted.back': leaveAsItIs,
  },
})

/** Back to where the question in between interrupted. */
export const returning = s.createStateConfig({
  always: [
    { guard: { type: 'came from', params: { origin: 'fit' } }, target: 'fit', actions: 'resumeTalk' },
    { guard: { type: 'came from', params: { origin: 'callback' } }, target: 'callback', actions: 'resumeTalk' },
    {
      guard: { type: 'came from', params: { origin: 'withAdvisor' } },
      target: 'withAdvisor',
      actions: 'resumeTalk',
    },
    { target: 'idle', actions: 'resumeTalk' },
  ],
})
