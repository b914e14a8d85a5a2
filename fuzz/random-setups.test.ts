import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLIENT } from '../model/client.ts';
import { PROTOCOL } from '../model/protocol.ts';
import { FAULT_KINDS } from '../model/faults/fault-kinds.ts';
import { RELEASES } from '../setups/release.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { randomSetups } from './random-setups.ts';

describe('random setups', () => {
  const drafts = fc.sample(randomSetups(), { seed: 1, numRuns: 3000 });
  const setups = drafts.map((draft) => setupOf(draft));
  const seen = <T>(of: (index: number) => readonly T[]): Set<T> => new Set(drafts.flatMap((_, index) => of(index)));

  it('know every fault kind, alone and with others', () => {
    const kinds = seen((index) => Object.keys(drafts[index].faults ?? {}));
    expect([...kinds].sort()).toEqual([...FAULT_KINDS].sort());
    expect(setups.some(({ faults }) => Object.values(faults).reduce((sum, budget) => sum + budget) === 3)).toBe(true);
  });

  it('have what they are given, whatever is drawn', () => {
    const given = { cluster: { brokers: 3 }, topic: { 'replication.factor': 3 }, scope: { producers: 2 } };
    const drawn = fc.sample(randomSetups(given), { seed: 1, numRuns: 50 }).map((draft) => setupOf(draft));
    expect(drawn.filter(({ topic }) => topic['replication.factor'] !== 3)).toEqual([]);
    expect(drawn.filter(({ scope }) => scope.producers !== 2)).toEqual([]);
  });

  it('know every switch of protocol and client', () => {
    expect([...seen((index) => Object.keys(drafts[index].protocol ?? {}))].sort()).toEqual(
      Object.keys(PROTOCOL).sort(),
    );
    expect([...seen((index) => Object.keys(drafts[index].client ?? {}))].sort()).toEqual(Object.keys(CLIENT).sort());
  });

  it('know both shapes, every version, and every value of the keys that decide about delivery', () => {
    expect(seen((index) => [setups[index].application.shape]).size).toBe(2);
    expect(seen((index) => [setups[index].application.commit]).size).toBe(4);
    expect(seen((index) => [setups[index].producer.acks]).size).toBe(3);
    expect(seen((index) => [setups[index].consumer['group.protocol']]).size).toBe(2);
    const unheard = setups.filter(({ consumer, application }) => {
      return consumer['group.protocol'] === 'consumer' && !application['rebalance.listener'];
    });
    expect(new Set(unheard.map(({ application }) => application.shape)).size).toBe(2);
    expect(seen((index) => [setups[index].kafka]).size).toBe(RELEASES.length);
  });
});
