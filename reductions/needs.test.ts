import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../model/faults/fault-kinds.ts';
import type { Setup } from '../model/setup.ts';
import { replicated, small, transforming } from '../model/testing/story.ts';
import { worldOf } from '../model/world.ts';
import { setupOf } from '../setups/resolve.ts';
import { ALL_REDUCTIONS, applicable } from './reduced.ts';

/** A reduction refuses what its argument has not looked at. */

const consume = setupOf(small({ faults: { 'consumer.crash': 1 }, scope: { members: 2 } }));
const transform = setupOf(transforming({ faults: { rebalance: 1 }, scope: { members: 2 } }));

const reductionsOf = (setup: Setup) => applicable(worldOf(setup), ALL_REDUCTIONS);

/** The setup with one thing more: a switch or a fault that no reduction can have heard of. */
const withMore = (setup: Setup, section: 'protocol' | 'client' | 'faults', value: unknown): Setup => ({
  ...setup,
  [section]: { ...setup[section], addedTomorrow: value },
});

describe.each([
  ['consume', consume],
  ['transform', transform],
])('in the shape %s', (_name, setup) => {
  it('both reductions apply to a setup of today', () => {
    expect(reductionsOf(setup)).toEqual({ symmetry: true, commuting: true });
  });

  it.each(['protocol', 'client'] as const)('a switch of the %s that was added later makes both refuse', (section) => {
    expect(reductionsOf(withMore(setup, section, false))).toEqual({ symmetry: false, commuting: false });
  });

  it('a kind of fault that was added later makes both refuse as soon as it has a budget', () => {
    expect(reductionsOf(withMore(setup, 'faults', 0))).toEqual({ symmetry: true, commuting: true });
    expect(reductionsOf(withMore(setup, 'faults', 1))).toEqual({ symmetry: false, commuting: false });
  });

  it('the quotient takes three members that only read, and refuses three that write as well', () => {
    const three = { ...setup, scope: { ...setup.scope, members: 3 } };
    expect(reductionsOf(three).symmetry).toBe(setup === consume);
  });

  it('the quotient refuses another client', () => {
    const client = { ...setup.client, commitsNextOffset: false };
    expect(reductionsOf({ ...setup, client }).symmetry).toBe(false);
  });
});

/** The kinds of fault that the projection's argument has looked at. A new one is refused until it has. */
const PROJECTED: readonly FaultKind[] = [
  'broker.crash',
  'broker.power-loss',
  'broker.disk-loss',
  'producer.crash',
  'consumer.crash',
  'consumer.stall',
  'rebalance',
  'request.lost',
  'response.lost',
  'connection.lost',
  'leader.moved',
  'request.refused',
  'records.deleted',
  'offsets.expired',
];

it('the projection looks at these kinds of fault, and refuses commits that overtake each other', () => {
  const faults = Object.fromEntries(PROJECTED.map((kind) => [kind, 1]));
  expect(reductionsOf(setupOf(replicated(2, 1, { faults }))).commuting).toBe(true);
  expect(reductionsOf({ ...consume, client: { ...consume.client, commitsInOrder: false } }).commuting).toBe(false);
});

it('the persistent sets refuse a mechanism that they use, and a fault that no argument speaks of', () => {
  const { protocol, faults } = transform;
  expect(reductionsOf({ ...transform, protocol: { ...protocol, generationFencing: false } }).commuting).toBe(false);
  expect(reductionsOf({ ...transform, protocol: { ...protocol, eligibleLeaderReplicas: false } }).commuting).toBe(true);
  expect(reductionsOf({ ...transform, faults: { ...faults, 'leader.moved': 1 } }).commuting).toBe(false);
});
