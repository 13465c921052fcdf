import { assign, setup } from 'xstate'
import {
  type ContactWish,
  type DialogueContext,
  type DialogueEvent,
  type Draft,
  type Ended,
  FIELDS,
  type Field,
  type GivenFields,
  type Origin,
} from './vocabulary.ts'

export const freshContext: DialogueContext = {
  greeted: false,
  misses: 0,
  runs: 0,
  fit: null,
  draft: null,
  booking: null,
  offered: [],
  read: [],
  shown: null,
  cared: null,
  ended: null,
  confirming: null,
  locale: null,
}

/** Topics a person read are shown to the advisor; the last few say enough. */
const READ_KEPT = 12

/** An effect does nothing here: `transition()` returns it as data, and the turn carries it out. */
const effect = <Params>(_: unknown, _params: Params) => {}

/** What a callback still needs before it can be confirmed, in the order it is asked. */
export function missingField(draft: Draft): Field | undefined {
  if (!draft.consent) return 'consent'
  if (!draft.wish) return 'wish'
  if (!draft.name) return 'name'
  if (draft.wish === 'phone' && !draft.phone) return 'phone'
  if (draft.wish === 'email' && !draft.email) return 'email'
  if (draft.wish !== 'email') {
    if (!draft.time) return 'time'
    if (draft.slot === undefined) return 'slot'
  }
  if (draft.topic === undefined) return 'topic'
  return undefined
}

/** The field that was asked, or given, before the one that is asked now; what was given ahead of its question is none. */
export function fieldBefore(draft: Draft): Field | undefined {
  const missing = missingField(draft)
  const before = missing ? FIELDS.slice(0, FIELDS.indexOf(missing)) : FIELDS
  return draft.asked.findLast((field) => before.includes(field))
}

/** Takes over what was given; a number has no place in a request that must not ring. */
function fill(draft: Draft, given: GivenFields): Draft {
  const names = FIELDS.filter((field) => field !== 'slot' && given[field as keyof GivenFields] !== undefined)
  const filled: Draft = { ...draft, ...given, asked: [...draft.asked.filter((one) => !names.includes(one)), ...names] }
  // a newly wished time needs a slot of its own
  if (given.time && given.slot === undefined) delete filled.slot
  if (!given.wish && !draft.wish && given.phone) filled.wish = 'phone'
  if (!given.wish && !draft.wish && given.email && !given.phone) filled.wish = 'email'
  if (filled.wish && filled.wish !== 'phone') delete filled.phone
  if (filled.wish && filled.wish !== 'email') delete filled.email
  return filled
}

/** Takes out one field and what depends on it; the rest stays as it was said. */
function clear(draft: Draft, field: Field): Draft {
  const cleared = { ...draft, asked: draft.asked.filter((one) => one !== field) }
  delete cleared[field]
  if (field === 'time') delete cleared.slot
  return cleared
}

function answered(draft: Draft, slot: string, value: string): Draft {
  const field = slot.slice('callback.'.length) as Field
  const asked = [...draft.asked.filter((one) => one !== field), field]
  switch (field) {
    case 'slot':
      return { ...draft, asked, slot: value === 'window' ? null : Number(value) }
    case 'wish':
      return fill(draft, { wish: value as ContactWish })
    default:
      return { ...draft, asked, [field]: value }
  }
}

