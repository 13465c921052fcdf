import { parseArgs } from 'node:util'
import { slackManifest } from '../src/channels/slack/manifest.ts'
import { manifestProblems } from '../src/channels/slack/manifest-rules.ts'
import './plainly.ts'

const { values } = parseArgs({ options: { url: { type: 'string' }, several: { type: 'boolean' } } })
if (!values.url || !URL.canParse(values.url) || new URL(values.url).protocol !== 'https:') {
  const why = values.url ? `"${values.url}" is none that Slack calls; it begins with https://. ` : ''
  console.error(
    `--url: ${why}Give the public address of the bot: npm run -s slack:manifest -- --url https://bot.example.com`,
  )
  process.exit(1)
}
const manifest = slackManifest(values.url, values.several)
const problems = manifestProblems(manifest)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
console.log(JSON.stringify(manifest, null, 2))
