import type { ActionOf, BrokerAction } from '../../../model/action.ts';
import type { ClusterState } from '../../../model/state.ts';
import { nextOnWire } from '../../../model/network/requests/connection.ts';
import { elementsOf, EMPTY, has } from '../../../model/sets.ts';
import { replicaOf } from '../../../model/update.ts';
import { electLeaders } from '../../../wire/admin/elect-leaders.ts';
import {
  hear,
  hearOfBrokers,
  knowsMetadata,
  noteHeard,
  othersAreUnaware,
  untilAlive,
} from '../../replication/broker-knowledge.ts';
import { heartbeatsOf, wantsUnfencing } from '../../brokers/heartbeats.ts';
import { exchangeOf, type Frame } from '../../../wire/frame.ts';
import { HOME } from '../../lab/listeners.ts';
import { producerId, textOf } from '../../names.ts';
import { report } from '../../replication/directory-reports.ts';
import { asks, decide, proposedIsr, refuseOthers, untilAsks } from '../../replication/proposals.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { fetchOnce } from '../../replication/fetch-once.ts';
import { lateCommit, lateEnd, lateMarker, lateOffsets } from './late-requests.ts';
import type { Move, Moves } from '../move.ts';
import { UnplayableError } from '../../testbed/unplayable-error.ts';
import { produceFrames } from '../../actors/producer-frames.ts';
import { timesOut, withTimeOut } from './produce-time-out.ts';
import { comesAbout } from '../../lab/until.ts';

const restart: Move<ActionOf<'broker.restart'>> = async (testbed, { action: { broker } }) => {
  const { gate } = testbed;
  const { cluster } = testbed.controlled;
  const heldBack = gate.hold({ ...heartbeatsOf(broker), where: wantsUnfencing });
  testbed.raft.open(broker);
  await cluster.restart(broker);
  // It asks when it has applied all metadata that there was: what comes of its return it is to hear of later.
  await testbed.held(
    `broker ${broker} to ask to be unfenced`,
    { ...heartbeatsOf(broker), where: wantsUnfencing },
    60_000,
  );
  testbed.raft.close(broker);
  heldBack.release();
  testbed.controlled.heartbeats.keep(broker);
  await untilAlive(testbed, broker, true);
  noteHeard(testbed, broker);
  othersAreUnaware(testbed, broker);
  await cluster.listening(broker);
  testbed.refuse(broker, false);
};

const updateMetadata: Move<ActionOf<'broker.update-metadata'>> = async (
  testbed,
  { action: { broker }, before, after },
) => {
  await testbed.caughtUp.pass(testbed.world, before);
  await testbed.raft.catchUp(testbed, broker);
  await testbed.poll(`broker ${broker} to apply the newest metadata`, () => knowsMetadata(testbed, after, broker));
  if (before.brokers[broker].newDisks) await report(testbed, broker);
  noteHeard(testbed, broker);
  testbed.caughtUp.noteAll();
  // What it asked for before it heard has a partition epoch of then, and would be refused.
  refuseOthers(testbed, after, broker);
};

const fetch: Move<ActionOf<'replica.fetch'>> = async (testbed, { action: { partition, broker }, before, after }) => {
  const { world } = testbed;
  const { leader } = replicaOf(world, before, broker, partition);
  const isAsked = proposedIsr(testbed, before, leader, partition) !== proposedIsr(testbed, after, leader, partition);
  const leaving = testbed.leaving.get(broker);
  if (leaving?.hasHeard === true && leaving.partitions.has(partition)) {
    throw new UnplayableError(`broker ${broker} shuts down, and follows nobody where it has left the ISR`);
  }
  if (isAsked) {
    const isFenced = has(before.controller.fenced, broker);
    if (isFenced && has(testbed.fencedAsHeard.get(leader) ?? EMPTY, broker)) {
      throw new UnplayableError(`broker ${leader} knows that broker ${broker} is fenced, and does not ask for it`);
    }
    if (!isFenced) await hearOfBrokers(testbed, leader);
    refuseOthers(testbed, before, leader);
  }
  await testbed.caughtUp.pass(world, before);
  const end = (state: ClusterState): number => replicaOf(world, state, broker, partition).log.length;
  await fetchOnce(testbed, partition, broker, leader, end(after) < end(before), async () => {
    if (!isAsked) return 'through';
    // What it had asked for before may have been refused too late for this fetch.
    if (!(await asks(testbed, after, leader, partition, ASKS_MS))) return 'again';
    const log = (state: ClusterState) => replicaOf(world, state, leader, partition).log;
    return log(after).length > end(after) ? 'lost' : 'through';
  });
  testbed.caughtUp.note(broker, partition);
};

