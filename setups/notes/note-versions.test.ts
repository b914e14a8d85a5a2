import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup } from '../resolve/resolve.ts';

const notesOn = (draft: SetupDraft): readonly string[] => resolveSetup(setupInput(draft)).notes;

const ELR =
  'eligible.leader.replicas.version is taken as 1, as in a new cluster; one that was upgraded from before 4.1 keeps 0 until it is told';
const VERSION_2 =
  'transaction.version is taken as 2, as in a new cluster; one that was upgraded from before 4.0 keeps version 1 until it is told';
const OLD_CLIENTS = 'transactions are those of version 1: clients before 4.0 have no others (KIP-890)';

describe('the level of eligible leader replicas', () => {
  const replicated = { topic: { 'replication.factor': 2 }, faults: { 'broker.crash': 1 } };

  it('is said to be assumed where a broker may die that has a copy', () => {
    expect(notesOn({ kafka: '4.1', ...replicated })).toEqual([ELR]);
    expect(notesOn({ kafka: '4.1', ...replicated, faults: { 'broker.crash': 2 }, scope: { lags: 0 } })).toEqual([ELR]);
  });

  it.each([
    ['one replica', { ...replicated, topic: {} }],
    ['one of two replicas may be gone', { ...replicated, scope: { lags: 0 } }],
    ['every broker lives', { ...replicated, faults: { rebalance: 1 } }],
    ['it is given', { ...replicated, broker: { 'eligible.leader.replicas.version': 1 } }],
    ['it is given as off', { ...replicated, broker: { 'eligible.leader.replicas.version': 0 } }],
    ['the metadata is of before', { ...replicated, broker: { 'metadata.version': '4.0' } }],
    ['the switch is given', { ...replicated, protocol: { eligibleLeaderReplicas: true } }],
    ['brokers of before', { ...replicated, kafka: '4.0' }],
  ])('is not where it makes no difference or nobody assumed it: %s', (_, draft) => {
    expect(notesOn(draft)).toEqual([]);
  });
});

describe('the version of transactions', () => {
  const transactional = { producer: { 'transactional.id': 'orders' }, faults: {} };

  it('is said to be assumed where there are transactions', () => {
    expect(notesOn({ kafka: '4.3', ...transactional })).toEqual([VERSION_2]);
    expect(notesOn({ kafka: '4.3', faults: {} })).toEqual([]);
  });

  it('is said to be that of older clients', () => {
    expect(notesOn({ kafka: '4.3', clients: '3.9', ...transactional })).toEqual([OLD_CLIENTS]);
    const given = { ...transactional, broker: { 'transaction.version': 2 } };
    expect(notesOn({ kafka: '4.3', clients: '3.9', ...given })).toEqual([OLD_CLIENTS]);
  });

  it.each([
    ['brokers of before', { ...transactional, kafka: '3.9' }],
    ['it is given', { ...transactional, broker: { 'transaction.version': 2 } }],
    ['it is given as 1', { ...transactional, broker: { 'transaction.version': 1 } }],
    ['the metadata is of before', { ...transactional, broker: { 'metadata.version': '3.9' } }],
  ])('is not where nobody assumed it: %s', (_, draft) => expect(notesOn(draft)).toEqual([]));
});

/** replica.lag.time.max.ms is 10 s at 2.4.1 and 30 s at 2.5.0 (KIP-537); request.timeout.ms of the producer 30 s in both. */
describe('which of two times is over first', () => {
  const slow = { producer: { acks: 'all' }, topic: { 'replication.factor': 2 }, scope: { lags: 1 } } as const;
  const isSaid = (draft: SetupDraft): boolean => notesOn(draft).join().includes('before 2.5 is 10 seconds by default');

  it('is said before 2.5, where a follower may be slow and nobody says how long anything takes', () => {
    expect(isSaid({ kafka: '2.4', ...slow })).toBe(true);
    expect(isSaid({ kafka: '2.5', ...slow })).toBe(false);
    expect(isSaid({ kafka: '2.4', ...slow, producer: { acks: 'all', 'request.timeout.ms': 5000 } })).toBe(false);
    expect(isSaid({ kafka: '2.4', ...slow, broker: { 'replica.lag.time.max.ms': 60_000 } })).toBe(false);
    expect(isSaid({ kafka: '2.4', ...slow, producer: { acks: '1' } })).toBe(false);
    expect(isSaid({ kafka: '2.4', ...slow, scope: { lags: 0 } })).toBe(false);
  });
});

describe('offsets in a transaction', () => {
  const notesWith = (kafka: string, clients: string): string =>
    resolveSetup(
      setupInput({ kafka, clients, application: { shape: 'transform', commit: 'transaction' } }),
    ).notes.join();

  it('name no generation to brokers that do not know of it (KIP-447), which their client is told', () => {
    const words = 'fails with UnsupportedVersionException on brokers before 2.5';
    expect(notesWith('2.4', '4.1')).toContain(words);
    expect(notesWith('2.4', '2.4')).not.toContain(words);
    expect(notesWith('2.5', '4.1')).not.toContain(words);
  });
});
