import { enableCompileCache } from 'node:module'

// JavaScript: what one start compiled, types taken out, the next one reads, and Node's TypeScript, 20 MB, stays unloaded
enableCompileCache()
await import('./main.ts')
