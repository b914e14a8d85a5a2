import type { Connection } from '../connection.ts';
import { ERROR_CODES } from '../error-codes.ts';
import { expectSuccess } from '../broker-error.ts';
import { describeConfigsApi } from '../messages/describe-configs.ts';

const VERSION = 4;
/** Of `ConfigResource.Type`. */
const BROKER = 4;

/**
 * The properties that a broker runs with, defaults included. Only the broker itself tells those of its number: with that it
 * says who it is.
 *
 * @returns null where the broker asked is another one.
 * @throws {BrokerError} CLUSTER_AUTHORIZATION_FAILED …
 */
export async function brokerProperties(broker: Connection, id: number): Promise<ReadonlyMap<string, string> | null> {
  const body = { resources: [{ resourceType: BROKER, resourceName: String(id) }] };
  const { results } = await broker.call(describeConfigsApi, VERSION, body);
  const [{ errorCode, errorMessage, configs }] = results;
  if (errorCode === ERROR_CODES.INVALID_REQUEST) return null;
  expectSuccess(`describe the properties of broker ${id}`, errorCode, errorMessage);
  return new Map(configs.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])));
}
