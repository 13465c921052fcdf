import pg from 'pg'

/** One statement on a connection of its own, such as one that makes or drops a database. */
export async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
