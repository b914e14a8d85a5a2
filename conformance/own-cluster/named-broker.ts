import { type Address, addressText } from '../../wire/address.ts';
import { BrokerError } from '../../wire/broker-error.ts';
import { brokerProperties } from '../../wire/admin/broker-properties.ts';
import { type Features, featuresOf } from '../../wire/admin/features.ts';
import { type ClusterMetadata, metadata } from '../../wire/admin/metadata.ts';
import { Connection } from '../../wire/connection.ts';
import { ConnectionFailed } from '../../wire/connection-failed.ts';
import { MalformedMessage } from '../../wire/malformed-message.ts';
import { OWN_ID } from '../own-id.ts';
import { InputError } from '../../setups/input-error.ts';

/** A broker that the user has named, as it is found at its address. */
export interface NamedBroker {
  readonly address: Address;
  /** Kafka's. */
  readonly id: number;
  /** The port of loopback at which it tells clients to find it: that of the gate. */
  readonly advertised: number;
  readonly features: Features;
  readonly properties: ReadonlyMap<string, string>;
  readonly cluster: ClusterMetadata;
}

/** What the user gave the address by. */
export const placeOf = (address: Address): string => `--bootstrap ${addressText(address)}`;

/** Hosts that are the machine on which the gate is. */
const OURS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

/**
 * Looks at who is at an address. Nobody else is asked: a broker tells its own properties alone, and so who it is.
 *
 * @throws {InputError} where nobody is there, or nobody whose clients could be led through the gate.
 */
export async function findNamedBroker(address: Address): Promise<NamedBroker> {
  const place = placeOf(address);
  const connection = await Connection.open(address.host, address.port, OWN_ID).catch((error: unknown) => {
    if (!(error instanceof ConnectionFailed)) throw error;
    throw new InputError(place, `nobody answers there: ${error.reason}`, 'start the broker, or name another address');
  });
  try {
    const features = await featuresOf(connection).catch((error: unknown) => {
      throw notKafka(place, error);
    });
    const cluster = await metadata(connection, []);
    const { id, properties } = await itself(connection, cluster, place);
    return { address, id, advertised: advertisedPort(address, cluster, id), features, properties, cluster };
  } catch (error) {
    if (error instanceof BrokerError) {
      throw new InputError(place, `the broker refuses to ${error.message}`, 'let anonymous clients do that');
    }
    if (error instanceof ConnectionFailed) {
      throw new InputError(
        place,
        `who listens there has answered at first, and then not (${error.reason}): it is a controller alone, or wants SASL`,
        'name a listener of a broker, with the security protocol PLAINTEXT',
      );
    }
    throw error;
  } finally {
    connection.close();
  }
}

function notKafka(place: string, error: unknown): unknown {
  if (!(error instanceof ConnectionFailed || error instanceof MalformedMessage || error instanceof RangeError)) {
    return error;
  }
  return new InputError(
    place,
    `who listens there does not answer as a broker of Kafka (${error instanceof ConnectionFailed ? error.reason : error.message})`,
    'name a listener of the security protocol PLAINTEXT: the gate reads what goes through it',
  );
}

async function itself(
  connection: Connection,
  { brokers }: ClusterMetadata,
  place: string,
): Promise<Pick<NamedBroker, 'id' | 'properties'>> {
  for (const { id } of brokers) {
    const properties = await brokerProperties(connection, id);
    if (properties !== null) return { id, properties };
  }
  throw new InputError(
    place,
    'the broker there is none of those that the cluster advertises at this listener: it is a controller alone, or fenced',
    'name the listener of a broker that has joined the cluster',
  );
}

/** Where the broker's clients are told to go. @throws {InputError} where that is past the gate. */
function advertisedPort(address: Address, { brokers }: ClusterMetadata, id: number): number {
  const { host, port } = brokers.find((broker) => broker.id === id) ?? address;
  const wayOut =
    'give the broker a listener of its own for this, advertised at another port of 127.0.0.1 (docs/conformance.md has the lines)';
  if (!OURS.has(host)) {
    throw new InputError(
      placeOf(address),
      `broker ${id} advertises this listener at ${host}:${port}, where the gate cannot be: clients would go past it`,
      wayOut,
    );
  }
  if (port === address.port && OURS.has(address.host)) {
    throw new InputError(
      placeOf(address),
      `broker ${id} advertises this listener at ${host}:${port}, where it listens itself: clients would go past the gate`,
      wayOut,
    );
  }
  return port;
}