/** How long after a fetch a leader may ask for the ISR, in ms, before the follower fetches again. */
const ASKS_MS = 600;

const lag: Move<ActionOf<'replica.lag'>> = async (testbed, { action: { partition, broker }, before, after }) => {
  const { leader } = before.controller.partitions[partition];
  const { leading, log } = replicaOf(testbed.world, before, leader, partition);
  const alsoSlow = elementsOf(leading?.isr ?? EMPTY).find(
    (other) => other !== leader && other !== broker && (leading?.ends[other] ?? 0) < log.length,
  );
  if (alsoSlow !== undefined)
    throw new UnplayableError(`broker ${alsoSlow} is as slow, and would leave the ISR as well`);
  await untilAsks(testbed, after, leader, partition);
};

const alterPartition: Move<ActionOf<'controller.alter-partition'>> = async (testbed, { action, before, after }) => {
  const { partition, broker } = action;
  const { world } = testbed;
  const { leading } = replicaOf(world, before, broker, partition);
  const refused = before.controller.partitions[partition] === after.controller.partitions[partition];
  const highWatermark = (state: ClusterState) => replicaOf(world, state, broker, partition).highWatermark;
  if (refused && highWatermark(before) !== highWatermark(after)) {
    throw new UnplayableError('a leader that is refused looks at its high watermark again when the next record comes');
  }
  if (before.controller.partitions[partition].partitionEpoch !== leading?.partitionEpoch) {
    throw new UnplayableError('a leader that does not know the newest partition epoch goes on asking until it does');
  }
  // Whoever leaves the ISR by this is waited for as well, as long as it passes for caught up.
  await testbed.caughtUp.pass(world, after);
  await decide(testbed, before, broker, partition);
};

const fenceBroker: Move<ActionOf<'controller.fence-broker'>> = async (testbed, { action: { broker } }) => {
  await testbed.controlled.heartbeats.fence(broker);
  await untilAlive(testbed, broker, false);
};

const unfenceBroker: Move<ActionOf<'controller.unfence-broker'>> = async (testbed, { action: { broker } }) => {
  testbed.stalled.get(broker)?.release();
  testbed.stalled.delete(broker);
  testbed.controlled.heartbeats.keep(broker);
  await untilAlive(testbed, broker, true);
  othersAreUnaware(testbed, broker);
};

const electUnclean: Move<ActionOf<'controller.elect-unclean'>> = async (testbed, { action: { partition } }) => {
  const { topic, partition: index } = testbed.names.partition(partition);
  await electLeaders(await testbed.connection(HOME), 'unclean', topic, index);
};

const shutdownComplete: Move<ActionOf<'shutdown.complete'>> = async (testbed, { action: { broker } }) => {
  // The controller waits until all others have applied the metadata of this, whatever they learn from it.
  for (let other = 0; other < testbed.world.brokers; other += 1) {
    if (other !== broker && !has(testbed.state.controller.fenced, other)) await hear(testbed, other);
  }
  testbed.stalled.get(broker)?.release();
  testbed.stalled.delete(broker);
  testbed.leaving.delete(broker);
  await testbed.within(`broker ${broker} to stop`, testbed.controlled.cluster.exited(broker), 60_000);
  testbed.refuse(broker, true);
};

