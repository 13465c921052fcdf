import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

describe('the bill of materials', () => {
  it('has every package the program runs with, also those that development needs too, and no others', () => {
    const bill = JSON.parse(
      execFileSync(process.execPath, ['scripts/sbom.ts'], { encoding: 'utf8', maxBuffer: 1 << 28 }),
    )
    const names: string[] = bill.components.map((one: { name: string }) => one.name)
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))

    expect(bill.bomFormat).toBe('CycloneDX')
    expect(Object.keys(dependencies).filter((name) => !names.includes(name))).toEqual([])
    // comes with Slack's package, and the benchmark names it as well
    expect(names).toContain('express')
    expect(names).not.toContain('vitest')
  })
})
