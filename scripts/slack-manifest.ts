import { parseArgs } from 'node:util'
import { slackManifest } from '../src/channels/slack/manifest.ts'
import { manifestProblems } from '../src/channels/slack/manifest-rules.ts'
import './plainly.ts'
import { publicAddress } from './public-address.ts'

const { values } = parseArgs({ options: { url: { type: 'string' }, several: { type: 'boolean' } } })
const url = publicAddress(values.url, 'Slack', '-s slack:manifest')
const manifest = slackManifest(url, values.several)
const problems = manifestProblems(manifest)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
console.log(JSON.stringify(manifest, null, 2))
