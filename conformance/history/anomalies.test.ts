import { describe, expect, it, test } from 'vitest';
import { ANOMALIES, type AnomalyName, type Configuration, isLegal } from './anomalies.ts';
import { judge } from './judge.ts';
import type { Operation } from './recording/operation.ts';
import { committed, did, polled, processed, sent, together, took } from './testing/told.ts';

interface Pair {
  readonly illegal: readonly Operation[];
  readonly sound: readonly Operation[];
  readonly wwDeps?: boolean;
}

const abc = did(0, [sent('x', 0, 'a'), sent('x', 1, 'b'), sent('x', 2, 'c')]);
const all = polled('x', 0, 'a', 1, 'b', 2, 'c');
/** One that reads what another has sent meanwhile, and the other way round. */
const crosswise = [did(0, [sent('x', 0, 'a'), polled('y', 0, 'b')]), did(1, [sent('y', 0, 'b'), polled('x', 0, 'a')])];

/** For every anomaly a history that has it, and one that is as much like it as can be and has not. */
const STORIES: Readonly<Record<AnomalyName, Pair>> = {
  'inconsistent-offsets': {
    illegal: [...did(0, [sent('x', 0, 'a')]), ...did(1, [sent('x', 0, 'b')])],
    // Nothing shows that the first one committed.
    sound: [...did(0, [sent('x', 0, 'a')], 'info'), ...did(1, [sent('x', 0, 'b')])],
  },
  duplicate: {
    illegal: [...did(0, [sent('x', 0, 'a')]), ...did(1, [polled('x', 1, 'a')])],
    // To read one offset twice is another matter, and what failed is not in the log.
    sound: [...did(0, [sent('x', 0, 'a')], 'fail'), ...did(1, [polled('x', 1, 'a')]), ...did(2, [polled('x', 1, 'a')])],
  },
  G1a: {
    illegal: [...did(0, [sent('x', 0, 'a')], 'fail'), ...did(1, [polled('x', 0, 'a')])],
    // What only a failed operation has read is not held against anybody.
    sound: [...did(0, [sent('x', 0, 'a')], 'fail'), ...did(1, [polled('x', 0, 'a')], 'fail')],
  },
  'precommitted-read': {
    illegal: did(0, [sent('x', 0, 'a'), polled('x', 0, 'a')], 'fail'),
    sound: [...did(0, [sent('x', 0, 'a')]), ...did(0, [polled('x', 0, 'a')])],
  },
  'lost-write': {
    illegal: [...abc, ...did(1, [polled('x', 1, 'b')])],
    sound: [...did(0, [sent('x', 0, 'a')], 'info'), ...did(2, [sent('x', 1, 'b')]), ...did(1, [polled('x', 1, 'b')])],
  },
  unseen: {
    illegal: [...abc, ...did(1, [polled('x', 0, 'a', 1, 'b')])],
    sound: [...abc, ...did(1, [all])],
  },
  'poll-skip': {
    illegal: [...abc, ...did(1, [polled('x', 0, 'a')]), ...did(1, [polled('x', 2, 'c')])],
    sound: [...abc, ...did(1, [polled('x', 0, 'a')]), ...took('assign', 1, ['y']), ...did(1, [polled('x', 2, 'c')])],
  },
  'nonmonotonic-poll': {
    illegal: [...abc, ...did(1, [all]), ...did(1, [polled('x', 1, 'b')])],
    // After a failure the consumer is back where it was.
    sound: [...abc, ...did(1, [all], 'fail'), ...did(1, [all])],
  },
  'int-poll-skip': {
    illegal: [...abc, ...did(1, [polled('x', 0, 'a'), polled('x', 2, 'c')])],
    sound: [...abc, ...did(1, [polled('x', 0, 'a', 2, 'c')], 'ok', { 'rebalance-log': [{ keys: ['x'] }] })],
  },
  'int-nonmonotonic-poll': {
    illegal: [...abc, ...did(1, [polled('x', 1, 'b', 0, 'a')])],
    sound: [...abc, ...did(1, [polled('x', 0, 'a'), polled('x', 1, 'b')])],
  },
  'int-send-skip': {
    illegal: together(did(0, [sent('x', 0, 'a'), sent('x', 2, 'c')]), did(1, [sent('x', 1, 'b')])),
    // Offsets without a record, such as those of markers, are none.
    sound: did(0, [sent('x', 0, 'a'), sent('x', 2, 'c')]),
  },
  'int-nonmonotonic-send': {
    illegal: did(0, [sent('x', 1, 'a'), sent('x', 0, 'b')]),
    sound: did(0, [sent('x', 0, 'a'), sent('x', 1, 'b')]),
  },
  'nonmonotonic-send': {
    illegal: [...did(0, [sent('x', 1, 'a')]), ...did(0, [sent('x', 0, 'b')])],
    sound: [...did(0, [sent('x', 1, 'a')]), ...did(1, [sent('x', 0, 'b')])],
  },
  G0: {
    illegal: together(did(0, [sent('x', 0, 'a'), sent('y', 1, 'b')]), did(1, [sent('x', 1, 'c'), sent('y', 0, 'd')])),
    sound: together(did(0, [sent('x', 0, 'a'), sent('y', 0, 'b')]), did(1, [sent('x', 1, 'c'), sent('y', 1, 'd')])),
    wwDeps: true,
  },
  'G0-realtime': {
    illegal: [...did(0, [sent('x', 1, 'a')]), ...did(1, [sent('x', 0, 'b')])],
    sound: together(did(0, [sent('x', 1, 'a')]), did(1, [sent('x', 0, 'b')])),
    wwDeps: true,
  },
  G1c: {
    illegal: together(...crosswise),
    sound: together(did(0, [sent('x', 0, 'a')]), did(1, [sent('y', 0, 'b'), polled('x', 0, 'a')])),
  },
  'G1c-realtime': {
    // The record was read before anybody began to send it.
    illegal: [...did(1, [polled('x', 0, 'a')]), ...did(0, [sent('x', 0, 'a')])],
    sound: together(did(1, [polled('x', 0, 'a')]), did(0, [sent('x', 0, 'a')])),
  },
  'PL-1-cycle-exists': {
    illegal: together(did(0, [sent('x', 0, 'a'), sent('y', 1, 'b')]), did(1, [sent('x', 1, 'c'), sent('y', 0, 'd')])),
    sound: together(...crosswise),
    wwDeps: true,
  },
  'strong-PL-1-cycle-exists': {
    illegal: [...did(0, [sent('x', 1, 'a')]), ...did(1, [sent('x', 0, 'b')])],
    sound: [...did(0, [sent('x', 0, 'a')]), ...did(1, [sent('x', 1, 'b')])],
    wwDeps: true,
  },
  'PL-2-cycle-exists': {
    illegal: together(...crosswise),
    sound: [...did(1, [polled('x', 0, 'a')]), ...did(0, [sent('x', 0, 'a')])],
  },
  'strong-PL-2-cycle-exists': {
    illegal: [...did(1, [polled('x', 0, 'a')]), ...did(0, [sent('x', 0, 'a')])],
    sound: together(...crosswise),
  },
  'empty-transaction-graph': {
    illegal: did(0, [sent('x', 0, 'a')]),
    sound: [...did(0, [sent('x', 0, 'a')]), ...did(0, [['poll']])],
  },
  unprocessed: {
    illegal: [
      ...abc,
      ...processed('x', [
        [0, 'a'],
        [1, 'b'],
      ]),
    ],
    sound: [
      ...abc,
      ...processed('x', [
        [0, 'a'],
        [1, 'b'],
      ]),
      ...processed('x', [[2, 'c']], 'info'),
    ],
  },
  'processed-twice': {
    illegal: [...abc, ...processed('x', [[0, 'a']]), ...processed('x', [[0, 'a']])],
    sound: [...abc, ...processed('x', [[0, 'a']]), ...processed('x', [[0, 'a']], 'ok', 'another')],
  },
  'commit-past-processed': {
    illegal: [
      ...abc,
      ...processed('x', [[0, 'a']]),
      ...committed('x', 2),
      ...processed('x', [
        [1, 'b'],
        [2, 'c'],
      ]),
    ],
    // A group that begins with a commit begins there.
    sound: [...abc, ...committed('x', 2), ...processed('x', [[2, 'c']]), ...committed('x', 3)],
  },
};

