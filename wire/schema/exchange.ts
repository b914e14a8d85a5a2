import { apiName, firstFlexibleVersion } from '../api-keys.ts';
import { readAs } from '../malformed-message.ts';
import { Reader } from '../reader.ts';
import {
  readRequestHeader,
  type RequestHeader,
  requestPayload,
  responseBodyAt,
  responsePayload,
} from '../request-header.ts';
import { Writer } from '../writer.ts';
import type { Loose, Type } from './type.ts';

/** A request of an API and what answers it, in every version that has a layout here. */
export interface Exchange<Q, P> {
  readonly apiKey: number;
  /** The body of a request's payload, whose header may have been read already. @throws {MalformedMessage} */
  readRequest: (payload: Buffer, header?: RequestHeader & { readonly bodyAt: number }) => Q;
  /** The body of a response's payload; its version is that of the request. @throws {MalformedMessage} */
  readResponse: (payload: Buffer, version: number) => P;
  /** A request's payload, header included. What is left out of the body has its default. */
  writeRequest: (
    header: { readonly apiVersion: number; readonly correlationId: number; readonly clientId: string | null },
    body: Loose<Q>,
  ) => Buffer;
  /** A response's payload, header included. What is left out of the body has its default. */
  writeResponse: (version: number, correlationId: number, body: Loose<P>) => Buffer;
  /** A request's body alone. */
  requestBody: (version: number, body: Loose<Q>) => Buffer;
  /** What is read from where a response's body begins. @throws {MalformedMessage} */
  responseAt: (reader: Reader, version: number) => P;
}

/**
 * The messages of an API, from the fields of its request and of its response. Names, order, versions, tags and defaults
 * of fields are those of `common/message/*Request.json` and `*Response.json` in kafka-clients' jar; where releases
 * differ, a field has all versions that any of them gives it.
 */
export function exchange<Q, P>(apiKey: number, request: Type<Q>, response: Type<P>): Exchange<Q, P> {
  const layout = (version: number): { version: number; flexible: boolean } => ({
    version,
    flexible: version >= firstFlexibleVersion(apiKey),
  });

  const read = <T>(type: Type<T>, reader: Reader, version: number, what: string): T =>
    readAs(`${apiName(apiKey)} ${what}, version ${version}`, () => type.read(reader, layout(version)));

  function written<T>(type: Type<T>, version: number, body: Loose<T>): Buffer {
    const writer = new Writer();
    type.write(writer, body, layout(version));
    return writer.toBuffer();
  }

  const responseAt = (reader: Reader, version: number): P => read(response, reader, version, 'response');

  return {
    apiKey,
    readRequest(payload, header = readRequestHeader(payload)) {
      const { bodyAt, apiVersion } = header;
      return read(request, new Reader(payload, bodyAt), apiVersion, 'request');
    },
    readResponse: (payload, version) =>
      responseAt(new Reader(payload, responseBodyAt(apiKey, version, payload)), version),
    responseAt,
    requestBody: (version, body) => written(request, version, body),
    writeRequest: (header, body) => requestPayload({ ...header, apiKey }, written(request, header.apiVersion, body)),
    writeResponse: (version, correlationId, body) =>
      responsePayload(apiKey, version, correlationId, written(response, version, body)),
  };
}
