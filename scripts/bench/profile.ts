import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
    readonly children?: readonly number[]
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** The part of the program a file belongs to. */
function areaOf(url: string, functionName: string): string | undefined {
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (functionName === '(program)') return 'native code outside any function'
  const own = /\/(src|flows)\/([^/]+)(?:\/([^/]+)\/)?/.exec(url.includes('node_modules') ? '' : url)
  if (own) return own[1] === 'flows' ? 'flows' : own[2] === 'channels' ? `src/channels/${own[3]}` : `src/${own[2]}`
  const dependency = /node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(url)?.[1]
  if (dependency) return dependency
  return url.startsWith('node:') ? url.split('/').slice(0, 2).join('/') : undefined
}

const IDLE = new Set(['(idle)', '(root)'])

/** Where the CPU time of a `--cpu-prof` file went: by part of the program, and the functions that cost most by themselves. `skipMs` leaves out the start. */
export function readProfile(folder: string, turns: number, skipMs: number): string {
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'))
  if (!file) return 'no profile was written'
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)))
  const areas = new Map<string, number>()
  const functions = new Map<string, number>()
  let busy = 0
  let elapsed = 0
  for (const [at, id] of samples.entries()) {
    const micros = timeDeltas[at] ?? 0
    elapsed += micros
    if (elapsed < skipMs * 1000) continue
    const { functionName, url, lineNumber } = byId.get(id)!.callFrame
    if (IDLE.has(functionName)) continue
    busy += micros
    // native code without a file counts to whoever called it
    let area = areaOf(url, functionName)
    for (let up = parents.get(id); area === undefined && up !== undefined; up = parents.get(up)) {
      area = areaOf(byId.get(up)!.callFrame.url, '')
    }
    areas.set(area ?? 'other', (areas.get(area ?? 'other') ?? 0) + micros)
    const label = `${functionName || '(anonymous)'} ${url.replace(/^.*\/(?=(src|flows|node_modules)\/)/, '')}:${lineNumber + 1}`
    functions.set(label, (functions.get(label) ?? 0) + micros)
  }
  const top = (from: Map<string, number>, count: number) =>
    [...from]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, count)
      .map(
        ([label, micros]) =>
          `${(micros / turns).toFixed(1).padStart(8)} µs ${((100 * micros) / busy).toFixed(1).padStart(5)} %  ${label}`,
      )
  return [
    `CPU µs per turn by part of the program (${turns} turns, ${(busy / turns).toFixed(0)} µs each):`,
    ...top(areas, 24),
    'The functions that cost most by themselves:',
    ...top(functions, 30),
  ].join('\n')
}
