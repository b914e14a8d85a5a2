import { ON_OFF, type ProtocolSwitch } from './switch.ts';

/** Logs, the ISR, elections, and readers across a change of leader. */
export const REPLICATION = {
  truncation: {
    takes: ['high-watermark', 'kip-101', 'kip-279', 'kip-320'],
    history: [['high-watermark'], ['kip-101', '0.11'], ['kip-279', '2.0'], ['kip-320', '2.1']],
    sources: ['KIP-101', 'KIP-279', 'KIP-320'],
    does: 'how a follower finds the offset to truncate to when it meets a new leader: the high watermark, the leader epoch (`kip-101`), the largest common epoch (`kip-279`), with fenced fetches as well (`kip-320`, KAFKA-7395)',
    otherwise: 'a committed record is truncated, or replicas differ for good below the high watermark',
  },
  isrExpandWaitsForEpochStart: {
    takes: ON_OFF,
    history: [[false], [true, '2.0.1']],
    sources: ['KAFKA-7128'],
    does: 'a follower joins the ISR only once it has reached the start of the leader’s epoch',
    otherwise: 'a member of the ISR lacks what was committed under the leader before, and may be elected',
  },
  highWatermarkWaitsForMinIsr: {
    takes: ON_OFF,
    history: [[false], [true, '3.7']],
    sources: ['KAFKA-15583'],
    does: 'the high watermark stands still while the ISR is smaller than `min.insync.replicas`',
    otherwise: 'a record counts as committed that too few replicas have, and goes with one of them',
  },
  eligibleLeaderReplicas: {
    takes: ON_OFF,
    history: [[false], [true, '4.1']],
    sources: ['KIP-966'],
    does: 'the ISR may become empty, and what left it safely may lead (on request in 4.0, on in new clusters from 4.1)',
    otherwise: 'the last member of the ISR stays in it and leads, whatever an unclean stop has cost it',
  },
  registrationFencesOldIncarnation: {
    takes: ON_OFF,
    history: [[false], [true, '3.3']],
    sources: ['KIP-631', 'KIP-833'],
    does: 'a broker that comes back is fenced before it is registered again (KRaft, production-ready from 3.3); off with ZooKeeper',
    otherwise: 'a leader that is back before its session has expired leads on without what it had not flushed',
  },
  alterPartitionChecksBrokerEpoch: {
    takes: ON_OFF,
    history: [[false], [true, '3.5']],
    sources: ['KIP-903'],
    does: 'AlterPartition carries broker epochs, and a stale one is refused',
    otherwise: 'a replica that has come back with an empty disk enters the ISR for what it had before',
  },
  consumerValidatesEpoch: {
    takes: ON_OFF,
    history: [[false], [true, '2.3']],
    sources: ['KIP-320'],
    does: 'a consumer’s position carries its leader epoch and is validated after a leader change',
    otherwise: 'a consumer reads on in a log that was truncated under it, and skips records',
  },
} as const satisfies Readonly<Record<string, ProtocolSwitch>>;
