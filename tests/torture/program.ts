import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** When anything the bots run by was last changed, in ms: one that starts later is another program than the model. */
export function changedAt(root = join(import.meta.dirname, '../..')): number {
  const paths = globSync('{src,flows,content}/**/*', { cwd: root })
  return Math.max(...paths.map((path) => statSync(join(root, path)).mtimeMs))
}
