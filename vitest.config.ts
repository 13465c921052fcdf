import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/postgres-server.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // what a worker has loaded and learned serves the files after it
    isolate: false,
    // many tests wait for real processes, pauses and a database: a core has time for more than one file
    maxWorkers: '150%',
  },
})
