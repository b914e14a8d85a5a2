import { describe, expect, it } from 'vitest';
import type { ScheduleStep } from '../reports/documents/verdict.ts';
import { respelled } from './old-spellings.ts';

describe('a step of an older file', () => {
  it.each<[ScheduleStep, ScheduleStep]>([
    [
      { type: 'response.lost', member: 1 },
      { type: 'offset-commit-response.lost', member: 1 },
    ],
    [
      { type: 'response.lost', producer: 0, commit: false },
      { type: 'end-transaction-response.lost', producer: 0, commit: false },
    ],
    [
      { type: 'connection.lost', producer: 0, commit: true },
      { type: 'end-transaction.delayed', producer: 0, commit: true },
    ],
    [
      { type: 'connection.lost', producer: 0, expired: true },
      { type: 'batches.expired', producer: 0 },
    ],
    [
      { type: 'leader.moved', member: 0 },
      { type: 'coordinator.moved', member: 0 },
    ],
    [
      { type: 'consumer.poll', member: 0, torn: true },
      { type: 'consumer.poll-across-high-watermark', member: 0 },
    ],
  ])('%j is %j', (old, today) => {
    expect(respelled(old)).toEqual(today);
    expect(respelled(today)).toEqual(today);
  });

  it.each<ScheduleStep>([
    { type: 'response.lost', producer: 0, broker: 1 },
    { type: 'connection.lost', producer: 0, broker: 1, late: false },
    { type: 'leader.moved', partition: 0, broker: 1 },
    { type: 'consumer.poll', member: 0 },
  ])('%j still means what it meant', (step) => {
    expect(respelled(step)).toBe(step);
  });
});
