import { tryCode } from 'kafka-trial/code';
import { main } from './consumer.ts';

export default tryCode({
  start: main,
  topics: { orders: {} },
  input: { topic: 'orders', records: 2 },
  effects: { '../db.ts': ['insert'] },
  faults: { 'consumer.crash': 1 },
  require: 'exactly-once',
});
