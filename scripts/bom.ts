import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  readonly licenses?: readonly { readonly license?: { id?: string; name?: string }; readonly expression?: string }[]
}

interface Bom {
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

/**
 * The CycloneDX bill of materials of the running program. `npm sbom --omit dev`
 * leaves out packages that are needed to run as well as to develop; so the
 * whole bill is asked for, and what only development needs is taken out.
 */
export function billOfMaterials(): Bom {
  const whole = execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const bom = JSON.parse(whole) as Bom
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version: string; dev?: boolean; devOptional?: boolean }>
  }
  const running = new Set(
    Object.entries(packages).flatMap(([path, { version, dev, devOptional }]) =>
      path === '' || dev || devOptional ? [] : [`${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`],
    ),
  )
  const runs = ({ name, version }: Component) => running.has(`${name}@${version}`)
  const components = bom.components.filter(runs)
  const kept = new Set(components.map((one) => one['bom-ref']))
  const root = bom.dependencies[0]?.ref
  const dependencies = bom.dependencies
    .filter(({ ref }) => kept.has(ref) || ref === root)
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }))
  return { ...bom, components, dependencies }
}
