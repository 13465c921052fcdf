import { enableCompileCache } from 'node:module'
import { ProblemsError } from './errors.ts'

// what one start compiled the next one reads; whatever is imported after this takes part
enableCompileCache()

try {
  await main()
} catch (error) {
  // what an operator can mend is said plainly; anything else with its trace
  console.error(error instanceof ProblemsError ? error.message : error)
  process.exit(1)
}

async function main() {
  const { serve } = await import('./serve.ts')
  const running = await serve()
  console.log(running.greeting)

  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, async () => {
      if (isStopping) return
      isStopping = true
      await running.stop(signal === 'SIGINT')
      process.exit(0)
    })
  }
}
