import { expect, it } from 'vitest'
import { verdictOf } from '../../scripts/audit-dependencies.ts'

const report = (vulnerabilities: Record<string, { severity: string; via: unknown[] }>) =>
  JSON.stringify({ vulnerabilities, metadata: { vulnerabilities: { total: Object.keys(vulnerabilities).length } } })

it.each([
  { output: report({}), is: 'clean', because: 'nothing is known' },
  { output: report({ a: { severity: 'moderate', via: [] } }), is: 'clean', because: 'it is not grave' },
  { output: report({ a: { severity: 'high', via: [] } }), is: 'vulnerable', because: 'it is high' },
  { output: report({ a: { severity: 'critical', via: [] } }), is: 'vulnerable', because: 'it is critical' },
  { output: '{"message":"405 Method Not Allowed","error":{}}', is: 'unknown', because: 'the registry refuses' },
  { output: '', is: 'unknown', because: 'there is no network' },
])('the dependencies are $is when $because', ({ output, is }) => {
  expect(verdictOf(output).is).toBe(is)
})
