import { loadContent } from '../src/content.ts'
import { failures, percent, simulate } from '../src/fit/simulate.ts'
import './plainly.ts'

const simulation = simulate(loadContent().bank)
const { shares, straight, archetypes, retest, closeShare, items } = simulation
console.log(
  `でたらめに答えた1万人  ${Object.entries(shares)
    .map(([type, share]) => `${type === 'none' ? '傾向なし' : type} ${percent(share)}`)
    .join('  ')}  (差が小さい ${percent(closeShare)})`,
)
console.log(
  `同じ答えばかりの人  ${straight.map(({ answer, office }) => `${answer}: ${office ?? '傾向なし'}`).join('  ')}`,
)
for (const { name, wanted, got, close } of archetypes)
  console.log(
    `${got === wanted ? '○' : '✗'} ${name}: ${got ?? '傾向なし'}${close ? '(差が小さい)' : ''}${got === wanted ? '' : `(${wanted} のはず)`}`,
  )
console.log(`別の日に答えなおしても同じ型  ${percent(retest)}(はじめに差が小さくなかった人)`)
console.log(`答える質問の数  まんなかの人 ${items.median}、多い人 ${items.p95}`)
const problems = failures(simulation)
for (const problem of problems) console.error(`✗ ${problem}`)
console.log(`直すところ ${problems.length}件`)
process.exitCode = problems.length > 0 ? 1 : 0
