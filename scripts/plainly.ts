import { ProblemsError } from '../src/errors.ts'

/**
 * Imported by the commands people type: what they can mend themselves (a
 * setting, an option, a path, a database that is away) is said in its own
 * words, without the trace that anything else comes with.
 */
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  const canBeMended =
    error instanceof ProblemsError || error.syscall !== undefined || error.code?.startsWith('ERR_PARSE_ARGS')
  console.error(canBeMended ? error.message : error)
  process.exit(1)
})
