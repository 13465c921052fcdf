import pino from 'pino'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFacts = Readonly<Record<string, unknown>>

/** Structured logs on stderr. Facts never hold what a person wrote, a name, a number, an address or a token. */
export interface Log {
  debug(message: string, facts?: LogFacts): void
  info(message: string, facts?: LogFacts): void
  warn(message: string, facts?: LogFacts): void
  error(message: string, facts?: LogFacts): void
}

export function createLog(level: LogLevel | 'silent'): Log {
  // synchronous: the last line before a crash is the one that matters
  const logger = pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  )
  const write =
    (at: LogLevel) =>
    (message: string, facts: LogFacts = {}) =>
      logger[at](facts, message)
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
