import { ProblemsError } from '../src/errors.ts'
import { isStoreFault } from '../src/store/fault.ts'

/**
 * Imported by the commands people type: what they can mend themselves (a
 * setting, an option, a path, a database that is away) is said in its own
 * words, without the trace that anything else comes with.
 */
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  const canBeMended =
    error instanceof ProblemsError || error.syscall !== undefined || error.code?.startsWith('ERR_PARSE_ARGS')
  // a disk that is full may be the one a file is written to: then a call of the system failed, and says which
  if (!canBeMended && isStoreFault(error)) console.error(`The database failed: ${error.message}`)
  else console.error(canBeMended ? error.message : error)
  process.exit(1)
})
