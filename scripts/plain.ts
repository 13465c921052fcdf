import { ProblemsError } from '../src/errors.ts'

/** Imported first by every tool for operators: what they can mend is said plainly, anything else with its trace. */
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  const isTheirs =
    error instanceof ProblemsError || error.code?.startsWith('ERR_PARSE_ARGS') || /^E[A-Z]+$/.test(error.code ?? '')
  console.error(isTheirs ? error.message : error)
  process.exit(1)
})
