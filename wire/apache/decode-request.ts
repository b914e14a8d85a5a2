import { API, apiName } from '../api-keys.ts';
import { MalformedMessage } from '../malformed-message.ts';
import { readRequestHeader } from '../request-header.ts';
import { UnknownVersion } from '../unknown-version.ts';
import type { Body } from './message-type.ts';
import { type ApiSchema, apiSchema } from './schemas.ts';
import { covers } from './version-range.ts';

/** A request as a broker reads it. */
export interface DecodedRequest {
  readonly apiKey: number;
  readonly version: number;
  readonly correlationId: number;
  readonly clientId: string | null;
  /** Every field of the API's schema, with its default where the version has it not. */
  readonly body: Body;
}

/**
 * Reads a request's payload: a frame without its length. An ApiVersions request of a version that nobody knows yet has
 * an empty body: it is answered with UNSUPPORTED_VERSION in version 0, from which the client learns what to ask in
 * (KIP-511).
 *
 * @throws {MalformedMessage} on bytes that are no request of an API and version that are known; a broker then closes the
 *   connection.
 */
export function decodeRequest(payload: Buffer): DecodedRequest {
  const header = readRequestHeader(payload);
  const { apiKey, apiVersion: version, correlationId, clientId } = header;
  const api = schemaOf(apiKey);
  const told = { apiKey, version, correlationId, clientId };
  if (!covers(api.versions, version)) {
    if (apiKey === API.ApiVersions) return { ...told, body: {} };
    throw new UnknownVersion(`${api.name} in version ${version}, where ${api.versions.join(' to ')} are known`);
  }
  return { ...told, body: api.exchange.readRequest(payload, header) };
}

/** Whether its client waits for an answer: after a Produce request with acks=0 none comes. */
export const isAnswered = ({ apiKey, body }: Pick<DecodedRequest, 'apiKey' | 'body'>): boolean =>
  apiKey !== API.Produce || body.acks !== 0;

/**
 * The payload of a response, header included. What is left out of the body has its default. The answer to ApiVersions in
 * a version that nobody knows yet is written in version 0.
 */
export function encodeResponse(apiKey: number, version: number, correlationId: number, body: Body): Buffer {
  const { exchange, versions } = schemaOf(apiKey);
  const spoken = apiKey === API.ApiVersions && !covers(versions, version) ? 0 : version;
  return exchange.writeResponse(spoken, correlationId, body);
}

/** The schemas of an API. @throws {MalformedMessage} when clients do not speak it. */
function schemaOf(apiKey: number): ApiSchema {
  const api = apiSchema(apiName(apiKey));
  if (!api) throw new MalformedMessage(`${apiName(apiKey)}, which is no API that clients speak here`);
  return api;
}
