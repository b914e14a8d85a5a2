import { replicated } from '../../../model/testing/story.ts';
import { LOST_BY_BROKERS, SKIPPED_BY_GROUP } from '../../guarantees/no-loss.ts';
import { logsAlone, type Sabotage } from './sabotage.ts';

/** Logs, the ISR, elections and readers as older versions had them. */
export const REPLICATION_SABOTAGES: readonly Sabotage[] = [
  {
    protocol: { truncation: 'high-watermark' },
    setup: replicated(2, 2, { faults: { 'broker.crash': 2 } }),
    guarantee: 'committed-is-durable',
    cause: 'a member of the ISR lacks a committed record',
    steps: 14,
  },
  {
    protocol: { truncation: 'kip-101' },
    setup: replicated(3, 1, { ...logsAlone, faults: { 'broker.crash': 2 }, scope: { records: 2 } }),
    guarantee: 'committed-is-durable',
    cause: 'a member of the ISR lacks a committed record',
    steps: 15,
  },
  {
    protocol: { isrExpandWaitsForEpochStart: false },
    setup: replicated(3, 2, { ...logsAlone, faults: { 'broker.crash': 2 }, scope: { records: 1, lags: 1 } }),
    guarantee: 'committed-is-durable',
    cause: 'a member of the ISR lacks a committed record',
    steps: 19,
  },
  {
    protocol: { eligibleLeaderReplicas: false },
    setup: replicated(2, 2, { ...logsAlone, faults: { 'broker.power-loss': 1 }, scope: { records: 2, lags: 1 } }),
    guarantee: 'committed-is-durable',
    cause: 'an offset below the high watermark changed its record',
    steps: 18,
  },
  {
    protocol: { newDirectoryKeepsEligible: false },
    setup: replicated(2, 2, {
      kafka: '4.3',
      consumer: { 'auto.offset.reset': 'none' },
      faults: { 'broker.shutdown': 1, 'broker.disk-loss': 1 },
    }),
    guarantee: 'committed-is-durable',
    cause: 'a committed record is gone',
    steps: 20,
  },
  {
    protocol: { highWatermarkWaitsForMinIsr: false },
    setup: replicated(2, 2, { faults: { 'broker.power-loss': 1 }, scope: { lags: 1 } }),
    guarantee: 'committed-is-durable',
    cause: 'a committed record is gone',
    steps: 14,
  },
  {
    protocol: { registrationFencesOldIncarnation: false },
    setup: replicated(2, 2, { kafka: '3.9', faults: { 'broker.power-loss': 1 } }),
    guarantee: 'no-loss',
    cause: LOST_BY_BROKERS,
    steps: 12,
  },
  {
    protocol: { alterPartitionChecksBrokerEpoch: false },
    setup: replicated(2, 1, { kafka: '3.9', faults: { 'broker.disk-loss': 1 }, scope: { lags: 1 } }),
    guarantee: 'committed-is-durable',
    cause: 'a member of the ISR lacks a committed record',
    steps: 10,
  },
  {
    // An unclean election loses records by itself; that the group then skips one that is there is the client's doing.
    protocol: { consumerValidatesEpoch: false },
    setup: replicated(2, 1, {
      kafka: '3.9',
      broker: { 'unclean.leader.election.enable': true },
      producer: { acks: '0', 'enable.idempotence': false },
      faults: { 'broker.crash': 1 },
      scope: { records: 3, lags: 1 },
    }),
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    steps: 25,
  },
];
