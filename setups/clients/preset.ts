import type { Client } from '../../model/client.ts';
import type { Protocol } from '../../model/protocol.ts';
import type { ConsumerConfig, ProducerConfig } from '../../model/setup.ts';

/** A client library other than Apache Kafka's: what it does otherwise, and what it does not have. */
export interface ClientPreset {
  /** What a verdict calls it, with the version that the rest is read from. */
  readonly title: string;
  /** Switches of the client that are not as in the Java client. */
  readonly client: Partial<Client>;
  /** Switches of the protocol that go by the client's side, as this one has them. */
  readonly protocol: Partial<Protocol>;
  /** Its own defaults, by Kafka's keys. */
  readonly producer: Pick<ProducerConfig, 'acks' | 'enable.idempotence' | 'retries'> & {
    readonly 'max.in.flight.requests.per.connection': number;
  };
  /** How many requests an idempotent producer has under way to one broker, whatever it is told; undefined: as it is told. */
  readonly idempotentInFlight?: number;
  readonly consumer: Pick<ConsumerConfig, 'isolation.level' | 'enable.auto.commit' | 'auto.offset.reset'>;
  /** Whether it knows the cooperative protocol (KIP-429), and the new one (KIP-848). */
  readonly cooperates: boolean;
  readonly kip848: boolean;
}
