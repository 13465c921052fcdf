import { parseArgs } from 'node:util'
import { loadContent } from '../src/content.ts'
import { loadDictionary } from '../src/dictionary/load.ts'
import { ProblemsError } from '../src/errors.ts'
import { createLikeness, shareAsNear } from '../src/evaluation/likeness.ts'
import { measure } from '../src/evaluation/measure.ts'
import { readSets } from '../src/evaluation/sets.ts'
import { keepModels } from '../src/kept-models.ts'
import { createScanner } from '../src/understanding/faq/scan.ts'
import { gather } from '../src/understanding/faq/tokens.ts'
import { crossValidate, validateNewTopics } from '../src/understanding/faq/validate.ts'
import { createUnderstanding } from '../src/understanding/understanding.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    misses: { type: 'boolean', default: false },
    min: { type: 'string', multiple: true, default: [] },
    max: { type: 'string', multiple: true, default: [] },
  },
})

try {
  const [folder] = positionals
  if (!folder)
    throw new ProblemsError('Nothing to evaluate:', [
      'give the folder: npm run eval -- <folder> [--misses] [--min right=0.85] [--max wrong=0.05]',
    ])
  const content = loadContent()
  const begun = performance.now()
  const understanding = await createUnderstanding(content, console.error, keepModels())
  const ready = performance.now() - begun
  const sets = readSets(folder)
  const { figures, byStyle, misses } = measure(understanding, sets)
  const options = {
    synonyms: content.synonyms,
    elsewhere: content.elsewhere,
    dictionary: loadDictionary(console.error) ?? null,
  }
  const unseen = crossValidate([...content.topics.values()], options)
  const fresh = validateNewTopics([...content.topics.values()], options).filter(
    (one) => content.topics.get(one.topic ?? '')?.covered,
  )
  const covered = unseen.filter((one) => one.topic && content.topics.get(one.topic)?.covered)
  const others = unseen.filter((one) => one.topic === undefined)
  const { scan } = createScanner(options.dictionary ?? undefined, content.synonyms)
  const likeness = createLikeness([...content.topics.values()], (text) => gather(scan(text)))
  const all: Record<string, number> = {
    ...figures,
    unseen_first: covered.filter((one) => one.hits[0] === one.topic).length / covered.length,
    // phrasings are written to be unlike each other: the same, were they as near to the next one as these questions are
    unseen_first_as_near: shareAsNear(
      covered.map(({ text, topic, hits }) => ({ near: likeness(text, topic!), isRight: hits[0] === topic })),
      sets.questions.map(({ text, topic }) => likeness(text, topic)),
    ),
    unseen_within_three: covered.filter((one) => one.hits.slice(0, 3).includes(one.topic!)).length / covered.length,
    new_topic_first: fresh.filter((one) => one.hits[0] === one.topic).length / fresh.length,
    new_topic_within_three: fresh.filter((one) => one.hits.slice(0, 3).includes(one.topic!)).length / fresh.length,
    unseen_elsewhere_answered:
      others.filter((one) => one.decision === 'answer' && content.topics.get(one.hits[0]!)?.covered).length /
      others.length,
    start_ms: ready,
  }

  if (values.misses)
    for (const { set, id, text, wanted, got } of misses)
      console.log(`${set}\t${id}\t${text}\twanted ${wanted}\tgot ${got}`)
  console.log('style        n  right  offered  wrong  nothing')
  for (const [style, row] of Object.entries(byStyle)) {
    const cell = (count: number) => `${((count / row.n) * 100).toFixed(0)} %`.padStart(6)
    console.log(
      `${style.padEnd(9)} ${String(row.n).padStart(4)} ${cell(row.right)}  ${cell(row.offered)} ${cell(row.wrong)}  ${cell(row.nothing)}`,
    )
  }
  for (const [name, value] of Object.entries(all)) {
    const shown = Number.isNaN(value)
      ? 'no data'
      : name.startsWith('micro') || name === 'start_ms' || name === 'crisis_missed'
        ? value.toFixed(0)
        : `${(value * 100).toFixed(1)} %`
    console.log(`${name.padEnd(24)} ${shown}`)
  }

  const missed = [
    ...bars(values.min, (value, bar) => value >= bar, 'at least'),
    ...bars(values.max, (value, bar) => value <= bar, 'at most'),
  ]
  for (const problem of missed) console.error(problem)
  if (missed.length > 0) process.exitCode = 1

  function bars(given: readonly string[], holds: (value: number, bar: number) => boolean, word: string): string[] {
    return given.flatMap((one) => {
      const [name = '', bar = ''] = one.split('=')
      if (!(name in all)) return [`there is no figure "${name}": choose one of ${Object.keys(all).join(', ')}`]
      return holds(all[name]!, Number(bar)) ? [] : [`${name} is ${all[name]!.toFixed(3)}; ${word} ${bar} is asked for`]
    })
  }
} catch (error) {
  console.error(error instanceof ProblemsError ? error.message : error)
  process.exitCode = 1
}
