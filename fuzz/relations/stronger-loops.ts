import type { Relation } from './relation.ts';

const EFFECTS = { 'no-duplicates': 'any', 'no-loss': 'any' } as const;

/** Keys of the application that take ways to go wrong away, and bring none. */
export const STRONGER_LOOPS: readonly Relation[] = [
  {
    id: 'a key on the effect',
    because: 'what is done twice counts once',
    demand: { kind: 'stronger', of: 'every guarantee' },
    twins: () => [{ application: { 'idempotency.key': true } }],
  },
  {
    id: 'a guard of the row',
    because: 'a row that is past the record has been written with its effect',
    demand: { kind: 'stronger', of: { ...EFFECTS, 'resume-from-committed': 'any' } },
    twins: ({ application }) =>
      application.offsets === 'external' ? [{ application: { 'offsets.guard': 'offset' } }] : [],
  },
  {
    id: 'a commit on close',
    because: 'what has been processed and is committed is processed no more',
    demand: { kind: 'stronger', of: EFFECTS },
    twins: ({ application: { commit, processing } }) =>
      commit === 'after-processing' && processing === 'sync' ? [{ application: { 'on.close': 'commit' } }] : [],
  },
  {
    id: 'a commit on revocation',
    because: 'what has been processed and is committed is processed no more',
    demand: { kind: 'stronger', of: EFFECTS },
    twins: ({ application }) =>
      application.commit === 'after-processing' &&
      application.processing === 'sync' &&
      application['on.revoke'] === 'nothing' &&
      application['rebalance.listener']
        ? [{ application: { 'on.revoke': 'commit' } }]
        : [],
  },
  {
    id: 'a commit for each record',
    because: 'what has been processed is committed no later',
    demand: { kind: 'stronger', of: EFFECTS },
    twins: ({ application }) =>
      application.commit === 'after-processing' ? [{ application: { 'commit.every': 'record' } }] : [],
  },
  {
    id: 'a commit after processing',
    because: 'what is committed has been processed',
    demand: { kind: 'stronger', of: { 'no-loss': 'any' } },
    twins: ({ application }) =>
      application.commit === 'before-processing' ? [{ application: { commit: 'after-processing' } }] : [],
  },
  {
    id: 'commits that cover no gap',
    because: 'what is in hand is not committed',
    demand: { kind: 'stronger', of: { 'no-loss': 'any' } },
    twins: ({ application }) =>
      application['commit.covers'] === 'highest' ? [{ application: { 'commit.covers': 'contiguous' } }] : [],
  },
  {
    id: 'no worker',
    because: 'poll() is called when what it has returned is done, in that order',
    demand: { kind: 'stronger', of: { 'no-loss': 'any', 'partition-order': 'any' } },
    twins: ({ application: { processing, shape } }) =>
      processing === 'async' && shape === 'consume'
        ? [{ application: { processing: 'sync', workers: 1, order: 'none' } }]
        : [],
  },
  {
    id: 'a rebalance listener',
    because: 'a consumer of KIP-848 that has one gives nothing up, and joins no group, behind its loop',
    demand: { kind: 'stronger', of: 'every guarantee' },
    twins: ({ application }) =>
      application['rebalance.listener'] ? [] : [{ application: { 'rebalance.listener': true } }],
  },
  {
    id: 'a rewind after an aborted transaction',
    because: 'what was aborted is read again (KAFKA-17582)',
    demand: { kind: 'stronger', of: { 'no-loss': 'any', 'offsets-with-records': 'any' } },
    twins: ({ application }) =>
      application.commit === 'transaction' ? [{ application: { 'rewind.on.abort': true } }] : [],
  },
];
