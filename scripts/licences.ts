import { parseArgs } from 'node:util'
import { billOfMaterials, type Component } from './bom.ts'

/** What the packages of the running program allow; `--check` fails at a licence nobody has looked at. */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

/** Licences that let a private service use the package; a new one is read before it is added. */
const KNOWN = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'MPL-2.0'],
  ...['OFL-1.1', 'PSF-2.0', 'Python-2.0', 'Unlicense', 'WTFPL'],
])

const { components } = billOfMaterials()
const byLicence = Map.groupBy(components, licenceOf)
for (const [licence, packages] of [...byLicence].sort(([, a], [, b]) => b.length - a.length)) {
  console.log(`${licence} (${packages.length})`)
  if (!values.check) console.log(`  ${packages.map((one) => `${one.name}@${one.version}`).join('\n  ')}`)
}
const unknown = [...byLicence].filter(([licence]) => !isKnown(licence))
for (const [licence, packages] of unknown)
  console.error(
    `✗ ${licence}: ${packages.map((one) => one.name).join(', ')}: read it, then add it to scripts/licences.ts`,
  )
if (values.check && unknown.length > 0) process.exitCode = 1

function licenceOf({ licenses }: Component): string {
  const names = (licenses ?? []).map((one) => one.expression ?? one.license?.id ?? one.license?.name ?? '')
  return names.join(' AND ') || 'none named'
}

/** One of several to choose from is enough; all of those that hold together are needed. */
function isKnown(licence: string): boolean {
  const plain = licence.replace(/[()]/g, '')
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((name) => KNOWN.has(name.trim())))
}
