import { ON_OFF, type ProtocolSwitch } from './switch.ts';

/** Logs, the ISR, elections, and readers across a change of leader. */
export const REPLICATION = {
  truncation: {
    takes: ['high-watermark', 'kip-101', 'kip-279', 'kip-320'],
    side: 'broker',
    history: [['high-watermark'], ['kip-101', '0.11'], ['kip-279', '2.0'], ['kip-320', '2.1']],
    sources: ['KIP-101', 'KIP-279', 'KIP-320'],
    decided:
      'first release tags with KIP-101 (commit 0baea2ac135): 0.11.0.0, KIP-279 (9679c44d2b5): 2.0.0, KIP-320’s fenced fetches (bcef30d614b): 2.1.0',
    does: 'how a follower finds the offset to truncate to when it meets a new leader: the high watermark, the leader epoch (`kip-101`), the largest common epoch (`kip-279`), with fenced fetches as well (`kip-320`, KAFKA-7395)',
    otherwise: 'a committed record is truncated, or replicas differ for good below the high watermark',
  },
  isrExpandWaitsForEpochStart: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '2.0.1']],
    sources: ['KAFKA-7128'],
    decided:
      'Partition: leaderEpochStartOffsetOpt is asked at 2.0.1, not at 2.0.0 (apache/kafka #5557; its back-port to 1.1 was never released)',
    does: 'a follower joins the ISR only once it has reached the start of the leader’s epoch',
    otherwise: 'a member of the ISR lacks what was committed under the leader before, and may be elected',
  },
  highWatermarkWaitsForMinIsr: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '3.7']],
    sources: ['KAFKA-15583'],
    decided:
      'commit edc7e10a745 (apache/kafka #14594), first tag 3.7.0; Partition has the same for KRaft and ZooKeeper',
    does: 'the high watermark stands still while the ISR is smaller than `min.insync.replicas`',
    otherwise: 'a record counts as committed that too few replicas have, and goes with one of them',
  },
  eligibleLeaderReplicas: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '4.1']],
    sources: ['KIP-966'],
    needs: 'KRaft',
    decided:
      'EligibleLeaderReplicasVersion: bootstrapped from metadata 4.1-IV0 on, the newest in production for 4.0 is 4.0-IV3; an upgraded cluster keeps 0 until it is told',
    does: 'the ISR may become empty, and what left it safely may lead (on request in 4.0, on in new clusters from 4.1)',
    otherwise: 'the last member of the ISR stays in it and leads, whatever an unclean stop has cost it',
  },
  newDirectoryKeepsEligible: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '4.3']],
    sources: ['KIP-966', 'KIP-858'],
    needs: 'KRaft',
    decided:
      'ReplicationControlManager.handleAssignReplicasToDirs builds the change of a partition as without ELR at 4.0.2, 4.1.2, 4.2.1 and 4.2.2, and as the others from 4.3.0 on (apache/kafka #20716); played on 4.1.2',
    does: 'a partition keeps its eligible leader replicas when a broker with a new disk reports in which directory its replica is',
    otherwise:
      'they are forgotten, and the last known leader leads with an empty disk, though another replica has everything',
  },
  registrationFencesOldIncarnation: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '3.3']],
    sources: ['KIP-631', 'KIP-833'],
    needs: 'KRaft',
    decided:
      'ClusterControlManager.registerBroker refuses or fences the old incarnation since the preview; 3.3 is the first for production. With ZooKeeper a broker registers once its old session is over (KafkaZkClient.CheckedEphemeral), and a controller that reads who is there only then takes it for the same: up to 2.1 any, from 2.2 on (KIP-380: KafkaController.processBrokerChange) one that has just been elected, as where the broker was the controller itself',
    does: 'a broker that comes back is fenced before it is registered again (KRaft, production-ready from 3.3); off with ZooKeeper',
    otherwise: 'a leader that is back before the controller has missed it leads on without what it had not flushed',
  },
  alterPartitionChecksBrokerEpoch: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '3.5']],
    sources: ['KIP-903'],
    needs: 'KRaft',
    decided:
      'ReplicationControlManager compares broker epochs at 3.5.0 (commits 8c88cdb7186, d5e216d6183); KafkaController, with ZooKeeper, throws them away',
    does: 'AlterPartition carries broker epochs, and a stale one is refused (KRaft)',
    otherwise: 'a replica that has come back with an empty disk enters the ISR for what it had before',
  },
  isrShrinkBumpsLeaderEpoch: {
    takes: ['always', 'by-controller', 'never'],
    side: 'broker',
    history: [['by-controller'], ['always', '3.3'], ['never', '3.6']],
    sources: ['KAFKA-15021'],
    needs: 'KRaft',
    decided:
      'PartitionChangeBuilder.triggerLeaderEpochBumpIfNeeded bumps for every shrink at 3.3.2 and 3.5.2, from 3.6.0 with metadata.version before 3.6 only (apache/kafka #13765); with ZooKeeper ReplicaStateMachine.doRemoveReplicasFromIsr does, at 1.1.1 to 3.5.2, and AlterPartition does not',
    does: 'which shrinks of an ISR begin a new leader epoch though the leader stays: those by the controller alone (ZooKeeper), all (KRaft before metadata.version 3.6), none',
    otherwise:
      'a leader that has asked for a smaller ISR commits nothing until it has heard of its new epoch, and its followers fetch nothing',
  },
  consumerValidatesEpoch: {
    takes: ON_OFF,
    side: 'both',
    history: [[false], [true, '2.3']],
    sources: ['KIP-320'],
    // A client since 2.4 does not believe the epochs of brokers of 2.3.
    unless: { clients: '2.4', brokersBefore: '2.4' },
    decided:
      'commit 409fabc5610, first tag 2.3.0; since 2.4.0 MetadataResponse trusts epochs of Metadata version 9 and later only, which brokers have since 2.4',
    does: 'a consumer’s position carries its leader epoch and is validated after a leader change',
    otherwise: 'a consumer reads on in a log that was truncated under it, and skips records',
  },
} as const satisfies Readonly<Record<string, ProtocolSwitch>>;
