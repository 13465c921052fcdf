import { type FitAnswers, type FitBank, type FitItem, OFFICES, type Office } from './fit.ts'
import { nextItem } from './plan.ts'
import { scoreFit } from './score.ts'

/** A small seeded generator (mulberry32): the same figures at every run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Answers every item the plan asks, by a rule. */
export function respond(bank: FitBank, answer: (item: FitItem) => string): FitAnswers {
  const answers: Record<string, string> = {}
  for (let id = nextItem(bank, answers); id !== undefined; id = nextItem(bank, answers)) {
    answers[id] = answer(bank.items.find((item) => item.id === id)!)
  }
  return answers
}

const pick = (random: () => number, item: FitItem) => item.options[Math.floor(random() * item.options.length)]!.value

/** What a kind of person tends to, by trait: topic of the item to agreement from -2 to 2. */
export interface Archetype {
  readonly name: string
  readonly office: Office
  readonly likes: Readonly<Record<string, number>>
  /** For traits not named. */
  readonly otherwise: number
}

/** Three for each office, described by what they like, not by items. */
export const ARCHETYPES: readonly Archetype[] = [
  {
    name: '部活の主将',
    office: 'front',
    otherwise: -1,
    likes: {
      'front.fit.people': 2,
      'front.fit.goals': 2,
      'front.fit.flexible': 2,
      'middle.bridge': 0,
      'back.demerits.routine': -2,
    },
  },
  {
    name: 'カフェの人気店員',
    office: 'front',
    otherwise: 0,
    likes: {
      'front.fit.people': 2,
      'front.fit.goals': 0,
      'front.fit.flexible': 2,
      'back.demerits.routine': -2,
      'back.fit.steady': -1,
    },
  },
  {
    name: '負けず嫌いのゲーマー',
    office: 'front',
    otherwise: -1,
    likes: {
      'front.fit.goals': 2,
      'front.fit.flexible': 2,
      'front.fit.people': 1,
      'back.fit.supporting': -2,
      'middle.finance': 0,
    },
  },
  {
    name: '図書委員',
    office: 'back',
    otherwise: -1,
    likes: {
      'back.fit.steady': 2,
      'back.fit.accuracy': 2,
      'back.fit.supporting': 2,
      'back.demerits.routine': 2,
      'middle.finance': 0,
    },
  },
  {
    name: '几帳面な会計係',
    office: 'back',
    otherwise: -1,
    likes: {
      'back.fit.accuracy': 2,
      'back.fit.steady': 2,
      'back.fit.supporting': 1,
      'back.demerits.routine': 1,
      'middle.bridge': 0,
    },
  },
  {
    name: '縁の下のマネージャー',
    office: 'back',
    otherwise: 0,
    likes: {
      'back.fit.supporting': 2,
      'back.fit.steady': 2,
      'back.fit.accuracy': 1,
      'back.demerits.routine': 2,
      'front.fit.people': -1,
    },
  },
  {
    name: 'サークルの調整役',
    office: 'middle',
    otherwise: 0,
    likes: {
      'middle.bridge': 2,
      'back.demerits.coordination': 2,
      'middle.finance': 1,
      'front.fit.people': 0,
      'back.fit.steady': -1,
    },
  },
  {
    name: 'データ好きの研究室生',
    office: 'middle',
    otherwise: -1,
    likes: {
      'middle.finance': 2,
      'middle.bridge': 2,
      'back.demerits.coordination': 0,
      'back.fit.accuracy': 1,
      'back.fit.steady': 0,
    },
  },
  {
    name: '慎重な企画係',
    office: 'middle',
    otherwise: 0,
    likes: {
      'middle.finance': 2,
      'middle.bridge': 1,
      'back.demerits.coordination': 2,
      'front.fit.people': -1,
      'back.fit.supporting': 0,
    },
  },
]

/** How an archetype answers: agreement by trait on scales, the option nearest to its office elsewhere. */
export function answerAs(archetype: Archetype): (item: FitItem) => string {
  return (item) => {
    const liking = archetype.likes[item.topic] ?? archetype.otherwise
    if (item.kind === 'scale') return String(Math.max(1, Math.min(5, 3 + (item.reversed ? -liking : liking))))
    const weightOf = (value: string) => item.weights[value]?.[archetype.office] ?? 0
    return [...item.options].sort((a, b) => weightOf(b.value) - weightOf(a.value))[0]!.value
  }
}

