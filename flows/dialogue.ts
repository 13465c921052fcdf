import { withAdvisor } from './advisor.ts'
import { callback } from './callback.ts'
import { fit } from './fit.ts'
import { freshContext, s } from './setup.ts'
import type { FitPlan } from './vocabulary.ts'

/** Raised when a state is renamed or removed; see `migrations.ts`. */
export const FLOW_VERSION = 1

const askAgain = { type: 'ask', params: { how: 'again' } } as const

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
      'user.asked': {
        actions: [
          'understood',
          { type: 'showTopic', params: ({ event }) => ({ topic: event.topic }) },
          { type: 'read', params: ({ event }) => ({ topic: event.topic }) },
          { type: 'note', params: ({ event }) => ({ what: 'topic.shown', about: event.topic }) },
          askAgain,
        ],
      },
      'user.askedUncovered': {
        actions: [
          'understood',
          { type: 'showUncovered', params: ({ event }) => ({ topic: event.topic }) },
          { type: 'note', params: ({ event }) => ({ what: 'topic.uncovered', about: event.topic }) },
          askAgain,
        ],
      },
      'user.askedVaguely': {
        actions: [
          'understood',
          { type: 'offered', params: ({ event }) => ({ topics: event.topics }) },
          { type: 'showSuggestions', params: ({ event }) => ({ topics: event.topics }) },
          askAgain,
        ],
      },
      'user.rejectedSuggestions': {
        actions: [
          {
            type: 'noteUnanswered',
            params: ({ context }) => ({ why: 'none_of_these' as const, offered: context.offered }),
          },
          { type: 'offered', params: { topics: [] } },
          { type: 'say', params: { key: 'faq.noneOfThese', choices: 'waysOn' } },
          askAgain,
        ],
      },
      'user.ratedTopic': [
        {
          guard: ({ event }) => event.helpful,
          actions: [
            { type: 'note', params: ({ event }) => ({ what: 'topic.helpful', about: event.topic }) },
            { type: 'say', params: { key: 'faq.helpful' } },
            askAgain,
          ],
        },
        {
          actions: [
            { type: 'note', params: ({ event }) => ({ what: 'topic.unhelpful', about: event.topic }) },
            {
              type: 'noteUnanswered',
              params: ({ event }) => ({ why: 'not_helpful' as const, offered: [event.topic] }),
            },
            { type: 'say', params: { key: 'faq.unhelpful', choices: 'waysOn' } },
            askAgain,
          ],
        },
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
        ],
      },
      'user.sent': {
        actions: [{ type: 'say', params: ({ event }) => ({ key: `media.${event.media}` }) }, askAgain],
      },
      'user.spokeInGroup': { actions: ['greeted', { type: 'say', params: { key: 'group' } }] },
      'user.pressedStale': { actions: [{ type: 'say', params: { key: 'stale', choices: 'menu' } }, askAgain] },
      'user.pickedItem': [
        {
          guard: ({ context, event }) => context.fit?.answers[event.item] !== undefined,
          target: '.fit',
          actions: ['understood', { type: 'reopen', params: ({ event }) => ({ item: event.item }) }],
        },
        { actions: [{ type: 'say', params: { key: 'stale', choices: 'menu' } }, askAgain] },
      ],
      'user.pickedField': { actions: [{ type: 'say', params: { key: 'stale', choices: 'menu' } }, askAgain] },
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
      'user.wasUnclear': [
        {
          guard: 'is the first miss',
          actions: [
            'missed',
            { type: 'say', params: ({ event }) => ({ key: `unclear.${event.problem}` }) },
            { type: 'ask', params: { how: 'rephrased' } },
          ],
        },
        {
          guard: 'is the second miss',
          actions: [
            'missed',
            { type: 'say', params: { key: 'unclear.again' } },
            { type: 'ask', params: { how: 'rephrased' } },
          ],
        },
        {
          actions: [
            'missed',
            { type: 'say', params: { key: 'unclear.human', choices: 'human' } },
            { type: 'ask', params: { how: 'withHuman' } },
          ],
        },
      ],
      'user.wishedInVain': {
        actions: [
          'understood',
          { type: 'say', params: ({ event }) => ({ key: `unclear.${event.problem}` }) },
          askAgain,
        ],
      },
      'user.askedForExamples': {
        actions: ['understood', { type: 'say', params: { key: 'examples', choices: 'examples' } }, askAgain],
      },
      'user.wasNotUnderstood': [
        {
          guard: 'is the first miss',
          actions: [
            'missed',
            { type: 'noteUnanswered', params: { why: 'unknown', offered: [] } },
            { type: 'say', params: { key: 'miss.first', choices: 'waysOn' } },
            askAgain,
          ],
        },
        {
          guard: 'is the second miss',
          actions: [
            'missed',
            { type: 'noteUnanswered', params: { why: 'unknown', offered: [] } },
            { type: 'say', params: { key: 'miss.second', choices: 'examples' } },
            askAgain,
          ],
        },
        {
          actions: [
            'missed',
            { type: 'noteUnanswered', params: { why: 'unknown', offered: [] } },
            { type: 'say', params: { key: 'miss.third', choices: 'human' } },
            { type: 'ask', params: { how: 'withHuman' } },
          ],
        },
      ],
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
      'user.ratedTalk': {
        actions: [{ type: 'rateTalk', params: ({ event }) => ({ reference: event.reference, value: event.value }) }],
      },
      'user.deletedResult': {
        actions: [{ type: 'deleteResult', params: ({ event }) => ({ id: event.id }) }, askAgain],
      },
      'user.acceptedTime': {
        actions: [{ type: 'acceptTime', params: ({ event }) => ({ slot: event.slot }) }, askAgain],
      },
      'user.changedLocale': {
        actions: [
          { type: 'speak', params: ({ event }) => ({ locale: event.locale }) },
          { type: 'say', params: { key: 'locale.changed', choices: 'menu' } },
          askAgain,
        ],
      },
      'wanted.help': { actions: ['understood', { type: 'say', params: { key: 'help', choices: 'menu' } }, askAgain] },
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
      'wanted.stop': { actions: ['understood', { type: 'say', params: { key: 'stopped', choices: 'menu' } }] },
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
      'wanted.delete_my_data': {
        target: '.confirming',
        actions: ['understood', { type: 'interrupt', params: { what: 'erase', from: 'idle' } }],
      },
      'advisor.joined': { target: '.withAdvisor', actions: ['discardDraft', 'resumeTalk'] },
      'desk.requestEnded': { actions: 'dropBooking' },
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
    },
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
      confirming: {
        entry: { type: 'ask', params: { how: 'first' } },
        on: {
          'user.answered': [
            {
              guard: ({ event }) => event.value === 'no',
              target: 'returning',
              actions: ['understood', { type: 'say', params: { key: 'confirm.kept' } }],
            },
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
          'wanted.stop': {
            target: 'returning',
            actions: ['understood', { type: 'say', params: { key: 'confirm.kept' } }],
          },
          'wanted.back': {
            target: 'returning',
            actions: ['understood', { type: 'say', params: { key: 'confirm.kept' } }],
          },
        },
      },
      // which answer to change: numbered lines, so a number typed here means a line
      choosingAnswer: {
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
          'wanted.stop': {
            target: 'returning',
            actions: ['understood', { type: 'say', params: { key: 'confirm.kept' } }],
          },
          'wanted.back': {
            target: 'returning',
            actions: ['understood', { type: 'say', params: { key: 'confirm.kept' } }],
          },
        },
      },
      // back to where the confirmation interrupted
      returning: {
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
      },
    },
  })

export type Dialogue = ReturnType<typeof createDialogue>
