import { API, firstFlexibleVersion } from './api-keys.ts';
import { readAs } from './malformed-message.ts';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';

/** What stands before the body of every request. */
export interface RequestHeader {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly correlationId: number;
  /** Who sends: the client's `client.id`, or a name that Kafka gives to its own clients (`broker-1-fetcher-0`). */
  readonly clientId: string | null;
}

/** Where the correlation id lies in a request's payload: its key and version are before it. */
export const CORRELATION_ID_AT = 4;

const isFlexible = (apiKey: number, version: number): boolean => version >= firstFlexibleVersion(apiKey);

/** ControlledShutdown 0 is the only request without a client id: it has the header from before there were any. */
const hasClientId = (apiKey: number, version: number): boolean => apiKey !== API.ControlledShutdown || version > 0;

/**
 * Reads the header of a request's payload (a frame without its length), and says where its body begins.
 *
 * @throws {MalformedMessage}
 */
export function readRequestHeader(payload: Buffer): RequestHeader & { readonly bodyAt: number } {
  return readAs('the header of a request', () => readHeader(new Reader(payload)));
}

function readHeader(reader: Reader): RequestHeader & { readonly bodyAt: number } {
  const apiKey = reader.int16();
  const apiVersion = reader.int16();
  const correlationId = reader.int32();
  // Never compact, so that a broker can read the header of a version that it does not know.
  const clientId = hasClientId(apiKey, apiVersion) ? reader.nullableString() : null;
  if (isFlexible(apiKey, apiVersion)) reader.tags();
  return { apiKey, apiVersion, correlationId, clientId, bodyAt: reader.offset };
}

function writeRequestHeader(writer: Writer, header: RequestHeader): void {
  const { apiKey, apiVersion, correlationId, clientId } = header;
  writer.int16(apiKey);
  writer.int16(apiVersion);
  writer.int32(correlationId);
  if (hasClientId(apiKey, apiVersion)) writer.nullableString(clientId);
  if (isFlexible(apiKey, apiVersion)) writer.tags();
}

/** The payload of a request: its header and a body that is written already. */
export function requestPayload(header: RequestHeader, body: Buffer): Buffer {
  const writer = new Writer();
  writeRequestHeader(writer, header);
  writer.raw(body);
  return writer.toBuffer();
}

/**
 * Where the body of a response begins in its payload: after the correlation id, and in flexible versions after tagged
 * fields too. A response to ApiVersions never has those: who asks does not know yet what the broker understands.
 *
 * @param payload The response; without it the answer is for one without tagged fields, as Kafka sends them.
 */
export function responseBodyAt(apiKey: number, version: number, payload?: Buffer): number {
  if (apiKey === API.ApiVersions || !isFlexible(apiKey, version)) return 4;
  if (!payload) return 5;
  const reader = new Reader(payload, 4);
  reader.tags();
  return reader.offset;
}

/** The payload of a response: its header and a body that is written already. */
export function responsePayload(apiKey: number, version: number, correlationId: number, body: Buffer): Buffer {
  const header = Buffer.alloc(responseBodyAt(apiKey, version));
  header.writeInt32BE(correlationId, 0);
  return Buffer.concat([header, body]);
}
