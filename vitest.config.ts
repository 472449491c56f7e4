import { configDefaults, defineConfig } from 'vitest/config'

// `core` and `cluster` run every time; `cluster` has processes of its own, several in each file, so
// its files run one at a time. `long` is what takes minutes: only `./test.sh --all` asks for it.
const long = '**/*.long.test.ts'
const clusters = ['test/cluster/*.test.ts', 'test/browser/on-devnet/*.test.ts']

export default defineConfig({
  test: {
    allowOnly: false,
    // Machines are shared: what is waited for comes late at times, and a limit of a second is a guess.
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 60_000,
    maxWorkers: 2,
    pool: 'forks',
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, long, ...clusters],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'cluster',
          include: clusters,
          exclude: [...configDefaults.exclude, long],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: ['src/**/*.long.test.ts', 'test/**/*.long.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 600_000,
        },
      },
    ],
  },
})
