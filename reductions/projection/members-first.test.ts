import { describe, expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import { asking } from '../../model/query.ts';
import { EMPTY, firstN } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicated, small, story } from '../../model/testing/story.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { projection } from '../projection.ts';
import { all, group, member } from '../testing/changes.ts';
import { causesOf } from '../testing/said.ts';
import { sightings } from '../testing/sightings.ts';
import { CONSUMING } from '../testing/small-worlds.ts';
import { membersFirst } from './members-first.ts';
import { membersComeFirst } from './needs.ts';

/** Members whose steps may come first, held against members all of whose interleavings are searched. */

const unsafe = { producer: { acks: '1', 'enable.idempotence': false } };
const auto = { consumer: { 'enable.auto.commit': true }, application: { commit: 'auto' as const } };
const rebalances = { rebalance: 2 };

/** Larger ones, for this comparison alone. */
const LARGER: Readonly<Record<string, SetupDraft>> = {
  'two members, two rebalances and a crash': small({
    faults: { ...rebalances, 'consumer.crash': 1 },
    scope: { members: 2 },
  }),
  'two members, two crashes': small({ faults: { 'consumer.crash': 2 }, scope: { members: 2 } }),
  'three members, a crash': small({ faults: { 'consumer.crash': 1 }, scope: { members: 3 } }),
  'two partitions, two records, a crash and a rebalance': small({
    topic: { partitions: 2 },
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { members: 2, records: 2 },
  }),
  'a commit before processing, a crash and a rebalance': small({
    application: { commit: 'before-processing' },
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { members: 2, records: 2 },
  }),
  'a commit after each record': small({
    application: { 'commit.every': 1 },
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { members: 2, records: 2 },
  }),
  'auto-commit, a crash and a rebalance': small({
    ...auto,
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { members: 2, records: 2 },
  }),
  'auto-commit that goes on while a member rejoins': small({
    kafka: '2.4',
    ...auto,
    faults: { 'consumer.crash': 1, ...rebalances },
    scope: { members: 2, records: 2 },
  }),
  'a commit as partitions are revoked': small({
    application: { 'on.revoke': 'commit' },
    faults: { 'consumer.crash': 1, ...rebalances },
    scope: { members: 2, records: 2 },
  }),
  'a commit that is late, a crash and a rebalance': small({
    faults: { 'connection.lost': 1, 'consumer.crash': 1, rebalance: 1 },
    scope: { members: 2, records: 2 },
  }),
  'a commit of a cooperative member that is late, a crash': small({
    consumer: { 'partition.assignment.strategy': 'cooperative' },
    faults: { 'connection.lost': 1, 'consumer.crash': 1 },
    scope: { members: 2, records: 2 },
  }),
  'a commit of KIP-848 that is late, a crash': small({
    consumer: { 'group.protocol': 'consumer' },
    faults: { 'connection.lost': 1, 'consumer.crash': 1 },
    scope: { members: 2, records: 2 },
  }),
  'commits whose answers are lost': small({
    faults: { 'response.lost': 2, 'consumer.crash': 1, rebalance: 1 },
    scope: { members: 2 },
  }),
  'cooperative members, a crash and a rebalance': small({
    consumer: { 'partition.assignment.strategy': 'cooperative' },
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { members: 2 },
  }),
  'cooperative members that poll on while they rejoin': small({
    protocol: { rejoiningReturnsNothing: false },
    consumer: { 'partition.assignment.strategy': 'cooperative' },
    topic: { partitions: 2 },
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { members: 2, records: 2 },
  }),
  'KIP-848, a crash and a rebalance': small({
    consumer: { 'group.protocol': 'consumer' },
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { members: 2 },
  }),
  'records that come twice and in any order': replicated(2, 1, {
    ...unsafe,
    faults: { 'response.lost': 1, rebalance: 1 },
    scope: { members: 2, records: 2 },
  }),
  'a coordinator that moves, and crashes': replicated(2, 2, {
    faults: { 'broker.crash': 1, 'leader.moved': 1, 'consumer.crash': 1 },
    scope: { members: 2 },
  }),
  'a group that starts at the end of a log that loses records': replicated(2, 1, {
    ...unsafe,
    consumer: { 'auto.offset.reset': 'latest' },
    broker: { 'unclean.leader.election.enable': true },
    faults: { 'broker.crash': 1, 'consumer.crash': 1 },
    scope: { members: 2 },
  }),
};

