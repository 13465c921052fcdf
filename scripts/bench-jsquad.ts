import { readFileSync } from 'node:fs'
import { loadDictionary } from '../src/dictionary/load.ts'
import { createEngine } from '../src/understanding/faq/engine.ts'
import { createSaid } from '../src/understanding/faq/scan.ts'
import { PASSAGE, scanTokens } from '../src/understanding/faq/tokens.ts'
import { createVocabulary, learnBag } from '../src/understanding/faq/vocabulary.ts'

/** Retrieval of each question's paragraph among all, with the engine and the tokens of the FAQ. */
const SATURATION = { k1: 0.9, b: 0.75, delta: 0.5 }
const PUBLISHED = `JaColBERTv2              .921   .968   .977   .983
multilingual-e5-large    .865   .953   .966   .977
bge-m3 dense             .850   .939   .959   .976
multilingual-e5-small    .840   .934   .954   .973
OpenAI ada-002           .754   .875   .907   .938`

const [file] = process.argv.slice(2)
if (!file) {
  console.error('Give a file in SQuAD format: npm run bench:jsquad -- <file>')
  process.exit(1)
}
const { data } = JSON.parse(readFileSync(file, 'utf8')) as {
  data: { paragraphs: { context: string; qas: { question: string }[] }[] }[]
}
const paragraphs = data.flatMap((article) => article.paragraphs)
// the set writes "title [SEP] paragraph"
const texts = paragraphs.map(({ context }) => context.replace(' [SEP] ', '\n'))
const dictionary = loadDictionary(console.error)
let begun = performance.now()
const vocabulary = createVocabulary()
const bags = texts.map((text) => learnBag((add) => scanTokens(text, dictionary, PASSAGE, add), vocabulary))
const engine = createEngine(bags, vocabulary.size, SATURATION)
const build = performance.now() - begun

const depths = [1, 3, 5, 10]
const found = depths.map(() => 0)
let questions = 0
begun = performance.now()
paragraphs.forEach(({ qas }, paragraph) => {
  for (const { question } of qas) {
    questions++
    const rank = engine
      .search(vocabulary.look(createSaid((add) => scanTokens(question, dictionary, PASSAGE, add))), 10)
      .findIndex((hit) => texts[hit.doc] === texts[paragraph])
    depths.forEach((depth, at) => {
      if (rank >= 0 && rank < depth) found[at]!++
    })
  }
})
const micros = ((performance.now() - begun) / questions) * 1000
console.log(
  `${questions} questions, ${paragraphs.length} paragraphs, built in ${build.toFixed(0)} ms, ${micros.toFixed(0)} µs a question, RSS ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`,
)
console.log('Recall@                  1      3      5      10')
console.log(`this engine              ${found.map((count) => (count / questions).toFixed(4).slice(1)).join('  ')}`)
console.log(PUBLISHED)
