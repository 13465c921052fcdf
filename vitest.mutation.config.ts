import { defineConfig } from 'vitest/config'

/** For mutation testing: the suites that need neither a database nor the FAQ's index, so that a mutant takes a moment. */
export default defineConfig({
  test: {
    include: [
      'tests/fit/*.test.ts',
      'tests/desk/slots.test.ts',
      'tests/understanding/{answers,commands,contact,crisis,datetime,fields,smalltalk,yesno}.test.ts',
    ],
    testTimeout: 20_000,
  },
})
