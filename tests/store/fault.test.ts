import { describe, expect, it } from 'vitest'
import { isStoreFault } from '../../src/store/fault.ts'

const error = (message: string, more: object = {}) => Object.assign(new Error(message), more)

describe('what the store says', () => {
  it.each([
    error('the database system is starting up', { code: '57P03' }),
    error('cannot execute INSERT in a read-only transaction', { code: '25006' }),
    error('terminating connection due to idle-in-transaction timeout', { code: '25P03' }),
    error('connect ENETUNREACH', { code: 'ENETUNREACH' }),
    error('too many open files', { code: 'EMFILE' }),
    error('There was an error establishing an SSL connection'),
    error('Client has encountered a connection error and is not queryable'),
    error('Client was closed and is not queryable'),
    error('Cannot use a pool after calling end on the pool'),
    error('database is locked', { code: 'ERR_SQLITE_ERROR', errcode: 5 }),
  ])('is passing: $message', (fault) => {
    expect(isStoreFault(fault)).toBe(true)
  })

  it.each([
    error('duplicate key value violates unique constraint', { code: '23505' }),
    error('current transaction is aborted', { code: '25P02' }),
    error('UNIQUE constraint failed', { code: 'ERR_SQLITE_ERROR', errcode: 1555 }),
    new TypeError('a mistake'),
  ])('is a mistake of ours: $message', (mistake) => {
    expect(isStoreFault(mistake)).toBe(false)
  })
})
