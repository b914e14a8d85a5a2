export default { test: { include: ['*.test.js'], testTimeout: 60_000 } };
