import type { Compilable, CompiledQuery, QueryResult } from 'kysely'
import type { Db } from './store.ts'

class Place {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Runs a statement at once; an engine that can has one for each transaction. */
export type Direct = (sql: string, parameters: readonly unknown[]) => QueryResult<unknown>

const directs = new WeakMap<Db, Direct>()
export const setDirect = (db: Db, direct: Direct) => void directs.set(db, direct)
/** Only an engine with one writer runs statements at once. */
export const isOnlyWriter = (db: Db) => directs.has(db)

/**
 * A query of every turn: built and turned into SQL once for each engine, since
 * that costs more than SQLite takes to run it. `build` sees places in the place
 * of values, so it must not look at them.
 */
export function hot<Given extends object, Row>(build: (db: Db, given: Given) => Compilable<Row>) {
  const compiled = new Map<unknown, { readonly query: CompiledQuery<Row>; parameters(given: Given): unknown[] }>()
  const places = new Proxy({} as Given, { get: (_target, name) => new Place(String(name)) })

  return (db: Db, given: Given): Promise<QueryResult<Row>> | QueryResult<Row> => {
    const engine = db.getExecutor().adapter.constructor
    let known = compiled.get(engine)
    if (!known) {
      const query = build(db, places).compile()
      known = { query, parameters: filling(query.parameters) }
      compiled.set(engine, known)
    }
    const parameters = known.parameters(given)
    const direct = directs.get(db)
    return direct
      ? (direct(known.query.sql, parameters) as QueryResult<Row>)
      : db.executeQuery<Row>({ ...known.query, parameters })
  }
}

/** Puts what is given into its places. */
function filling(compiled: readonly unknown[]) {
  const names = compiled.map((value) => (value instanceof Place ? value.name : undefined))
  return (given: object): unknown[] => {
    const parameters = [...compiled]
    for (let at = 0; at < names.length; at++) {
      const name = names[at]
      if (name !== undefined) parameters[at] = given[name as keyof typeof given]
    }
    return parameters
  }
}
