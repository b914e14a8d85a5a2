import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { bytes, int16, int64, nullableString } from '../schema/primitives.ts';
import { initially, since, struct } from '../schema/struct.ts';

const request = struct({ authBytes: bytes });

const response = struct({
  errorCode: int16,
  errorMessage: initially('', nullableString),
  authBytes: bytes,
  sessionLifetimeMs: since(1, int64),
});

/** A client tells who it is, in the bytes of its SASL mechanism. */
export const saslAuthenticateApi = exchange(API.SaslAuthenticate, request, response);
