import type { Content } from '../../content.ts'
import { isAboutUs } from '../../topics.ts'
import type { AlsoAsked, Pending, Understood } from '../understood.ts'
import { namesIn, readNames } from './names.ts'
import { createParts } from './parts.ts'

/** From here on a part of a message is a question of its own. */
const SURE = 0.5
/** The same where it names no job: a part of a sentence is like many things. */
const SURE_WITHOUT_A_NAME = 0.75
/** Nobody reads more at once. */
const MOST = 3
/** Each costs a search or two; a pasted text has hundreds. */
const MOST_PARTS = 6
/** What compares the offices. */
const DIFFERENCE = 'basics.difference'

const COMPARES = /どっち(?!も)|どちら(?!も)|(?<!間)違|(?<!ま)ちが|比べ|くらべ|比較|迷|悩|それとも/
const OF_BOTH = /どっちも|どちらも|両方|それぞれ|気にな|興味|教え|おしえ|知りた|聞きた|について/
const SUITS = /向|むい|合って|合う|あって|あう/
/** What is left of a question when it only says what it is about: 「どっちが自分に向いてるかな」. */
const VAGUE =
  /どっち|どちら|違い?|ちがい?|比べて?|くらべて?|比較|迷って|悩んで|それとも|両方|それぞれ|気にな[るっり]|興味|教えて|おしえて|知り?たい|聞きたい|について|ください|ほしい|お願い|わから(?:ない|ん)|分から(?:ない|ん)|選べない?|どんな|なに|何|どう|こと|ところ|仕事|職種?|内容|向い|むい|合っ?|自分|わたし|私|僕|俺|いい|良い|よい|おすすめ|ある|いる|する|して|なら|って|です|ます|ません|でしょう|だろう|けど|から|かな|んだ|[てでるうもがはをにのかねよとしたいなんまさあ]/g

const REFERS = /^(?:それ|これ|そこ|その(?:仕事|人|中)?|そっち)/

const AREA = /^(front|back|middle)(\.|$)/
const areaOf = (topic: string) => AREA.exec(topic)?.[1]

/** `back.fit` and the like, which the other office has, too. */
const OF_AN_OFFICE = /^(front|back)\.[a-z]+$/
const NAMES_US = /相談|面談|診断|チェック|アドバイザー|キャリア|ボット|登録|個人情報|勧誘|親|家族/

/** The comparison is of two offices; the third has an article of its own. */
const isThird = (topic: string) => areaOf(topic) === 'middle'
const fitOf = (topic: string) => (isThird(topic) ? topic : `${areaOf(topic)}.fit`)

/** 「フロントの大変なところ」 holds 「ノルマ」: who asks for both is told the one that says more. */
const isWithin = (narrow: string, broad: string) => narrow.startsWith(`${broad}.`)

