import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', 'dist'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // No test changes what others share: modules are loaded once a worker, which is a fifth of the time.
    isolate: false,
    // A core for the runner itself, as Vitest keeps it, would be one of two.
    maxWorkers: '100%',
    // What Vite makes of a file is kept, by its content, below `node_modules`: some six seconds of each run.
    experimental: { fsModuleCache: true },
  },
});
