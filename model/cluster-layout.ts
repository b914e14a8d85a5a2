import type { Controller, Leadership } from './broker/controller.ts';
import type { Group } from './broker/group-coordinator.ts';
import type { Leading, Replica } from './broker/replica.ts';
import type { Member } from './consumer/client/member.ts';
import { each, fields, ONE, orNull, together } from './layout.ts';
import type { Ledger } from './observer/ledger.ts';
import type { Producer } from './producer/client/producer.ts';
import type { ClusterState } from './state.ts';

const leadership = fields<Leadership>({
  leader: together('leader'),
  leaderEpoch: together('leader'),
  isr: together('replicas'),
  elr: together('replicas'),
  lastKnownLeader: together('replicas'),
  partitionEpoch: together('replicas'),
});

const leading = fields<Leading>({
  isr: together('isr'),
  partitionEpoch: together('isr'),
  proposedIsr: together('isr'),
  proposedUnchanged: together('isr'),
  ends: ONE,
  epochStart: ONE,
  verifying: ONE,
});

const replica = fields<Replica>({
  log: ONE,
  highWatermark: ONE,
  leader: together('leader'),
  leaderEpoch: together('leader'),
  aligned: together('leader'),
  leading: orNull(leading),
});

const producer = fields<Producer>({
  up: together('process'),
  stalled: together('process'),
  incarnation: together('process'),
  producerId: together('process'),
  epoch: together('process'),
  sequences: together('sequences'),
  acknowledged: together('sequences'),
  queue: ONE,
  inFlight: ONE,
  handedOver: together('application'),
  resend: together('application'),
  stale: together('sequences'),
  unresolved: together('sequences'),
  epochDue: together('process'),
  hasAborted: together('process'),
  transactionState: together('transaction'),
  transaction: together('transaction'),
  transactionValues: together('transaction'),
});

const group = fields<Group>({
  generation: together('members'),
  phase: together('members'),
  members: together('members'),
  joined: together('members'),
  unaware: together('members'),
  assignment: together('members'),
  target: together('members'),
  committed: together('offsets'),
  committedEpochs: together('offsets'),
  pending: ONE,
});

const member = fields<Member>({
  status: ONE,
  generation: together('assignment'),
  owned: together('assignment'),
  positions: together('positions'),
  positionEpochs: together('positions'),
  stored: ONE,
  step: together('loop'),
  batch: together('loop'),
  worker: ONE,
  finished: ONE,
  letters: ONE,
  lateCommits: ONE,
  uncommitted: together('loop'),
});

const ledger = fields<Ledger>({
  sends: each(ONE),
  stored: ONE,
  processed: each(ONE),
  polled: each(ONE),
  outputs: ONE,
  deadLetters: ONE,
  outputsAcknowledged: ONE,
  transactions: ONE,
  committed: each(ONE),
  commits: each(ONE),
  incidents: ONE,
});

/**
 * What of a cluster changes alone. The replicas are what there is most of: a log, its high watermark and who leads change
 * by themselves, and so does what a leader knows of its followers.
 */
export const clusterLayout = fields<ClusterState>({
  controller: fields<Controller>({ partitions: each(leadership), fenced: ONE }),
  brokers: each(ONE),
  replicas: each(replica),
  logStarts: ONE,
  ages: ONE,
  rememberedFrom: ONE,
  producers: each(producer),
  orphanedRequests: ONE,
  transactions: each(ONE),
  groups: each(group),
  offsetsLog: ONE,
  transactionsLog: ONE,
  members: each(member),
  downstream: ONE,
  ledger,
  budget: each(ONE),
  slowness: ONE,
  refused: ONE,
});
