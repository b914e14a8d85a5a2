import { apiName } from '../../wire/api-keys.ts';
import { covers } from '../../wire/apache/version-range.ts';
import { API } from '../../wire/api-keys.ts';
import { withApiVersions } from './api-versions.ts';
import type { Arrived } from './arrived.ts';
import type { Cluster, Stepped } from './cluster.ts';
import type { Handler } from './handler.ts';

const HANDLERS: ReadonlyMap<number, Handler> = new Map(withApiVersions([]).map((one) => [one.apiKey, one]));

/**
 * A request reaches a broker. The answers are those that are there by now: its own, unless that has to wait, and those of
 * others that waited for it.
 *
 * @throws {RangeError} on an API or a version that no broker here has offered (`ApiVersions`): it closes the connection.
 */
export function handle(cluster: Cluster, arrived: Arrived): Stepped {
  const { apiKey, version, ticket } = arrived;
  const known = HANDLERS.get(apiKey);
  if (known === undefined) throw new RangeError(`${apiName(apiKey)} is not understood by the brokers of the stage`);
  if (!covers(known.versions, version) && apiKey !== API.ApiVersions) {
    throw new RangeError(`${apiName(apiKey)} in version ${version}: ${known.versions.join(' to ')} are understood`);
  }
  const { cluster: after, answer } = known.handle(cluster, arrived);
  return { cluster: after, answers: answer === null ? [] : [{ ticket, body: answer }] };
}