export const produce: Move<ActionOf<'broker.produce' | 'request.refused'>> = async (testbed, step) => {
  const { producer, broker } = step.action;
  // A record that is refused again and again stays where it is.
  if (step.after === step.before) return;
  await testbed.caughtUp.pass(testbed.world, step.before);
  const { batch, expired } = step.before.producers[producer].inFlight[nextOnWire(step.before, producer, broker)];
  const { value } = batch;
  const frames = produceFrames(producer, broker, 'request', value);
  const request = await testbed.held(`a request of ${producerId(producer)}`, frames);
  testbed.gate.pass(request, timesOut(step) ? withTimeOut(request) : undefined);
  if (expired && testbed.world.acks !== '0') await letPass(testbed, request);
};

/**
 * The answer to a request whose batch has expired means nothing to its client, and is out of the way of those behind it.
 *
 * @throws {UnplayableError} where the broker waits for followers first: it reads nothing else from the connection meanwhile.
 */
async function letPass(testbed: Testbed, request: Frame): Promise<void> {
  const answer = { ...exchangeOf(request), direction: 'response' } as const;
  await testbed.until('the broker to handle the request', () => {
    const waits = testbed.gate.unanswered(exchangeOf(request)).length > 0;
    return waits || testbed.gate.frames(answer).length > 0;
  });
  const isThere = async (): Promise<boolean> => testbed.gate.frames(answer).length > 0;
  if (!(await comesAbout(Date.now() + EXPIRED_MS, isThere))) {
    throw new UnplayableError('the broker waits for followers though the batch has expired');
  }
  testbed.gate.pass(testbed.gate.frames(answer)[0]);
}

/** How long the answer to a request may take that waits for nobody, in ms. */
const EXPIRED_MS = 3_000;

const arrive: Move<ActionOf<'network.arrive'>> = async (testbed, { action: { index }, before }) => {
  const orphan = before.orphanedRequests[index];
  if (orphan.kind === 'end-transaction') return lateEnd(testbed, orphan);
  if (orphan.kind === 'marker') return lateMarker(testbed, orphan);
  if (orphan.kind === 'transaction-offsets') return lateOffsets(testbed, orphan);
  if (orphan.kind !== 'produce') {
    throw new UnplayableError(`a late ${orphan.kind} is not played yet`);
  }
  const { producer, broker, batch } = orphan;
  await testbed.caughtUp.pass(testbed.world, before);
  const strays = { ...produceFrames(producer, broker, 'request', batch.value), stray: true };
  const stray = await testbed.held(`the late request with ${textOf(batch.value)}`, strays);
  if (testbed.gate.unanswered({ link: stray.link }).length > 0) {
    throw new UnplayableError('a broker reads a late request once it has answered the one before on its connection');
  }
  testbed.gate.pass(stray);
};

const timeOut: Move<ActionOf<'broker.time-out'>> = async (testbed, { action: { producer, broker } }) => {
  await testbed.held(`request.timeout.ms to pass`, produceFrames(producer, broker, 'response'));
};

/** What brokers and their controller do. */
export const BROKER_MOVES: Moves<BrokerAction> = {
  'broker.restart': restart,
  'broker.update-metadata': updateMetadata,
  'replica.fetch': fetch,
  'replica.lag': lag,
  'controller.alter-partition': alterPartition,
  'controller.fence-broker': fenceBroker,
  'controller.elect-unclean': electUnclean,
  'controller.unfence-broker': unfenceBroker,
  'shutdown.complete': shutdownComplete,
  'broker.produce': produce,
  'network.arrive': arrive,
  'network.arrive-commit': lateCommit,
  'broker.time-out': timeOut,
  'network.overtake': { because: 'the Java client sends over one connection (a switch of other clients)' },
  'coordinator.load': { because: 'both coordinators are on the home node, which never fails' },
};
