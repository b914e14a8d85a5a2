import { describe, expect, it } from 'vitest';
import { setupInput } from '../input.ts';
import { resolveSetup, setupOf } from './resolve.ts';
import { FAULT_KINDS } from '../../model/faults/fault-kinds.ts';
import type { Scope } from '../../model/setup.ts';

describe('the faults of a setup', () => {
  it('are what every cluster lives through when nothing is said', () => {
    const { faults } = setupOf({});
    expect(Object.entries(faults).filter(([, budget]) => budget > 0)).toEqual([
      ['broker.crash', 1],
      ['consumer.crash', 1],
      ['rebalance', 1],
      ['response.lost', 1],
    ]);
  });

  it('are those of the section alone when there is one', () => {
    const { faults } = setupOf({ faults: { 'consumer.stall': 2 } });
    expect(Object.entries(faults).filter(([, budget]) => budget > 0)).toEqual([['consumer.stall', 2]]);
  });

  it('are none when the section is empty', () => {
    expect(Object.values(setupOf({ faults: {} }).faults)).toEqual(FAULT_KINDS.map(() => 0));
  });

  it('have a budget of at most nine', () => {
    expect(() => setupOf({ faults: { 'broker.crash': 10 } })).toThrow(
      'setup: faults.broker.crash cannot be 10; it takes a whole number from 0 to 9',
    );
  });
});

const scopeOf = (scope: Record<string, number>, scopeName?: string, overrides: Record<string, number> = {}): Scope => {
  const place = { file: 'command line' };
  return resolveSetup({
    ...setupInput({ scope }),
    scopeName,
    overrides: Object.entries(overrides).map(([key, value]) => ({ section: 'scope', key, value, place })),
  }).setup.scope;
};

describe('the scope of a setup', () => {
  it('is small when nothing is said: two records, so that one can follow another', () => {
    expect(setupOf({}).scope).toEqual({ records: 2, producers: 1, groups: 1, members: 2, attempts: 2, lags: 0 });
  });

  it('lets every follower lag once', () => {
    expect(setupOf({ topic: { 'replication.factor': 3 } }).scope.lags).toBe(2);
  });

  it.each([
    ['tiny', 1, 1],
    ['small', 2, 1],
    ['medium', 3, 2],
  ])('named %s has %i records and %i partitions', (name, records, partitions) => {
    const { setup } = resolveSetup({ ...setupInput({}), scopeName: name });
    expect(setup.scope).toMatchObject({ records, producers: 1, groups: 1, members: 2 });
    expect(setup.topic.partitions).toBe(partitions);
  });

  it('named tiny lets an ISR shrink through faults alone, unless the setup says otherwise', () => {
    const draft = { topic: { 'replication.factor': 3 } };
    expect(resolveSetup({ ...setupInput(draft), scopeName: 'tiny' }).setup.scope.lags).toBe(0);
    expect(resolveSetup({ ...setupInput({ ...draft, scope: { lags: 1 } }), scopeName: 'tiny' }).setup.scope.lags).toBe(
      1,
    );
  });

  it('named on the command line outranks the numbers of the file', () => {
    expect(scopeOf({ records: 5, attempts: 3 }, 'small')).toMatchObject({ records: 2, attempts: 3 });
  });

  it('given in numbers on the command line outranks its name', () => {
    expect(scopeOf({ records: 5 }, 'small', { records: 4 })).toMatchObject({ records: 4, members: 2 });
  });

  it('may be named in the file', () => {
    const place = { file: 'setup.yaml', line: 1 };
    const entry = { section: '', key: 'scope', value: 'medium', place };
    const number = { section: 'scope', key: 'records', value: 1, place };
    expect(resolveSetup({ entries: [entry, number] }).setup.scope.records).toBe(1);
    expect(resolveSetup({ entries: [entry] }).setup).toMatchObject({ scope: { records: 3 }, topic: { partitions: 2 } });
  });

  it('leaves the partitions that the topic says', () => {
    const input = { ...setupInput({ topic: { partitions: 1 } }), scopeName: 'medium' };
    expect(resolveSetup(input).setup.topic.partitions).toBe(1);
  });

  it('has to be one that there is', () => {
    expect(() => scopeOf({}, 'smal')).toThrow(
      '--scope: there is no scope "smal"; the scopes are tiny, small or medium; did you mean "small"?',
    );
  });
});
