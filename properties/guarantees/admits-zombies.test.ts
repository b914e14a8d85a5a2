import { describe, expect, it } from 'vitest';
import { exhaustive } from '../../explorers/exhaustive.ts';
import { Incident } from '../../model/observer/ledger.ts';
import { has } from '../../model/sets.ts';
import type { Setup } from '../../model/setup.ts';
import type { ClusterState } from '../../model/state.ts';
import { transactional, transforming } from '../../model/testing/story.ts';
import { worldOf } from '../../model/world.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { clusterTrial } from '../trial.ts';
import { admitsZombies } from './admits-zombies.ts';

const producer = setupOf(transactional());
const transform = setupOf(transforming({ scope: { members: 2 } }));

/** A setup with some keys of some sections otherwise, whether or not Kafka would start with it. */
const otherwise = (setup: Setup, changes: { readonly [Section in keyof Setup]?: object }): Setup => ({
  ...setup,
  ...Object.fromEntries(
    Object.entries(changes).map(([section, keys]) => [
      section,
      { ...(setup[section as keyof Setup] as object), ...keys },
    ]),
  ),
});

const cooperative = { 'partition.assignment.strategy': 'cooperative' };
const apart = { application: { commit: 'after-processing' } };
const lost = { faults: { 'connection.lost': 1 } };

describe('there can be a zombie', () => {
  it.each<[string, Setup, Parameters<typeof otherwise>[1], boolean]>([
    ['where a producer crashes', producer, { faults: { 'producer.crash': 1 } }, true],
    ['not where its readers do', producer, { faults: { 'consumer.crash': 1, 'consumer.stall': 1 } }, false],
    ['where a process of a transform crashes', transform, { faults: { 'consumer.crash': 1 } }, true],
    ['not where only producers would', transform, { faults: { 'producer.crash': 1 } }, false],
    ['where a process stalls that sends offsets', transform, { faults: { 'consumer.stall': 1 } }, true],
    ['not where it sends none', transform, { ...apart, faults: { 'consumer.stall': 1 } }, false],
    [
      'but if it leaves a connection',
      transform,
      { ...apart, faults: { 'consumer.stall': 1, 'connection.lost': 1 } },
      true,
    ],
    ['not where readers stall beside one', producer, { faults: { 'consumer.stall': 1, 'connection.lost': 1 } }, false],
    ['where a member works on', transform, { consumer: cooperative, faults: { rebalance: 1 } }, true],
    ['not in an eager group', transform, { faults: { rebalance: 1 } }, false],
    ['not without a rebalance', transform, { consumer: cooperative }, false],
    ['not where it sends no offsets', transform, { ...apart, consumer: cooperative, faults: { rebalance: 1 } }, false],
    ['not by a lost connection alone', producer, lost, false],
    ['where no epoch can begin after it', producer, { ...lost, protocol: { clientBumpsEpoch: false } }, true],
    ['where nothing is fenced after it', producer, { ...lost, protocol: { producerEpochFencing: false } }, true],
    ['where the client ends by an error after it', producer, { ...lost, client: { abortsOnOutOfOrder: false } }, true],
    ['where a timeout ends the client', producer, { ...lost, client: { failsTransactionOnTimeout: false } }, true],
    ['not by one lost connection in version 1', producer, { ...lost, protocol: { transactionVersion: 1 } }, false],
    ['but by two', producer, { faults: { 'connection.lost': 2 }, protocol: { transactionVersion: 1 } }, true],
    ['not by two in version 2', producer, { faults: { 'connection.lost': 2 } }, false],
    ['not where nothing fails', producer, { client: { abortsOnOutOfOrder: false } }, false],
    ['not without transactions', setupOf({}), { faults: { 'producer.crash': 1 } }, false],
  ])('%s', (_where, setup, changes, expected) => {
    expect(admitsZombies(worldOf(otherwise(setup, changes)))).toBe(expected);
  });
});

/** Worlds with transactions in which nothing leaves a zombie behind, by what their faults are. */
const WITHOUT_ZOMBIES: readonly (readonly [string, SetupDraft])[] = [
  ['a producer of its own without faults', transactional()],
  ['consumers that crash and stall', transactional({ faults: { 'consumer.crash': 1, 'consumer.stall': 1 } })],
  ['connections that are lost', transactional({ faults: { 'connection.lost': 2 } })],
  [
    'one lost connection (3.9)',
    transactional({ kafka: '3.9', faults: { 'connection.lost': 1 }, scope: { records: 2 } }),
  ],
  [
    'lost requests before KIP-360',
    transactional({ kafka: '2.4', faults: { 'request.lost': 2 }, scope: { records: 2 } }),
  ],
  ['a transform without faults', transforming({ scope: { members: 2 } })],
  ['an eager rebalance', transforming({ faults: { rebalance: 1 }, scope: { members: 2 } })],
  [
    'a rebalance under KIP-848',
    transforming({ consumer: { 'group.protocol': 'consumer' }, faults: { rebalance: 1 }, scope: { members: 2 } }),
  ],
  ['lost connections of a transform', transforming({ faults: { 'connection.lost': 1, 'response.lost': 1 } })],
];

describe('what zombie-fencing is about', () => {
  it.each(WITHOUT_ZOMBIES)('is not there in a world of %s: the whole of it has no zombie', (_name, draft) => {
    const { machine, isFault, world } = clusterTrial(setupOf(draft));
    expect(admitsZombies(world)).toBe(false);
    const zombie = {
      id: 'zombie',
      kind: 'always' as const,
      exercised: () => false,
      violation: ({ ledger: { incidents } }: ClusterState) =>
        has(incidents, Incident.zombieArrived) ? { cause: 'a zombie' } : null,
    };
    const { violations, complete } = exhaustive({ machine, isFault, properties: [zombie], goals: [] });
    expect({ violations, complete }).toEqual({ violations: [], complete: true });
  });

  it.each([
    ['a producer crashes', transactional({ faults: { 'producer.crash': 1 } })],
    ['a transform crashes', transforming({ faults: { 'consumer.crash': 1 } })],
    ['a transform stalls', transforming({ faults: { 'consumer.stall': 1 } })],
    [
      'a cooperative member works on through a rebalance',
      transforming({ consumer: { 'partition.assignment.strategy': 'cooperative' }, faults: { rebalance: 1 } }),
    ],
    ['a lost connection is fatal', transactional({ kafka: '2.4', faults: { 'connection.lost': 1 } })],
  ])('is there where %s: a search puts it to the test', (_name, draft) => {
    const { exercised } = exhaustive(clusterTrial(setupOf(draft)));
    expect(exercised['zombie-fencing']).toBeGreaterThan(0);
  });
});