describe('an anomaly is found where it is, and only there', () => {
  test.each(Object.entries(STORIES))('%s', (name, { illegal, sound, wwDeps }) => {
    expect(judge(illegal, { wwDeps }).errorTypes).toContain(name);
    expect(judge(sound, { wwDeps }).errorTypes).not.toContain(name);
  });
});

describe('what is legal', () => {
  const strict: Configuration = { subVia: 'assign', wwDeps: false, delivery: 'exactly-once' };
  const legal = (changes: Partial<Configuration>): string[] =>
    ANOMALIES.map(({ name }) => name).filter(
      (name) => isLegal(name, { ...strict, ...changes }) && !isLegal(name, strict),
    );

  it('everywhere: that writes interleave', () => {
    expect(ANOMALIES.map(({ name }) => name).filter((name) => isLegal(name, strict))).toEqual([
      'int-send-skip',
      'G0',
      'G0-realtime',
      'PL-1-cycle-exists',
      'strong-PL-1-cycle-exists',
    ]);
  });

  it('in other configurations besides', () => {
    expect(legal({ subVia: 'subscribe' })).toEqual(['poll-skip', 'nonmonotonic-poll']);
    expect(legal({ wwDeps: true })).toEqual(['G1c', 'G1c-realtime', 'PL-2-cycle-exists', 'strong-PL-2-cycle-exists']);
    expect(legal({ delivery: 'at-least-once' })).toEqual(['processed-twice']);
    expect(legal({ delivery: 'at-most-once' })).toEqual(['unprocessed', 'commit-past-processed']);
  });
});