const worlds: Readonly<Record<string, SetupDraft>> = {
  ...Object.fromEntries(Object.entries(CONSUMING).map(([name, { draft }]) => [name, draft])),
  ...LARGER,
};

/** All that members come to rest with, and by what they violate guarantees on the way. */
function comesTo(trial: ClusterTrial, first: boolean) {
  const { properties, world } = trial;
  const always = properties.filter(({ kind }) => kind === 'always');
  const seen = sightings(
    trial,
    (subject) => {
      const apart = projection(world, subject, subject.propertiesIn);
      return first ? apart : { ...apart, first: undefined };
    },
    (state) => causesOf(always, state),
    ({ groups, members, ledger, ...rest }: ClusterState) =>
      JSON.stringify([groups, members, ledger, causesOf(properties, { groups, members, ledger, ...rest })]),
  );
  // What is wrong stays wrong, while more goes wrong.
  return { causes: new Set([...seen.always].flatMap((causes) => causes.split('; '))), atRest: seen.atRest };
}

const comeFirst = Object.entries(worlds).flatMap(([name, draft]) => {
  const trial = clusterTrial(setupOf(draft));
  return membersComeFirst(trial.world) ? [[name, trial] as const] : [];
});

describe.each(comeFirst)('%s', (_name, trial) => {
  it('come to rest with the same, and violate the same on the way, where steps of members come first', () => {
    const [all, few] = [false, true].map((first) => comesTo(trial, first));
    expect(few).toEqual(all);
    expect(all.atRest.size).toBeGreaterThan(0);
  });
});

it('are worlds of every protocol, of every commit, and those in which nobody may come first', () => {
  expect(comeFirst.length).toBeGreaterThan(25);
  expect(comeFirst.length).toBeLessThan(Object.keys(worlds).length);
});

describe('what the cluster still does', () => {
  const { world, state } = story(small({ scope: { members: 2 } })).settles();
  const chosen = (
    changed: ClusterState,
    enabled: readonly Action[],
    { servesNow = true, servesInTheEnd = true, showsNothingElse = false },
  ) =>
    membersFirst(world).choose(enabled, asking(changed), {
      servesNow: () => servesNow,
      servesInTheEnd: () => servesInTheEnd,
      showsNothingElse: () => showsNothingElse,
    });
  const commit: Action = { type: 'consumer.commit', member: 0 };
  const join: Action = { type: 'consumer.join', member: 0 };
  const learn: Action = { type: 'consumer.sync', member: 1 };
  const inHand = member(0, { step: 'commit' })(state);

  it('keeps a commit from coming first that may be waited for in vain', () => {
    expect(chosen(inHand, [commit, learn], {})).toEqual([commit]);
    expect(chosen(inHand, [commit, learn], { servesInTheEnd: false })).toBeNull();
  });

  it('keeps a member from joining first that could poll something else before', () => {
    const awaited = all(member(0, { owned: firstN(1) }), group({ phase: 'preparing', joined: EMPTY }))(state);
    expect(chosen(awaited, [join], {})).toBeNull();
    expect(chosen(awaited, [join], { showsNothingElse: true })).toEqual([join]);
    expect(chosen(member(0, { owned: EMPTY })(awaited), [join], {})).toEqual([join]);
  });

  it('lets a stranger join first only where everybody has the answers that it waits for, and nobody could look at the log', () => {
    const stranger = all(member(0, { owned: EMPTY }), member(1, { owned: EMPTY }), group({ members: EMPTY }))(state);
    expect(chosen(stranger, [join], {})).toEqual([join]);
    expect(chosen(stranger, [join], { servesNow: false })).toBeNull();
    expect(chosen(member(1, { owned: firstN(1) })(stranger), [join], {})).toBeNull();
  });
});
