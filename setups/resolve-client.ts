import { type Client, JAVA_CLIENT } from '../model/client.ts';
import type { Given } from './given.ts';
import type { Key, Value } from './keys.ts';

/** The client: Apache Kafka's own, but for what the setup says. No version of Kafka changes it. */
export function resolveClient(given: Given): Client {
  const chosen = <K extends keyof Client & Key<'client'>>(name: K): Client[K] | Value<'client', K> =>
    given.value('client', name) ?? JAVA_CLIENT[name];
  return {
    abortsOnOutOfOrder: chosen('abortsOnOutOfOrder'),
    failsTransactionOnTimeout: chosen('failsTransactionOnTimeout'),
    keepsSequencesOverMetadataLoss: chosen('keepsSequencesOverMetadataLoss'),
    numbersSendsAtomically: chosen('numbersSendsAtomically'),
    numbersBufferedRecords: chosen('numbersBufferedRecords'),
    burnsIndefiniteSequences: chosen('burnsIndefiniteSequences'),
    mutesPartitionOnRetry: chosen('mutesPartitionOnRetry'),
    sendsOverOneConnection: chosen('sendsOverOneConnection'),
    lateOffsetStore: chosen('lateOffsetStore'),
    dropsBatchOnRebalance: chosen('dropsBatchOnRebalance'),
    flushesQueueOnRebalance: chosen('flushesQueueOnRebalance'),
    forgetsRevokedPartitions: chosen('forgetsRevokedPartitions'),
    retriesOffsetFetch: chosen('retriesOffsetFetch'),
    ignoresEmptyAborts: chosen('ignoresEmptyAborts'),
    seeksBackOnCacheExpiry: chosen('seeksBackOnCacheExpiry'),
    autoCommitsPreviousPoll: chosen('autoCommitsPreviousPoll'),
    commitsInOrder: chosen('commitsInOrder'),
    keepsAssignmentOnIllegalGeneration: chosen('keepsAssignmentOnIllegalGeneration'),
    commitsNextOffset: chosen('commitsNextOffset'),
    sendsGenerationWithOffsets: chosen('sendsGenerationWithOffsets'),
  };
}
