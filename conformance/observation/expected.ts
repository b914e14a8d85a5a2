import { lastStableOffset, type LogRecord } from '../../model/broker/log/log.ts';
import { presumedLeader } from '../../model/broker/reachability.ts';
import type { Request } from '../../model/network/requests/request.ts';
import { elementsOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { hasReplica, replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { labelOf, producerId, textOf } from '../names.ts';
import { nameOfProducerId } from '../testbed/producer-ids.ts';
import { expectTransactions } from './transactions.ts';
import { expectDownstream } from './downstream.ts';
import { expectLetters } from './letters.ts';
import { expectMembers } from './members.ts';
import type { View } from './view.ts';
import { leadershipWords, logWords, type SeenRecord, WHAT } from './words.ts';

/** What must be seen of a cluster that is in the machine's state. @param hasGroups whether anybody has been started for groups. */
export function expectedView(world: World, state: ClusterState, hasGroups: boolean): View {
  const view = new Map<string, string>();
  for (let partition = 0; partition < world.partitions; partition += 1) {
    seePartition(world, state, partition, view);
  }
  if (hasGroups) expectMembers(world, state, view);
  expectLetters(world, state, view);
  expectDownstream(world, state, view);
  for (let producer = 0; producer < world.producers; producer += 1) seeRequests(world, state, producer, view);
  expectTransactions(world, state, view);
  if (!world.transform) {
    state.ledger.sends.forEach(({ outcome }, value) => {
      if (world.acks !== '0') view.set(WHAT.told(textOf(value)), outcome);
    });
  }
  return view;
}

function seePartition(world: World, state: ClusterState, partition: number, view: Map<string, string>): void {
  const name = labelOf(world, partition);
  const { leader, leaderEpoch, isr } = state.controller.partitions[partition];
  view.set(WHAT.leadership(name), leadershipWords({ leader, leaderEpoch, isr: elementsOf(isr) }));
  for (let broker = 0; broker < world.brokers; broker += 1) {
    if (!hasReplica(world, broker, partition)) continue;
    const { log } = replicaOf(world, state, broker, partition);
    view.set(WHAT.log(name, broker), logWords(log.slice(state.logStarts[partition]).map(seen)));
  }
  const leading = presumedLeader(world, state, partition);
  if (leading < 0) return;
  const { log, highWatermark } = replicaOf(world, state, leading, partition);
  view.set(WHAT.highWatermark(name), String(highWatermark));
  view.set(WHAT.lastStableOffset(name), String(lastStableOffset(log, highWatermark)));
}

const seen = (record: LogRecord): SeenRecord => ({
  kind: record.kind,
  value: record.kind === 'data' ? textOf(record.value) : '',
  leaderEpoch: record.leaderEpoch,
  producer: record.producerId < 0 ? null : nameOfProducerId(record.producerId),
  producerEpoch: record.producerEpoch,
  sequence: record.sequence,
  transactional: record.transaction >= 0,
});

function seeRequests(world: World, state: ClusterState, producer: number, view: Map<string, string>): void {
  for (let broker = 0; broker < world.brokers; broker += 1) {
    const requests = state.producers[producer].inFlight.filter((request) => request.broker === broker);
    if (requests.length > 0)
      view.set(WHAT.requests(producerId(producer), broker), requests.map(requestWords).join(', '));
  }
}

const requestWords = ({ batch, stage, error }: Request): string =>
  `${textOf(batch.value)} ${stage === 'reply' ? `answered ${error}` : stage === 'log' ? 'waits for followers' : 'on the wire'}`;
