import { elementsOf, singleton } from '../../../sets.ts';
import { epochOf, idOf, recordOf } from '../log.ts';
import {
  highWatermarkOf,
  isrOf,
  type LeaderAndIsr,
  leaderEpochOf,
  leaderOf,
  NONE,
  packLeaderAndIsr,
  packReplica,
} from '../replica.ts';
import type { ReplicationState } from '../state.ts';

/** A state in words: the variables of the published specification, for people and for tests. */
export interface ReplicationView {
  readonly replicas: readonly ReplicaView[];
  /** The true leader and ISR; its epoch is the last one handed out. */
  readonly quorum: LeaderAndIsrView;
  /** By leader epoch. */
  readonly requests: readonly LeaderAndIsrView[];
  readonly nextRecordId: number;
}

export interface ReplicaView extends LeaderAndIsrView {
  readonly log: readonly { readonly id: number; readonly epoch: number }[];
  readonly highWatermark: number;
  /** Null before the first request. */
  readonly leaderEpoch: number | null;
}

export interface LeaderAndIsrView {
  readonly leader: number | null;
  readonly isr: readonly number[];
}

export const viewOf = (state: ReplicationState): ReplicationView => ({
  replicas: state.replicas.map((replica, index) => ({
    log: state.logs[index].map((record) => ({ id: idOf(record), epoch: epochOf(record) })),
    highWatermark: highWatermarkOf(replica),
    leaderEpoch: orNull(leaderEpochOf(replica)),
    leader: orNull(leaderOf(replica)),
    isr: elementsOf(isrOf(replica)),
  })),
  quorum: viewOfLeaderAndIsr(state.quorum),
  requests: state.requests.map(viewOfLeaderAndIsr),
  nextRecordId: state.nextRecordId,
});

/** The state that `view` shows. */
export const stateOf = (view: ReplicationView): ReplicationState => ({
  logs: view.replicas.map(({ log }) => log.map(({ id, epoch }) => recordOf(id, epoch))),
  replicas: view.replicas.map((replica) =>
    packReplica(replica.highWatermark, replica.leaderEpoch ?? NONE, packed(replica)),
  ),
  quorum: packed(view.quorum),
  requests: view.requests.map(packed),
  nextRecordId: view.nextRecordId,
});

const viewOfLeaderAndIsr = (believed: LeaderAndIsr): LeaderAndIsrView => ({
  leader: orNull(leaderOf(believed)),
  isr: elementsOf(isrOf(believed)),
});

const packed = ({ leader, isr }: LeaderAndIsrView): LeaderAndIsr =>
  packLeaderAndIsr(
    leader ?? NONE,
    isr.reduce((set, replica) => set | singleton(replica), 0),
  );

const orNull = (number: number): number | null => (number === NONE ? null : number);
