import { loadContent } from '../src/content.ts'
import { failures, percent, simulate } from '../src/fit/simulate.ts'

const simulation = simulate(loadContent().bank)
const { shares, straight, archetypes, retest, closeShare, items } = simulation
console.log(
  `10,000 random respondents  ${Object.entries(shares)
    .map(([type, share]) => `${type} ${percent(share)}`)
    .join('  ')}  (close calls ${percent(closeShare)})`,
)
console.log(
  `straight-liners            ${straight.map(({ answer, office }) => `${answer}: ${office ?? 'no clear tendency'}`).join('  ')}`,
)
for (const { name, wanted, got, close } of archetypes)
  console.log(
    `archetype                  ${name}: ${got ?? 'none'}${close ? ' (close)' : ''} ${got === wanted ? 'right' : `WRONG, wanted ${wanted}`}`,
  )
console.log(`test–retest                same type ${percent(retest)} where the first was not close`)
console.log(`items answered             median ${items.median}, p95 ${items.p95}`)
const problems = failures(simulation)
for (const problem of problems) console.error(`missed: ${problem}`)
process.exitCode = problems.length > 0 ? 1 : 0
