import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{model,properties,explorers,shrinkers,reports,cli,examples,bench}/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
