import { any } from './needs.ts';

/**
 * Switches of producers: each is a matter between a producer and the brokers that answer it, whichever producer that is, and no consumer
 * looks at it. Arguments that speak of every producer list them with this name.
 */
export const anyProducer = any(
  'abortsOnOutOfOrder',
  'failsTransactionOnTimeout',
  'failsTransactionOnRefusal',
  'keepsSequencesOverMetadataLoss',
  'numbersSendsAtomically',
  'numbersBufferedRecords',
  'burnsIndefiniteSequences',
  'mutesPartitionOnRetry',
  'sendsOverOneConnection',
  'keepsSequencesOverRetries',
  'acknowledgesByOwnAnswer',
  'bumpsEpochByPartition',
  'goesOnOutOfOrder',
  'mendsSequences',
  'givesUpOnTime',
);