/** The dialogue's names: events, effects, guards. The charts read as prose over them. */
export const s = setup({
  types: {
    context: {} as DialogueContext,
    events: {} as DialogueEvent,
  },
  actions: {
    // effects: what the person sees
    say: effect<{ key: string; with?: Record<string, string>; choices?: string }>,
    /** Shows the pending question of the state the step ends in. */
    ask: effect<{ how: 'first' | 'again' | 'rephrased' | 'withHuman' }>,
    showTopic: effect<{ topic: string; among?: string[] | undefined }>,
    showUncovered: effect<{ topic: string; near: string[]; among?: string[] | undefined }>,
    /** What was said a moment ago is not said again: only where else to ask. */
    showMore: effect<{ topic: string; covered: boolean; among?: string[] | undefined }>,
    showSuggestions: effect<{ topics: string[] }>,
    showResult: effect<{ answers: Record<string, string>; isNew: boolean }>,
    explainResult: effect<{ answers: Record<string, string> }>,
    explainQuestion: effect<{ slot: string }>,
    showHistory: effect<Record<string, never>>,
    shareResult: effect<{ answers: Record<string, string> }>,
    showBooking: effect<Record<string, never>>,
    showCare: effect<{ care: string }>,
    stayWith: effect<Record<string, never>>,
    chat: effect<{ talk: string }>,
    // effects: what is stored
    recordRun: effect<{ answers: Record<string, string>; order: string[] }>,
    noteItem: effect<{ item: string; what: 'shown' | 'answered' | 'left'; value?: string }>,
    noteUnanswered: effect<{ why: 'unknown' | 'none_of_these' | 'not_helpful'; offered: string[] }>,
    note: effect<{ what: string; about?: string }>,
    book: effect<{ draft: Draft; read: string[] }>,
    cancelBooking: effect<Record<string, never>>,
    deleteResult: effect<{ id: number }>,
    acceptTime: effect<{ slot: number }>,
    passWords: effect<Record<string, never>>,
    rateTalk: effect<{ reference: string; value: number }>,
    loadBooking: effect<{ fields?: GivenFields }>,
    erase: effect<{ by: 'person' | 'block' }>,
    relay: effect<Record<string, never>>,
    endTalk: effect<{ by: 'person' }>,
    alertAdvisor: effect<{ care: string }>,

    // what is remembered
    understood: assign({ misses: 0, offered: [], shown: null, cared: null, ended: null }),
    cared: assign({ cared: (_, params: { care: string }) => params.care }),
    shown: assign({ shown: (_, params: { topic: string }) => params.topic }),
    missed: assign({ misses: ({ context }) => context.misses + 1 }),
    greeted: assign({ greeted: true }),
    offered: assign({ offered: (_, params: { topics: string[] }) => params.topics }),
    read: assign({
      read: ({ context }, params: { topic: string }) =>
        [...context.read.filter((one) => one !== params.topic), params.topic].slice(-READ_KEPT),
      offered: () => [],
    }),
    // the words of the goodbye stay the person's own
    forget: assign(({ context }) => ({ ...freshContext, greeted: true, locale: context.locale })),
    // who changed the locale asks again to read it
    speak: assign({ locale: (_, params: { locale: string }) => params.locale, shown: null }),

    // the questionnaire
    beginRun: assign(({ context }) => ({
      runs: context.runs + 1,
      fit: { answers: {}, order: [], current: null, finished: false },
    })),
    stepBack: assign({
      fit: ({ context }, params: { steps: number }) => {
        if (!context.fit) return null
        const { answers, order } = context.fit
        const kept = order.slice(0, Math.max(0, order.length - params.steps))
        const reopened = order[kept.length]
        const left = { ...answers }
        for (const item of order.slice(kept.length)) delete left[item]
        return { answers: left, order: kept, current: reopened ?? null, finished: false }
      },
    }),
    reopen: assign({
      fit: ({ context }, params: { item: string }) =>
        context.fit && { ...context.fit, current: params.item, finished: false },
    }),
    keepAnswer: assign({
      fit: ({ context }, params: { item: string; value: string }) => {
        if (!context.fit) return null
        const { answers, order } = context.fit
        return {
          answers: { ...answers, [params.item]: params.value },
          order: order.includes(params.item) ? order : [...order, params.item],
          current: null,
          finished: false,
        }
      },
    }),
    finishRun: assign({ fit: ({ context }) => context.fit && { ...context.fit, current: null, finished: true } }),

    // the callback
    beginDraft: assign({ draft: { asked: [] } }),
    keepDraft: assign({ draft: (_, params: { draft: Draft }) => params.draft }),
    keepField: assign({
      draft: ({ context }, params: { slot: string; value: string }) =>
        answered(context.draft ?? { asked: [] }, params.slot, params.value),
    }),
    keepFields: assign({
      draft: ({ context }, params: { fields: GivenFields }) => fill(context.draft ?? { asked: [] }, params.fields),
    }),
    dropPhone: assign({
      draft: ({ context }) =>
        context.draft &&
        fill(context.draft, { wish: context.draft.email && context.draft.wish === 'email' ? 'email' : 'chat' }),
    }),
    reopenField: assign({
      draft: ({ context }, params: { field: Field }) => context.draft && clear(context.draft, params.field),
    }),
    reopenLastField: assign({
      draft: ({ context }) => {
        const last = context.draft && fieldBefore(context.draft)
        return context.draft && last ? clear(context.draft, last) : context.draft
      },
    }),
    dropSlot: assign({ draft: ({ context }) => context.draft && clear(context.draft, 'slot') }),
    dropTime: assign({ draft: ({ context }) => context.draft && clear(context.draft, 'time') }),
    discardDraft: assign({ draft: null }),
    keepBooking: assign({ booking: (_, params: { reference: string }) => params.reference, draft: null }),
    dropBooking: assign({ booking: null }),
    endBooking: assign({ booking: null, ended: (_, params: { ended: Ended | null }) => params.ended }),
    // a draft that was begun meanwhile becomes a change of it
    regainBooking: assign({ booking: (_, params: { reference: string }) => params.reference, ended: null }),

    // confirmations
    interrupt: assign({ confirming: (_, params: NonNullable<DialogueContext['confirming']>) => params }),
    resumeTalk: assign({ confirming: null }),
  },
  guards: {
    'has an unfinished run': ({ context }) => context.fit !== null && !context.fit.finished,
    'has answers': ({ context }) => (context.fit?.order.length ?? 0) > 0,
    'has a finished run': ({ context }) => context.fit?.finished === true,
    'has a draft': ({ context }) => context.draft !== null,
    'is changing a booking': ({ context }) => context.draft?.changing !== undefined,
    'has a booking': ({ context }) => context.booking !== null,
    'can step back in the form': ({ context }) => context.draft !== null && fieldBefore(context.draft) !== undefined,
    // a button shows the answer itself, as often as it is pressed
    'was just answered so': ({ context, event }) =>
      (event.type === 'user.asked' && event.topic === context.shown && event.confidence < 1) ||
      (event.type === 'user.askedUncovered' && event.topic === context.shown),
    'was greeted': ({ context }) => context.greeted,
    'is the first miss': ({ context }) => context.misses === 0,
    'is the second miss': ({ context }) => context.misses === 1,
    'needs the field': ({ context }, params: { field: Field }) =>
      context.draft !== null && missingField(context.draft) === params.field,
    'came from': ({ context }, params: { origin: Origin }) => context.confirming?.from === params.origin,
    'is about': ({ context }, params: { what: string }) => context.confirming?.what === params.what,
  },
})

/** Shows the pending question once more. */
export const askAgain = { type: 'ask', params: { how: 'again' } } as const
