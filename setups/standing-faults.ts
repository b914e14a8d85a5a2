import type { FaultKind } from '../model/faults/fault-kinds.ts';
import { namesIn } from './names-in.ts';

/** Keys with a time-out or a retention, by the faults that happen when it is over: in the model at any moment. */
const STANDS_FOR: Readonly<Partial<Record<FaultKind, readonly string[]>>> = {
  'consumer.stall': namesIn('max.poll.interval.ms session.timeout.ms heartbeat.interval.ms'),
  'consumer.crash': namesIn('auto.commit.interval.ms'),
  'producer.stall': namesIn('transaction.timeout.ms transaction.max.timeout.ms transactional.id.expiration.ms'),
  'response.lost': namesIn('request.timeout.ms delivery.timeout.ms'),
  'broker.crash': namesIn('broker.session.timeout.ms zookeeper.session.timeout.ms replica.lag.time.max.ms'),
  'broker.power-loss': namesIn('flush.ms log.flush.interval.ms log.flush.scheduler.interval.ms'),
  'records.deleted': namesIn(`
    retention.ms retention.bytes log.retention.ms log.retention.minutes log.retention.hours log.retention.bytes`),
  'offsets.expired': namesIn('offsets.retention.minutes'),
};

const FAULT_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(STANDS_FOR).flatMap(([fault, keys]) => keys.map((key) => [key, fault] as const)),
);

/** The fault that stands for what a key bounds, where there is one. */
export const faultOf = (key: string): string | undefined => FAULT_OF.get(key);
