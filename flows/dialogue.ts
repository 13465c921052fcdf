import { withAdvisor } from './advisor.ts'
import { bookingAnywhere } from './anywhere/booking.ts'
import { fitAnywhere } from './anywhere/fit.ts'
import { questionsAnywhere } from './anywhere/questions.ts'
import { wordsAnywhere } from './anywhere/words.ts'
import { callback } from './callback.ts'
import { choosingAnswer, confirming, returning } from './confirming.ts'
import { fit } from './fit.ts'
import { askAgain, freshContext, s } from './setup.ts'
import type { FitPlan } from './vocabulary.ts'

/** Raised when a state is renamed or removed; see `migrations.ts`. */
export const FLOW_VERSION = 1

/**
 * The whole talk. Pure: every action is an effect that the turn carries out
 * or an assignment. What stands at the root works in every state, and ends by
 * showing the pending question again.
 */
export const createDialogue = (plan: FitPlan) =>
  s.createMachine({
    id: 'dialogue',
    context: freshContext,
    initial: 'idle',
    on: { ...wordsAnywhere.on, ...questionsAnywhere.on, ...fitAnywhere.on, ...bookingAnywhere.on },
    states: {
      idle: {},
      fit: {
        ...fit(plan),
        on: {
          'wanted.change_answer': [
            {
              guard: 'has answers',
              target: 'choosingAnswer',
              actions: ['understood', { type: 'interrupt', params: { what: 'change', from: 'fit' } }],
            },
            { actions: ['understood', { type: 'say', params: { key: 'nothingToChange' } }, askAgain] },
          ],
          'wanted.delete_my_data': {
            target: 'confirming',
            actions: ['understood', { type: 'interrupt', params: { what: 'erase', from: 'fit' } }],
          },
        },
      },
      callback: {
        ...callback,
        on: {
          ...callback.on,
          'wanted.delete_my_data': {
            target: 'confirming',
            actions: ['understood', { type: 'interrupt', params: { what: 'erase', from: 'callback' } }],
          },
        },
      },
      withAdvisor,
      confirming,
      choosingAnswer,
      returning,
    },
  })

export type Dialogue = ReturnType<typeof createDialogue>
