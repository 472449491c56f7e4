import { configDefaults, defineConfig } from 'vitest/config'

// `core` runs every time. `long` is what takes minutes: only `./test.sh --all` asks for it.
export default defineConfig({
  test: {
    allowOnly: false,
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
          exclude: [...configDefaults.exclude, '**/*.long.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: ['src/**/*.long.test.ts', 'test/**/*.long.test.ts'],
          testTimeout: 600_000,
        },
      },
    ],
  },
})
