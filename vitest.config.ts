import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts', '__tests__/**/*.test.tsx'],
    // What a developer's or a CI's environment sets must not change what a test sees.
    env: {
      TESTS_IN_CI: process.env.CI === 'true' ? 'yes' : '',
      CI: 'false',
      FORCE_COLOR: '0',
      LC_ALL: 'C.UTF-8',
      LANG: 'C.UTF-8',
      TZ: 'UTC',
    },
    // On two cores vitest would leave one idle; most of these tests wait for processes.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
