import { spawnSync } from 'node:child_process'

interface Report {
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> }
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly via: readonly unknown[] }>>
}

export type Verdict = { readonly is: 'clean' | 'vulnerable' | 'unknown'; readonly words: string }

/**
 * What `npm audit --json` found in what runs in production. High and critical
 * ones end the build. A registry that cannot be asked does not: the build must
 * also run where there is none; that nothing was checked is said.
 */
export function verdictOf(output: string): Verdict {
  let report: Report
  try {
    report = JSON.parse(output) as Report
  } catch {
    report = {}
  }
  const counts = report.metadata?.vulnerabilities
  if (!counts) return { is: 'unknown', words: 'dependencies were NOT checked: the registry did not answer the audit' }
  const grave = Object.entries(report.vulnerabilities ?? {}).filter(([, { severity }]) =>
    ['high', 'critical'].includes(severity),
  )
  if (grave.length === 0)
    return { is: 'clean', words: `no grave vulnerability known (${counts.total ?? 0} of any kind)` }
  return {
    is: 'vulnerable',
    words: ['vulnerable dependencies:', ...grave.map(([name, { severity }]) => `  ${name} (${severity})`)].join('\n'),
  }
}

if (import.meta.main) {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 60_000 })
  const { is, words } = verdictOf(stdout ?? '')
  console.log(words)
  process.exitCode = is === 'vulnerable' ? 1 : 0
}
