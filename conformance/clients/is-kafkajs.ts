import type { World } from '../../model/world.ts';

/** Whether the clients are KafkaJS, which goes another way in some places; Apache Kafka's Java client otherwise. */
export const isKafkajs = ({ setup }: World): boolean => setup.client.library === 'kafkajs';
