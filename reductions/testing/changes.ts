import type { Leadership } from '../../model/broker/controller.ts';
import type { Group } from '../../model/broker/group-coordinator.ts';
import type { Leading, Replica } from '../../model/broker/replica.ts';
import type { TransactionEntry } from '../../model/broker/transaction-coordinator.ts';
import type { Member } from '../../model/consumer/client/member.ts';
import { FAULT_KINDS, type FaultKind } from '../../model/faults/fault-kinds.ts';
import type { OrphanedRequest, Request } from '../../model/network/requests/request.ts';
import type { Producer } from '../../model/producer/client/producer.ts';
import { data } from '../../model/testing/records.ts';
import type { ClusterState } from '../../model/state.ts';
import {
  replicaOf,
  withGroup,
  withLeadership,
  withLeading,
  withMember,
  withProducer,
  withReplica,
  withTransaction,
} from '../../model/update.ts';
import type { World } from '../../model/world.ts';

/** A state with one thing otherwise, whether or not a run could come to that. */
export type Change = (state: ClusterState) => ClusterState;

/** Changes of the states of a world, by what is otherwise. */
export const changesOf = (world: World) => ({
  replica:
    (broker: number, partition: number, change: Partial<Replica>): Change =>
    (state) =>
      withReplica(world, state, broker, partition, { ...replicaOf(world, state, broker, partition), ...change }),
  leading:
    (broker: number, partition: number, change: Partial<Leading>): Change =>
    (state) =>
      withLeading(world, state, broker, partition, change),
  /** A broker leads as another one does. */
  leadsAs:
    (broker: number, leader: number, partition: number): Change =>
    (state) => {
      const { leading } = replicaOf(world, state, leader, partition);
      return withReplica(world, state, broker, partition, { ...replicaOf(world, state, broker, partition), leading });
    },
  /** The last record of a log is another one, or there is none where there was one, or one more. */
  lastRecord:
    (broker: number, partition: number, becomes: 'another' | 'lost' | 'one more'): Change =>
    (state) => {
      const replica = replicaOf(world, state, broker, partition);
      const log = [
        ...replica.log.slice(0, becomes === 'one more' ? undefined : -1),
        ...(becomes === 'lost' ? [] : [data(7)]),
      ];
      return withReplica(world, state, broker, partition, { ...replica, log });
    },
  leadership:
    (partition: number, change: Partial<Leadership>): Change =>
    (state) =>
      withLeadership(state, partition, { ...state.controller.partitions[partition], ...change }),
});

export const fenced =
  (brokers: number): Change =>
  (state) => ({ ...state, controller: { ...state.controller, fenced: brokers } });

export const down =
  (...brokers: readonly number[]): Change =>
  (state) => ({
    ...state,
    brokers: state.brokers.map((broker, index) => (brokers.includes(index) ? { ...broker, up: false } : broker)),
  });

export const budget =
  (left: Partial<Record<FaultKind, number>>): Change =>
  (state) => ({ ...state, budget: FAULT_KINDS.map((kind, index) => left[kind] ?? state.budget[index]) });

export const lags =
  (left: number): Change =>
  (state) => ({ ...state, slowness: { lags: left } });

export const orphaned =
  (...requests: readonly OrphanedRequest[]): Change =>
  (state) => ({ ...state, orphanedRequests: requests });

export const producer =
  (index: number, fields: Partial<Producer>): Change =>
  (state) =>
    withProducer(state, index, { ...state.producers[index], ...fields });

export const inFlight = (index: number, ...requests: readonly Request[]): Change =>
  producer(index, { inFlight: requests });

export const transaction =
  (index: number, fields: Partial<TransactionEntry>): Change =>
  (state) =>
    withTransaction(state, index, { ...state.transactions[index], ...fields });

export const member =
  (index: number, fields: Partial<Member>): Change =>
  (state) =>
    withMember(state, index, { ...state.members[index], ...fields });

/** Of the first group. */
export const group =
  (fields: Partial<Group>): Change =>
  (state) =>
    withGroup(state, 0, { ...state.groups[0], ...fields });

/** Several changes, one after the other. */
export const all =
  (...changes: readonly Change[]): Change =>
  (state) =>
    changes.reduce((changed, change) => change(changed), state);

const batch = {
  value: 0,
  partition: 0,
  producerId: 0,
  epoch: 0,
  sequence: 0,
  transaction: 0,
  incarnation: 0,
  failures: 0,
};

/** A produce request on the wire, but for what `fields` says. */
export const request = (fields: Partial<Omit<Request, 'batch'>> & { readonly partition?: number } = {}): Request => {
  const { partition = 0, ...rest } = fields;
  return {
    batch: { ...batch, partition },
    renumbered: null,
    expired: false,
    broker: 0,
    stage: 'wire',
    offset: -1,
    error: 'none',
    ...rest,
  };
};

/** A produce request of a connection that is gone. */
export const orphanedBatch = (broker: number, partition: number, producer = 0): OrphanedRequest => ({
  kind: 'produce',
  producer,
  broker,
  batch: { ...batch, partition },
});

export const orphanedEnd = (producer: number): OrphanedRequest => ({
  kind: 'end-transaction',
  producer,
  incarnation: 0,
  epoch: 0,
  transaction: 0,
  commit: true,
});

export const commitOnTheWay = (member: number): OrphanedRequest => ({
  kind: 'offset-commit',
  member,
  generation: 0,
  offsets: [1],
});
