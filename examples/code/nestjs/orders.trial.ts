import { tryCode } from 'kafka-trial/code';
import { main } from './consumer.ts';

export default tryCode({
  start: main,
  topics: { orders: {} },
  input: { topic: 'orders', records: 2, value: (id) => JSON.stringify({ id }) },
  effects: { '../db.ts': ['insert'] },
  faults: { 'consumer.crash': 1, terminate: 1, 'effect.failed': 1 },
  require: 'at-least-once',
});
