import { askAgain, s } from '../setup.ts'

/** What a second miss is told that has its own words for it. */
const SECOND_TIME: Partial<Record<string, string>> = {
  invalid: 'unclear.asShown',
  nameless: 'unclear.nameless',
  withheld: 'unclear.withheld',
}

/** Questions of the person, answered or not, wherever the talk stands. */
export const questionsAnywhere = s.createStateConfig({
  on: {
    'user.asked': [
      {
        guard: 'was just answered so',
        actions: [
          'understood',
          { type: 'showMore', params: ({ event }) => ({ topic: event.topic, covered: true, among: event.among }) },
          { type: 'shown', params: ({ event }) => ({ topic: event.topic }) },
          askAgain,
        ],
      },
      {
        actions: [
          'understood',
          { type: 'showTopic', params: ({ event }) => ({ topic: event.topic, among: event.among }) },
          { type: 'read', params: ({ event }) => ({ topic: event.topic }) },
          { type: 'shown', params: ({ event }) => ({ topic: event.topic }) },
          { type: 'note', params: ({ event }) => ({ what: 'topic.shown', about: event.topic }) },
          askAgain,
        ],
      },
    ],
    'user.askedUncovered': [
      {
        guard: 'was just answered so',
        actions: [
          'understood',
          { type: 'showMore', params: ({ event }) => ({ topic: event.topic, covered: false, among: event.among }) },
          { type: 'shown', params: ({ event }) => ({ topic: event.topic }) },
          askAgain,
        ],
      },
      {
        actions: [
          'understood',
          {
            type: 'showUncovered',
            params: ({ event }) => ({ topic: event.topic, near: event.near, among: event.among }),
          },
          { type: 'shown', params: ({ event }) => ({ topic: event.topic }) },
          { type: 'note', params: ({ event }) => ({ what: 'topic.uncovered', about: event.topic }) },
          askAgain,
        ],
      },
    ],
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
          { type: 'say', params: ({ event }) => ({ key: SECOND_TIME[event.problem] ?? 'unclear.again' }) },
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
  },
})
