import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { bytes, int16, nullableBytes } from '../schema/primitives.ts';
import { struct } from '../schema/struct.ts';

const request = struct({
  requestData: bytes,
  requestPrincipal: nullableBytes,
  clientHostAddress: bytes,
});

const response = struct({
  responseData: nullableBytes,
  errorCode: int16,
});

/** A request of a client that a broker hands on to the controller, as it came (KIP-590). */
export const envelopeApi = exchange(API.Envelope, request, response);
