import type { OpenedTrial } from '../opened-trial.ts';
import { type Toy, toyRunner } from './toy.ts';

/** A trial of a toy, as it is when its file has been opened. */
export const openedToy = (toy: Toy, more: Partial<OpenedTrial> = {}): OpenedTrial => ({
  name: 'toy.trial.ts',
  client: 'kafkajs 2.2.4',
  processes: 1,
  records: 2,
  topics: ['orders'],
  brokers: 1,
  kafka: '4.1',
  budgets: { 'consumer.crash': 1, 'request.lost': 1 },
  sources: new Map(),
  program: { code: '', map: '', folder: '', file: 'toy.trial.ts', modules: [], named: {}, env: {} },
  runners: [toyRunner(toy)],
  isExact: true,
  wayOut: 'let a toy do something',
  abort: () => {},
  close: () => Promise.resolve(),
  ...more,
});
