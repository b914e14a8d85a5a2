import type { Brokers } from './brokers.ts';

/** Ports that Kafka has by habit: its own, those of MSK, and of images with several listeners. */
const PORTS = new Set([9092, 9093, 9094, 9095, 9096, 9098, 19092, 29092, 39092, 49092]);

/**
 * The broker at an address: one of the cluster's own, as metadata name it, or, for the addresses that a program begins with,
 * the first that is up. Undefined for an address of somebody else's.
 */
export function brokerAt(
  brokers: Pick<Brokers, 'endpoints' | 'isUp'>,
  host: string,
  port: number,
  bootstrap?: readonly string[],
): number | undefined {
  const { endpoints } = brokers;
  const own = endpoints.findIndex((endpoint) => endpoint.host === host && endpoint.port === port);
  if (own >= 0) return own;
  const isKafka = bootstrap === undefined ? PORTS.has(port) : bootstrap.includes(`${host}:${port}`);
  if (!isKafka) return undefined;
  const up = endpoints.findIndex((_, broker) => brokers.isUp(broker));
  return Math.max(0, up);
}