/** Reads messages that ask for more than one thing. */
export function createSeveralReader(topics: Content['topics'], search: (text: string) => Understood) {
  const names = readNames(topics)
  const { questionsIn, partsOf, aspectIn } = createParts(names.pattern)
  return { readSeveral }

  /** What a message asks for, where that is more than one thing, each of it sure by itself. */
  function readSeveral(text: string, whole: Understood, pending: Pending | undefined): Understood | undefined {
    const questions = questionsIn(text)
    if (questions.length === 0) return undefined
    const compared = questions.length === 1 ? compare(questions[0]!) : undefined
    if (compared) return compared.length > 1 || whole.kind !== 'topic' ? toUnderstood(compared) : undefined
    // what was no comparison may still be a request: 「どんな仕事が向いてる？診断したい」
    if (whole.kind === 'command') return undefined
    // what holds two things against each other asks for neither alone
    const parts = questions
      .flatMap((question) => (COMPARES.test(question) ? [question] : partsOf(question)))
      .slice(0, MOST_PARTS)
    if (parts.length < 2) return undefined
    const found = distinct(answersTo(parts, pending))
    const isOneOfThem =
      whole.kind !== 'topic' || found.some(({ topic }) => topic === whole.topic || isWithin(topic, whole.topic))
    if (found.length < 2 || !isOneOfThem) return undefined
    // what may be distress is not passed over for articles
    return parts.some((part) => search(part).kind === 'crisis') ? undefined : toUnderstood(found)
  }

  function answersTo(parts: readonly string[], pending: Pending | undefined): AlsoAsked[] {
    const found: AlsoAsked[] = []
    let subject: string | undefined
    let before = ''
    for (const part of parts) {
      const [named] = namesIn(part, names)
      // 「営業の大変なところは？事務は？」
      const isNameAlone = named && subject && !COMPARES.test(part) && isVague(part.replace(named, ''))
      const asked = isNameAlone ? before.replace(subject!, named) : part
      // 「人事って何？経理とはどう違うの？」
      const held = named && subject && COMPARES.test(part) ? compare(`${subject}と${part}`) : undefined
      const answer = named || !subject ? sure(asked, named ? SURE : SURE_WITHOUT_A_NAME) : sureOf(asked, subject)
      // who is asked something by us and asks back something unclear is asked again
      if (pending && !named && !answer) return []
      found.push(...(held ?? (answer ? [answer] : [])))
      subject = named ?? (answer && officeOf(answer.topic)) ?? subject
      before = asked
    }
    return found
  }

  /** A question that names nothing is about what was named before, where that makes sense: 「事務ってどんな仕事？あと向いてる人は？」 */
  function sureOf(question: string, subject: string): AlsoAsked | undefined {
    const own = names.topics.get(subject)!
    // 「それって何するの？」 asks no other thing
    if (REFERS.test(question)) return sure(question.replace(REFERS, subject))
    const alone = sure(question, SURE_WITHOUT_A_NAME)
    // 「電話もとるの？」 is about the job, not about how we call
    const isAside = alone && isAboutUs(alone.topic) && !NAMES_US.test(question)
    if (alone && !areaOf(alone.topic) && !isAside) return alone
    const aspect = aspectIn(question)
    const about = [`${subject}は${question}`, ...(aspect ? [`${subject}の${aspect}`] : [])]
      .map((one) => sure(one))
      .find((one) => one && one.topic !== own && areaOf(one.topic) === areaOf(own))
    if (about) return about
    // what there is to say of each office is not said of the other one
    const isOfTheOther = alone && areaOf(alone.topic) !== areaOf(own) && OF_AN_OFFICE.test(alone.topic)
    return isAside || isOfTheOther ? undefined : alone
  }

  /** What an office is called, of which a topic tells. */
  function officeOf(topic: string): string | undefined {
    return [...names.topics].find(([, of]) => names.offices.has(of) && areaOf(of) === areaOf(topic))?.[0]
  }

  function sure(question: string, from = SURE): AlsoAsked | undefined {
    const found = search(question)
    const isFound = found.kind === 'topic' || found.kind === 'notCovered'
    return isFound && found.confidence >= from ? { topic: found.topic, confidence: found.confidence } : undefined
  }

  /** What there is on two offices or jobs that are held against each other, or asked for in one breath. */
  function compare(question: string): AlsoAsked[] | undefined {
    const named = [...new Set(namesIn(question, names).map((name) => names.topics.get(name)!))]
    const isComparison = COMPARES.test(question)
    if (named.length < 2 || named.length > MOST || !(isComparison || OF_BOTH.test(question))) return undefined
    if (!isVague(question.replace(names.pattern, ''))) return undefined
    const areas = new Set(named.map(areaOf))
    const areOffices = named.every((topic) => names.offices.has(topic))
    // what there is of an office in general is in the comparison
    const each = !areOffices || !isComparison ? named : SUITS.test(question) ? named.map(fitOf) : named.filter(isThird)
    const all = isComparison && areas.size > 1 && each.length < MOST ? [DIFFERENCE, ...each] : each
    return all
      .filter((topic) => topics.has(topic))
      .slice(0, MOST)
      .map((topic) => ({ topic, confidence: SURE }))
  }

  function toUnderstood([first, ...also]: readonly AlsoAsked[]): Understood {
    const { topic, confidence } = first!
    return topics.get(topic)?.covered === false
      ? { kind: 'notCovered', topic, near: [], confidence, also }
      : { kind: 'topic', topic, confidence, also }
  }
}

const isVague = (rest: string) => rest.replace(/[\s\p{P}\p{S}]/gu, '').replace(VAGUE, '') === ''

/** Each topic once; what is within another is enough. */
function distinct(found: readonly AlsoAsked[]): AlsoAsked[] {
  const once = found.filter(({ topic }, at) => found.findIndex((one) => one.topic === topic) === at)
  return once.filter(({ topic }) => !once.some((one) => isWithin(one.topic, topic))).slice(0, MOST)
}
