import { describe, expect, it } from 'vitest';
import type { Action } from '../model/action.ts';
import { small, told, transforming } from './testing/fixtures.ts';

/** How a loop ends, and how much a turn of it takes. */

const sent: readonly Action[] = [
  { type: 'producer.send', producer: 0, broker: 0 },
  { type: 'broker.produce', producer: 0, broker: 0 },
];
const assigned: readonly Action[] = [
  { type: 'group.complete', group: 0, shift: 0 },
  { type: 'consumer.sync', member: 0 },
];
const leave: Action = { type: 'consumer.leave', member: 0 };

/** The last lines of a story. */
const lastLines = (text: string, count: number): readonly string[] => text.split('\n').slice(-count);

describe('a loop that ends', () => {
  const failed: readonly Action[] = [
    ...sent,
    ...assigned,
    { type: 'consumer.poll', member: 0 },
    { type: 'processing.failed', member: 0 },
    leave,
  ];
  const fails = { faults: { 'processing.failed': 1 } };

  it('by an exception: close() commits what failed, with auto-commit', () => {
    const draft = small({ ...fails, consumer: { 'enable.auto.commit': true }, application: { commit: 'auto' } });
    expect(lastLines(told(draft, failed), 5)).toEqual([
      'consumer 0: fails to process r0 (topic-0, offset 0): the exception ends its loop',
      'consumer 0: closes its clients and leaves group 0',
      '  → group 0 has to rebalance',
      '  → group 0 has committed offset 1 of topic-0 (enable.auto.commit, as it is closed)',
      '  → what it had polled and not finished is forgotten: r0, and group 0 has committed past r0',
    ]);
  });

  it('not where the exception is logged, or its record sought back to', () => {
    const lines = (onFailure: string) =>
      lastLines(told(small({ ...fails, application: { 'on.processing.failure': onFailure } }), failed.slice(0, -1)), 2);
    expect(lines('skip')).toEqual([
      'consumer 0: polls and gets r0 (topic-0, offset 0)',
      'consumer 0: fails to process r0 (topic-0, offset 0): the exception is logged, and its loop goes on with the next one',
    ]);
    expect(lines('retry').at(-1)).toMatch(
      /its handler is called again, until it succeeds, and nobody calls poll\(\) meanwhile$/,
    );
    expect(lines('seek')).toEqual([
      'consumer 0: fails to process r0 (topic-0, offset 0): its loop seeks back to it',
      '  → consumer 0 goes back from offset 1 of topic-0 to 0',
    ]);
  });

  it('not where its record becomes a dead letter, which may be refused', () => {
    const lines = (application: object) => {
      const faults = { 'processing.failed': 1, 'request.refused': 1 };
      const draft = small({ faults, application: { 'on.processing.failure': 'dead-letter', ...application } });
      return lastLines(told(draft, [...failed.slice(0, -1), { type: 'dead-letter.refused', member: 0 }]), 2);
    };
    expect(lines({})).toEqual([
      'consumer 0: fails to process r0 (topic-0, offset 0): its loop sends it to the dead-letter topic, and goes on',
      'consumer 0: is refused the dead letter of r0 (topic-0, offset 0) (INVALID_RECORD): nobody looks at the answer, and the letter is gone',
    ]);
    expect(lines({ 'on.send.failure': 'resend' })).toEqual([
      'consumer 0: fails to process r0 (topic-0, offset 0): its loop sends it to the dead-letter topic, and waits for the answer',
      'consumer 0: is refused the dead letter of r0 (topic-0, offset 0) (INVALID_RECORD): it sends it again',
    ]);
  });

  it('by an exception in a worker, which the application commits around', () => {
    const draft = small({
      ...fails,
      application: { processing: 'async', 'on.close': 'commit' },
      scope: { records: 2 },
    });
    const two: readonly Action[] = [
      ...sent,
      ...sent,
      ...assigned,
      { type: 'consumer.poll', member: 0 },
      { type: 'worker.process', member: 0 },
      { type: 'processing.failed', member: 0 },
      leave,
    ];
    expect(lastLines(told(draft, two), 6)).toEqual([
      'consumer 0: fails to process r1 (topic-0, offset 1): the exception ends its loop',
      'consumer 0: closes its clients and leaves group 0',
      '  → group 0 has to rebalance',
      '  → group 0 has committed offset 1 of topic-0 (on.close: commit)',
      '  → its position in topic-0, offset 2, is lost: group 0 has committed offset 1',
      '  → what it had polled and not finished is forgotten: r1',
    ]);
  });

  it('because the process is asked to stop: its worker goes on until the process ends', () => {
    const draft = small({ application: { processing: 'async' }, faults: { 'consumer.close': 1 } });
    const stopped: readonly Action[] = [
      ...sent,
      ...assigned,
      { type: 'consumer.poll', member: 0 },
      { type: 'consumer.close', member: 0 },
      leave,
      { type: 'consumer.restart', member: 0 },
    ];
    expect(lastLines(told(draft, stopped), 6)).toEqual([
      'consumer 0: is asked to stop, and leaves its loop',
      'consumer 0: closes its clients and leaves group 0',
      '  → group 0 has to rebalance',
      '  → its position in topic-0, offset 1, is lost: group 0 has committed nothing',
      'consumer 0: starts again, as a new process that knows nothing of the old one',
      '  → what it had polled and not finished is forgotten: r0',
    ]);
  });
});

it('a poll that returns a part says so', () => {
  const polled: readonly Action[] = [...assigned, { type: 'consumer.poll-prefix', member: 0, records: 1 }];
  expect(lastLines(told(transforming({ scope: { records: 2 } }), polled), 1)).toEqual([
    'consumer 0: polls and gets r0 (input-0, offset 0), and no more of what is there',
  ]);
});
