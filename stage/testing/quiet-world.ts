import type { BrokerWorld } from '../process/network/broker-world.ts';
import { markerOf } from '../process/markers.ts';

/** Brokers that nobody can reach, for programs that do not try; and records that they may write of all the same. */
export const quietWorld = (records = 2): BrokerWorld => ({
  endpoints: [{ host: 'broker-0', port: 9092 }],
  records: Array.from({ length: records }, (_, offset) => ({
    id: markerOf(offset),
    topic: 'orders',
    partition: 0,
    offset,
  })),
  state: {},
  roundSince: () => undefined,
  isUp: () => false,
  receive: () => [],
  abandon: () => {},
  due: () => [],
  happen: () => [],
  crash: () => [],
  nameOf: (topicId) => topicId,
  answered: () => {},
  read: () => ({ outcomes: [], commits: [], fetched: [] }),
});
