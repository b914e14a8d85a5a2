import type { World } from '../../world.ts';
import type { Producer } from './producer.ts';

/**
 * Whether the client waits for what it has in flight before it sends anything: a new epoch is due, in which everything is
 * numbered anew (librdkafka, `rd_kafka_idemp_get_pid` outside the state ASSIGNED).
 */
export const drains = (world: World, { epochDue }: Producer): boolean =>
  epochDue && !world.client.bumpsEpochByPartition && !world.transactional;
