import type { Choice } from '../../channels/channel.ts'
import { isAboutUs } from '../../topics.ts'
import type { SmallTalk } from '../../understanding/understood.ts'
import { labelOf } from '../questions/fit.ts'
import { sayClosed, sayHours } from '../times.ts'
import { type Performers, say, type TurnWork, text } from '../work.ts'

/** Small talk by somebody who may want to know what there is here. */
const WITH_MENU: ReadonlySet<string> = new Set<SmallTalk>([
  'greeting',
  'calling',
  'vague',
  'about_bot',
  'gibberish',
  'foreign',
  'acknowledge',
  'chitchat',
  'abuse',
])

/** Topics offered below several answers: as many as below one. */
const WAYS = 4

interface Shown {
  readonly topic: string
  /** All that the same message asked for. */
  readonly among?: readonly string[] | undefined
}

/** What is said: sentences, the pending question, answers from the FAQ, care. */
export const talkEffects = {
  say(work, { key, with: values, choices }: { key: string; with?: Record<string, string>; choices?: string }) {
    const { desk } = work.content
    // worked out only for a sentence that says it
    const facts = {
      days: desk.latestNoticeDays,
      get hours() {
        return sayHours(work)
      },
      get closed() {
        return sayClosed(work)
      },
      get receipt() {
        return receiptOf(work)
      },
      ...answerIn(work, values),
      ...values,
    }
    // while a question is pending, its own choices are the way on
    const set = choices && !work.question ? work.choices.set(choices, work.saved.context) : []
    say(work, key, facts, set)
  },
  ask(work, { how }: { how: 'first' | 'again' | 'rephrased' | 'withHuman' }) {
    const { question } = work
    if (!question) return
    const isBusy = work.messages.some((message) => 'choices' in message && (message.choices?.length ?? 0) > 0)
    const ways = isBusy ? question.choices.filter((choice) => choice.id.startsWith('answer:')) : [...question.choices]
    // who likes one form better than many questions; below other buttons it would be one too many
    if (work.forms && question.slot === 'callback.consent' && !isBusy)
      ways.splice(1, 0, { id: 'do:talk_to_human', label: work.content.say('buttons.open_form'), form: 'callback' })
    if (how === 'withHuman' && !question.slot.startsWith('callback.')) ways.push(work.choices.command('talk_to_human'))
    const words =
      how === 'rephrased' && question.kind === 'scale'
        ? `${question.text}\n\n${work.content.say('fit.rephrased')}`
        : how === 'first'
          ? question.text
          : (question.again ?? question.text)
    text(work, words, ways)
  },
  showTopic(work, { topic, among }: Shown) {
    const found = work.content.topics.get(topic)
    if (!found) return say(work, 'miss.first', {}, work.choices.set('waysOn', work.saved.context))
    // who asks what it is to use us may want to, now
    const begin = isAboutUs(topic) ? work.choices.set('begin', work.saved.context) : []
    const unhelpful = { id: `unhelpful:${topic}`, label: work.content.say('buttons.unhelpful') }
    const alone = () => [...begin, ...work.choices.related(topic), unhelpful]
    text(work, found.answer, waysFrom(work, topic, among, alone))
  },
  showUncovered(work, { topic, near, among }: Shown & { near: string[] }) {
    const found = work.content.topics.get(topic)
    const alone = () => [...work.choices.related(topic, near), ...humanOf(work)]
    text(work, found?.answer ?? work.content.say('miss.first'), waysFrom(work, topic, among, alone))
  },
  showMore(work, { topic, covered, among }: Shown & { covered: boolean }) {
    const alone = () => [...work.choices.related(topic), ...humanOf(work)]
    say(work, covered ? 'faq.same' : 'faq.sameUncovered', {}, waysFrom(work, topic, among, alone))
  },
  showSuggestions(work, { topics }: { topics: string[] }) {
    say(work, 'faq.suggest', {}, [
      ...topics.flatMap(work.choices.topic),
      { id: 'none', label: work.content.say('buttons.none_of_these') },
    ])
  },
  showCare(work, { care }: { care: string }) {
    const found = work.content.care.kinds[care as keyof typeof work.content.care.kinds]
    text(work, found.reply, [humanIn(work)])
  },
  stayWith(work) {
    say(work, 'careAnswered', {}, [humanIn(work)])
  },
  chat(work, { talk }: { talk: string }) {
    const key = talk === 'greeting' ? 'greeting.hello' : `talk.${talk}`
    const withMenu = !work.question && WITH_MENU.has(talk)
    say(work, key, {}, withMenu ? work.choices.set('menu', work.saved.context) : [])
  },
} satisfies Performers

const humanOf = ({ choices, saved }: TurnWork) => choices.set('human', saved.context).slice(0, 1)

/** The ways on from an answer; from several, those of all of them stand below the last. */
function waysFrom(work: TurnWork, topic: string, among: Shown['among'], alone: () => Choice[]): Choice[] {
  if (work.question) return []
  if (!among) return alone()
  if (topic !== among.at(-1)) return []
  const { choices, saved } = work
  const related = [
    ...new Map(among.flatMap((one) => choices.related(one).slice(0, WAYS / 2)).map((one) => [one.id, one])).values(),
  ]
  const others = related.filter(({ id }) => !among.some((one) => id === `topic:${one}`))
  return [...choices.set('begin', saved.context).slice(0, 1), ...others.slice(0, WAYS)]
}

/** The one way on that is offered to somebody in distress. */
const humanIn = ({ content }: TurnWork) => ({
  id: 'do:talk_to_human',
  label: content.say('buttons.talk_to_human'),
})

/** The item and the answer that a sentence repeats, where it is about one. */
function answerIn({ content }: TurnWork, { item: id, value }: Record<string, string> = {}): Record<string, string> {
  const item = id && content.bank.items.find((one) => one.id === id)
  return item && value ? { question: item.text, answer: labelOf(item, value, content) } : {}
}

const receiptOf = (work: TurnWork) => (work.erased ? work.content.say('erase.receipt', { reference: work.erased }) : '')
