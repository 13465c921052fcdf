import type { Saved } from '../../flows/saved.ts'
import type { Choice, ConversationId, Outbound } from '../channels/channel.ts'
import { bookingChoices } from '../desk/booking.ts'
import { openRequestOf } from '../desk/request.ts'
import { progress } from '../fit/plan.ts'
import { resultBars, resultTitle } from '../fit/present.ts'
import { scoreFit } from '../fit/score.ts'
import { findConversation } from '../store/conversations.ts'
import { resultsOf } from '../store/records.ts'
import type { Db } from '../store/store.ts'
import { dateOf, sayDate } from '../time.ts'
import { bookingWords } from './effects/callback.ts'
import { atRest } from './step.ts'
import { openSaved } from './talk.ts'
import type { TurnWorld } from './turn.ts'
import type { TurnWork } from './work.ts'

/** What a person finds on the home page: the questionnaire, the last result, the booking. Reads only. */
export async function openHome(db: Db, world: TurnWorld, conversation: ConversationId): Promise<Outbound[]> {
  const { dialogue, plan, voice } = world.knowledge
  const row = await findConversation(db, conversation)
  // a talk saved by an older release is read as this one would go on with it
  const saved = atRest(dialogue, plan, row && openSaved(world.seal, row))
  const { content, choices } = voice(saved.context.locale)
  const work = { db, content, choices, saved, seal: world.seal, now: world.now(), conversation }
  return [
    { kind: 'text', text: content.say('home.hello'), choices: [choices.command('examples')] },
    ...questionnaire(work, saved),
    ...(await lastResult(work)),
    await booking(work),
  ]
}

type HomeWork = Pick<TurnWork, 'db' | 'content' | 'choices' | 'saved' | 'seal' | 'now' | 'conversation'>

function questionnaire({ content, choices }: HomeWork, { context }: Saved): Outbound[] {
  if (context.fit?.finished) return []
  if (!context.fit)
    return [{ kind: 'text', text: content.say('home.fitNew'), choices: [choices.command('start_fit', 'primary')] }]
  const { answered, of } = progress(content.bank, context.fit.answers)
  const ways: Choice[] = [choices.command('resume', 'primary'), choices.command('restart')]
  return [{ kind: 'text', text: content.say('home.fitGoing', { answered, of }), choices: ways }]
}

async function lastResult({ db, content, choices, conversation, saved, now }: HomeWork): Promise<Outbound[]> {
  const [last] = await resultsOf(db, conversation, 1)
  if (!last) return []
  const result = scoreFit(content.bank, JSON.parse(last.answers))
  const title = resultTitle(content, result)
  const when = content.say('home.resultOf', { date: sayDate(dateOf(last.at), dateOf(now)) })
  // while a run is under way these would speak of that run
  const ways = saved.context.fit?.finished
    ? [choices.command('show_result'), choices.command('why_result'), choices.command('start_fit')]
    : []
  return [
    {
      kind: 'result',
      title,
      bars: resultBars(content, result),
      paragraphs: [when],
      text: `${title}\n${when}`,
      choices: ways,
    },
  ]
}

async function booking(work: HomeWork): Promise<Outbound> {
  const request = await openRequestOf(work, work.conversation)
  return request
    ? { kind: 'text', text: bookingWords(work, request), choices: bookingChoices(work.content.say, request.reference) }
    : {
        kind: 'text',
        text: work.content.say('home.bookingNone'),
        choices: [work.choices.command('talk_to_human', 'primary')],
      }
}
