import { s } from './setup.ts'

/** A person is talking: the bot carries words to and fro and is silent itself. */
export const withAdvisor = s.createStateConfig({
  on: {
    'user.wrote': { actions: { type: 'relay', params: {} } },
    'user.sent': { actions: { type: 'relay', params: {} } },
    'user.needsCare': {
      actions: [
        { type: 'showCare', params: ({ event }) => ({ care: event.care }) },
        { type: 'relay', params: {} },
        { type: 'alertAdvisor', params: ({ event }) => ({ care: event.care }) },
      ],
    },
    'wanted.stop': {
      target: '#dialogue.idle',
      actions: { type: 'endTalk', params: { by: 'person' } },
    },
    // two who speak of the same date at once would not understand each other
    'wanted.change_callback': { actions: { type: 'say', params: { key: 'advisor.changeByWords' } } },
    'user.pressedStale': { actions: { type: 'say', params: { key: 'advisor.talking' } } },
    'wanted.delete_my_data': {
      target: '#dialogue.confirming',
      actions: { type: 'interrupt', params: { what: 'erase', from: 'withAdvisor' } },
    },
    'advisor.left': {
      target: '#dialogue.idle',
      actions: { type: 'say', params: { key: 'advisor.left', choices: 'menu' } },
    },
  },
})
