import type { FaultKind } from '../../model/faults/fault-kinds.ts';
import type { World } from '../../model/world.ts';

/** Faults that no argument speaks of. */
const unforeseen: readonly FaultKind[] = [
  'broker.power-loss',
  'broker.disk-loss',
  'leader.moved',
  'request.refused',
  'records.deleted',
  'offsets.expired',
];

/**
 * Where the reductions of a transform apply at all. They are argued for a transform whose offsets go with its
 * transactions, under the eager protocol of a classic group, and for today's protocol: each switch below is used by
 * one of the arguments, so that with an older version or a sabotaged mechanism everything is searched as it is.
 */
export function appliesPersistentSets(world: World): boolean {
  const { protocol, setup } = world;
  return (
    world.transform &&
    world.transactional &&
    world.commit === 'transaction' &&
    world.groups === 1 &&
    world.rebalance === 'eager' &&
    !world.autoCommit &&
    !world.asynchronous &&
    !setup.application['commit.on.revoke'] &&
    setup.consumer['auto.offset.reset'] === 'earliest' &&
    // One record per partition: between different producers no order of records is observed.
    world.records <= world.inputs &&
    world.acks === 'all' &&
    // Transactions: whatever an old incarnation or generation still has on its way is refused.
    protocol.transactionVersion === 2 &&
    protocol.transactionVerification &&
    protocol.transactionTimeoutBumpsEpoch &&
    protocol.producerEpochFencing &&
    protocol.sequenceDeduplication &&
    protocol.clientBumpsEpoch &&
    protocol.lastStableOffset &&
    protocol.generationFencing &&
    protocol.transactionalOffsetsFencedByGeneration &&
    protocol.offsetFetchRequiresStable &&
    protocol.offsetsWaitForMarker &&
    // Replication: a log keeps whatever all replicas have in common.
    protocol.truncation === 'kip-320' &&
    protocol.followerTruncates &&
    protocol.isrExpandWaitsForEpochStart &&
    protocol.registrationFencesOldIncarnation &&
    protocol.alterPartitionChecksBrokerEpoch &&
    protocol.highWatermarkWaitsForMinIsr &&
    protocol.consumerValidatesEpoch &&
    !setup.broker['unclean.leader.election.enable'] &&
    protocol.producerStateOutlivesRecords &&
    // Transactions are written and applied in the step that answers for them.
    protocol.expiryDuringAbortBumpsEpoch &&
    protocol.fetchReadsHighWatermarkOnce &&
    protocol.offsetsAppliedBeforeAnswer &&
    protocol.markerRetryAccepted &&
    unforeseen.every((kind) => setup.faults[kind] === 0)
  );
}
