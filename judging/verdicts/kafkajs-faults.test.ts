import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { lacksOf } from './known-faults.ts';

const named = (version: string, draft: SetupDraft) =>
  lacksOf(setupOf({ ...draft, client: { library: 'kafkajs', version } })).lacks ?? [];

const stopped: SetupDraft = { faults: { 'consumer.close': 1 } };

/** CHANGELOG.md, 1.14.0. */
it.each([
  ['1.12.0', []],
  ['1.13.0', ['KafkaJS #874']],
  ['1.14.0', []],
  ['2.2.4', []],
])('KafkaJS %s, which is stopped right after a batch, lacks a commit: %j', (version, faults) => {
  expect(named(version, stopped)).toEqual(faults);
});

it.each<readonly [string, SetupDraft]>([
  ['where nobody is stopped', { faults: { 'request.lost': 1 } }],
  ['where a crash does the same', { faults: { 'consumer.close': 1, 'consumer.crash': 1 } }],
  [
    'where nothing is committed at the end',
    { ...stopped, application: { commit: 'after-processing', 'on.close': 'nothing' } },
  ],
  ['where processing a record twice counts once', { ...stopped, application: { 'idempotency.key': true } }],
])('the commit that KafkaJS 1.13.0 lacks is not named %s', (_, draft) =>
  expect(named('1.13.0', draft)).not.toContain('KafkaJS #874'),
);

describe('commits by hand of a consumer that is being stopped', () => {
  const byHand: SetupDraft = {
    ...stopped,
    consumer: { autoCommit: false },
    application: { commit: 'after-processing' },
  };

  it.each(['1.10.0', '2.2.4'])('are lost with KafkaJS %s, and that is named', (version) =>
    expect(named(version, byHand)).toEqual(['commits of KafkaJS as it stops']),
  );

  it.each<readonly [string, SetupDraft]>([
    ['where nobody is stopped', { ...byHand, faults: { rebalance: 1 } }],
    ['where a crash does the same', { ...byHand, faults: { 'consumer.close': 1, 'consumer.crash': 1 } }],
    ['where the client commits by itself', stopped],
    ['where the commit comes first', { ...byHand, application: { commit: 'before-processing' } }],
    [
      'where processing a record twice counts once',
      { ...byHand, application: { ...byHand.application, 'idempotency.key': true } },
    ],
  ])('are not named %s', (_, draft) => expect(named('2.2.4', draft)).toEqual([]));
});
