import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, string } from '../schema/primitives.ts';
import { struct } from '../schema/struct.ts';

const request = struct({ mechanism: string });

const response = struct({ errorCode: int16, mechanisms: array(string) });

/** A client says by which SASL mechanism it is going to tell who it is. */
export const saslHandshakeApi = exchange(API.SaslHandshake, request, response);
