import { askAgain, s } from '../setup.ts'
import type { DialogueContext } from '../vocabulary.ts'

/** Into the questionnaire where it was left. */
const goOn = {
  guard: 'has an unfinished run',
  target: '.fit',
  actions: ['understood', 'discardDraft', { type: 'say', params: { key: 'fit.resumed' } }],
} as const

/** Into the questionnaire from its first item. */
const begin = {
  target: '.fit',
  actions: [
    'understood',
    'discardDraft',
    { type: 'say', params: { key: 'fit.intro' } },
    'beginRun',
    { type: 'note', params: { what: 'fit.started' } },
  ],
} as const

/** There is nothing of that kind: said with the ways on, and the pending question again. */
const none = <const Key extends string>(key: Key) =>
  ({ actions: ['understood', { type: 'say', params: { key, choices: 'menu' } }, askAgain] }) as const

/** What can be done with the last result, where there is one. */
const withResult = <const Effect>(effect: Effect, without: string) =>
  [{ guard: 'has a finished run', actions: ['understood', effect, askAgain] }, none(without)] as const

type Now = { readonly context: DialogueContext }
const answers = ({ context }: Now) => ({ answers: context.fit?.answers ?? {} })
const explanation = { type: 'explainResult', params: answers } as const

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
    'wanted.start_fit': [goOn, begin],
    'wanted.resume': [goOn, none('nothingToResume')],
    'wanted.restart': [
      {
        guard: 'has an unfinished run',
        target: '.confirming',
        actions: ['understood', { type: 'interrupt', params: { what: 'restart', from: 'idle' } }],
      },
      begin,
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
      none('nothingToGoBackTo'),
    ],
    'wanted.change_answer': [
      {
        guard: 'has answers',
        target: '.choosingAnswer',
        actions: ['understood', { type: 'interrupt', params: { what: 'change', from: 'idle' } }],
      },
      none('nothingToChange'),
    ],
    'wanted.why_result': withResult(explanation, 'fit.noResultYet'),
    'wanted.why_question': withResult(explanation, 'nothingAsked'),
    'wanted.show_result': withResult(
      { type: 'showResult', params: (now: Now) => ({ ...answers(now), isNew: false }) },
      'fit.noResultYet',
    ),
    'wanted.share_result': withResult({ type: 'shareResult', params: answers }, 'fit.noResultYet'),
    'wanted.history': { actions: ['understood', { type: 'showHistory', params: {} }, askAgain] },
  },
})
