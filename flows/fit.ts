import { askAgain, s } from './setup.ts'
import type { DialogueContext, DialogueEvent, FitPlan } from './vocabulary.ts'

const run = (context: DialogueContext) => context.fit ?? { answers: {}, order: [], current: null, finished: false }
const itemOf = (slot: string) => slot.slice('fit.'.length)

/** Why the item is asked, and the item again. */
const whyAsked = {
  actions: [
    'understood',
    {
      type: 'explainQuestion',
      params: ({ context }: { context: DialogueContext }) => ({ slot: `fit.${run(context).current}` }),
    },
    askAgain,
  ],
} as const

type Answered = { event: Extract<DialogueEvent, { type: 'user.answered' }> }

const answered = [
  'understood',
  {
    type: 'noteItem',
    params: ({ event }: Answered) => ({ item: itemOf(event.slot), what: 'answered' as const, value: event.value }),
  },
  { type: 'keepAnswer', params: ({ event }: Answered) => ({ item: itemOf(event.slot), value: event.value }) },
] as const

/** The questionnaire: one item after the other, backwards, changed, left and taken up again. */
export const fit = (plan: FitPlan) =>
  s.createStateConfig({
    initial: 'choosingItem',
    states: {
      // decides, says nothing: what comes next follows from the answers alone, so an edited bank just goes on
      choosingItem: {
        always: [
          {
            guard: ({ context }) => run(context).current !== null,
            target: 'asking',
          },
          {
            guard: ({ context }) => plan.next(run(context).answers) === undefined,
            target: '#dialogue.idle',
            actions: [
              'finishRun',
              {
                type: 'recordRun',
                params: ({ context }) => ({ answers: run(context).answers, order: run(context).order }),
              },
              { type: 'showResult', params: ({ context }) => ({ answers: run(context).answers, isNew: true }) },
            ],
          },
          {
            target: 'asking',
            actions: [
              { type: 'reopen', params: ({ context }) => ({ item: plan.next(run(context).answers)! }) },
              { type: 'noteItem', params: ({ context }) => ({ item: run(context).current!, what: 'shown' as const }) },
            ],
          },
        ],
      },
      asking: {
        entry: { type: 'ask', params: { how: 'first' } },
        on: {
          'user.answered': [
            {
              guard: ({ event }) => event.notedAs !== undefined,
              target: 'choosingItem',
              actions: [
                ...answered,
                {
                  type: 'say',
                  params: ({ event }) => ({
                    key: event.notedAs === 'corrected' ? 'fit.corrected' : 'fit.noted',
                    with: { item: itemOf(event.slot), value: event.value },
                  }),
                },
              ],
            },
            { target: 'choosingItem', actions: answered },
          ],
          'wanted.back': [
            {
              // 「やっぱり今のは『いいえ』で」: the correction answers the last question, the current one stays
              guard: ({ context, event }) =>
                event.value !== undefined && plan.accepts(run(context).order.at(-1) ?? '', event.value),
              target: 'choosingItem',
              actions: [
                'understood',
                {
                  type: 'say',
                  params: ({ context, event }) => ({
                    key: 'fit.corrected',
                    with: { item: run(context).order.at(-1)!, value: event.value! },
                  }),
                },
                {
                  type: 'keepAnswer',
                  params: ({ context, event }) => ({ item: run(context).order.at(-1)!, value: event.value! }),
                },
              ],
            },
            {
              guard: 'has answers',
              target: 'choosingItem',
              reenter: true,
              actions: [
                'understood',
                { type: 'say', params: { key: 'fit.back' } },
                { type: 'stepBack', params: ({ event }) => ({ steps: event.steps ?? 1 }) },
              ],
            },
            {
              actions: ['understood', { type: 'say', params: { key: 'fit.isFirst' } }, askAgain],
            },
          ],
          'wanted.start_fit': {
            actions: ['understood', { type: 'say', params: { key: 'fit.goesOn' } }, askAgain],
          },
          'wanted.resume': { actions: ['understood', askAgain] },
          'wanted.restart': [
            {
              guard: 'has answers',
              target: '#dialogue.confirming',
              actions: ['understood', { type: 'interrupt', params: { what: 'restart', from: 'fit' } }],
            },
            { target: 'choosingItem', actions: ['understood', 'beginRun'] },
          ],
          'wanted.stop': {
            target: '#dialogue.idle',
            actions: [
              'understood',
              {
                type: 'noteItem',
                params: ({ context }) => ({ item: run(context).current ?? '', what: 'left' as const }),
              },
              { type: 'say', params: { key: 'fit.stopped', choices: 'afterStop' } },
            ],
          },
          'wanted.why_question': whyAsked,
          'wanted.why_result': whyAsked,
          'wanted.show_result': {
            actions: ['understood', { type: 'say', params: { key: 'fit.noResultYet' } }, askAgain],
          },
        },
      },
    },
  })
