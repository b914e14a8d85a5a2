import { expect, it } from 'vitest';
import type { DecisionPoint } from '../../stage/decision-point.ts';
import { explanationOf } from './explained-differences.ts';

const SYNC: DecisionPoint = {
  at: 4,
  time: 4,
  kind: 'response',
  what: 'SyncGroup',
  process: 0,
  incarnation: 0,
  faults: [],
  history: '',
};
const STALL = { at: 4, fault: { kind: 'consumer.stall', timers: ['session'] } } as const;
const DIFFERENCE = {
  client: 'kafkajs 2.2.4',
  job: { deviations: [STALL] },
  points: [SYNC],
  machine: ['duplicate of record-001 (insert)'],
  kafka: [] as string[],
};
const source = (more: Partial<typeof DIFFERENCE> = {}) => explanationOf({ ...DIFFERENCE, ...more })?.source;

it('a race of the client explains that Kafka came to less than the stage', () => {
  expect(source()).toMatch(/runner\.js/);
});

it('nothing explains what Kafka alone came to, another moment, or another client', () => {
  expect(source({ kafka: ['loss of record-001 (insert)'] })).toBeUndefined();
  expect(source({ points: [{ ...SYNC, what: 'JoinGroup' }] })).toBeUndefined();
  expect(source({ points: [{ ...SYNC, kind: 'request' }] })).toBeUndefined();
  expect(source({ client: '@platformatic/kafka 1.0.0' })).toBeUndefined();
});
