import { type Exchange, exchange } from '../schema/exchange.ts';
import type { MessageSchema } from './message-schema.ts';
import { type Body, messageType } from './message-type.ts';
import { hasSchema, readSchema, schemaNames } from './read-schema.ts';
import { type VersionRange, versionRange } from './version-range.ts';

/** An API as Apache's schemas have it, and what reads and writes its messages. */
export interface ApiSchema {
  /** `Fetch`. */
  readonly name: string;
  readonly apiKey: number;
  /** The versions that Kafka 4.3 speaks. */
  readonly versions: VersionRange;
  readonly request: MessageSchema;
  readonly response: MessageSchema;
  readonly exchange: Exchange<Body, Body>;
}

const isRequest = (name: string): boolean => name.endsWith('Request');

/** The names of the APIs that clients speak: of those whose schemas are in `messages/`, copies from kafka-clients' jar. */
const apiNames = (): readonly string[] =>
  schemaNames()
    .filter(isRequest)
    .map((name) => name.slice(0, -'Request'.length));

const known = new Map<string, ApiSchema>();

/** The schemas of an API by its name, read when they are first asked for. */
export function apiSchema(name: string): ApiSchema | undefined {
  if (!known.has(name) && hasSchema(`${name}Request`)) known.set(name, read(name));
  return known.get(name);
}

function read(name: string): ApiSchema {
  const request = readSchema(`${name}Request`);
  const response = readSchema(`${name}Response`);
  const { apiKey, validVersions } = request;
  if (apiKey === undefined) throw new RangeError(`${name} has no API key`);
  return {
    name,
    apiKey,
    versions: versionRange(validVersions),
    request,
    response,
    exchange: exchange(apiKey, messageType(request), messageType(response)),
  };
}

/** Every API that clients speak. */
export const schemas = (): readonly ApiSchema[] => apiNames().flatMap((name) => apiSchema(name) ?? []);