export interface Simulation {
  readonly shares: Readonly<Record<Office | 'none', number>>
  readonly straight: readonly { readonly answer: string; readonly office: Office | undefined }[]
  readonly archetypes: readonly {
    readonly name: string
    readonly wanted: Office
    readonly got: Office | undefined
    readonly close: boolean
  }[]
  /** Of those whose first result was not close: how many had the same type again. */
  readonly retest: number
  readonly closeShare: number
  readonly items: { readonly median: number; readonly p95: number }
}

/** Runs the bank on made-up people. */
export function simulate(bank: FitBank, people = 10_000, seed = 20261124): Simulation {
  const random = seeded(seed)
  const shares = { front: 0, back: 0, middle: 0, none: 0 }
  const lengths: number[] = []
  let close = 0
  let clear = 0
  let same = 0
  for (let person = 0; person < people; person++) {
    const answers = respond(bank, (item) => pick(random, item))
    const result = scoreFit(bank, answers)
    shares[result.office ?? 'none']++
    lengths.push(Object.keys(answers).length)
    if (result.close) close++
    if (result.office && !result.close) {
      clear++
      if (scoreFit(bank, shaken(bank, answers, random)).office === result.office) same++
    }
  }
  lengths.sort((a, b) => a - b)
  return {
    shares: {
      front: shares.front / people,
      back: shares.back / people,
      middle: shares.middle / people,
      none: shares.none / people,
    },
    straight: ['5', '4', '3', '2', '1', 'unknown', 'skip'].map((answer) => ({
      answer,
      office: scoreFit(
        bank,
        respond(bank, (item) => (item.kind === 'scale' || answer.length > 1 ? answer : item.options[0]!.value)),
      ).office,
    })),
    archetypes: ARCHETYPES.map((one) => {
      const result = scoreFit(bank, respond(bank, answerAs(one)))
      return { name: one.name, wanted: one.office, got: result.office, close: result.close }
    }),
    retest: clear === 0 ? 1 : same / clear,
    closeShare: close / people,
    items: { median: lengths[Math.floor(people / 2)]!, p95: lengths[Math.floor(people * 0.95)]! },
  }
}

/** The same person another day: each scale answer moves one step up or down with a chance of three in ten. */
function shaken(bank: FitBank, answers: FitAnswers, random: () => number): FitAnswers {
  return respond(bank, (item) => {
    const given = answers[item.id]
    if (given === undefined) return pick(random, item)
    if (random() >= 0.3) return given
    // a choice has no step: somebody who answers it again a little otherwise chooses the same
    if (item.kind !== 'scale') return given
    const moved = Number(given) + (random() < 0.5 ? -1 : 1)
    return String(Math.max(1, Math.min(5, moved)))
  })
}

/** What must hold of a bank before it is shipped. */
export function failures(simulation: Simulation): string[] {
  const problems: string[] = []
  for (const office of OFFICES) {
    if (simulation.shares[office] > 0.45)
      problems.push(
        `でたらめに答えた人の${percent(simulation.shares[office])}が ${office} になります。45 %までにしてください。その office の質問の weights や reversed を見てください。`,
      )
  }
  for (const { answer, office } of simulation.straight) {
    if (office)
      problems.push(
        `ずっと「${answer}」と答えた人が ${office} になります。傾向なしになるように、reversed の数を見てください。`,
      )
  }
  for (const { name, wanted, got } of simulation.archetypes) {
    if (got !== wanted)
      problems.push(
        `「${name}」が ${got ?? '傾向なし'} になります。${wanted} になるように、変えた質問の weights を見てください。`,
      )
  }
  if (simulation.retest < 0.85)
    problems.push(
      `別の日に答えなおして同じ型になるのが${percent(simulation.retest)}です。85 %以上にしてください。どちらともとれる質問が増えていないか、見てください。`,
    )
  return problems
}

export const percent = (share: number) => `${(share * 100).toFixed(1)} %`
