import { watch } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadContent } from '../src/content.ts'
import { checkContent } from '../src/content-check.ts'
import { ProblemsError } from '../src/errors.ts'
import { createUnderstanding } from '../src/understanding/understanding.ts'

const { values } = parseArgs({
  options: { watch: { type: 'boolean', default: false }, quiet: { type: 'boolean', default: false } },
})

/** Checks the content as the start does, and beyond; true when nothing has to be mended. */
async function check(): Promise<boolean> {
  try {
    const content = loadContent()
    const { errors, warnings } = checkContent(content, await createUnderstanding(content, console.warn))
    for (const error of errors) console.error(`✗ ${error}`)
    if (!values.quiet) for (const warning of warnings) console.warn(`・ ${warning}`)
    const covered = [...content.topics.values()].filter((topic) => topic.covered).length
    console.log(
      `${content.topics.size} topics (${covered} answered, ${content.topics.size - covered} not covered), ${content.messages.size} sentences, ${content.bank.items.length} fit items: ${errors.length} to mend, ${warnings.length} to look at`,
    )
    return errors.length === 0
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    console.error(error.message)
    return false
  }
}

const isSound = await check()
if (values.watch) {
  let timer: NodeJS.Timeout | undefined
  watch('content', { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(check, 200)
  })
} else process.exitCode = isSound ? 0 : 1
