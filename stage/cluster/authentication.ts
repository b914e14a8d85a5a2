import { ERROR_CODES } from '../../wire/error-codes.ts';
import { saslAuthenticateApi } from '../../wire/messages/sasl-authenticate.ts';
import { saslHandshakeApi } from '../../wire/messages/sasl-handshake.ts';
import { answered, handler } from './handler.ts';

/** What a client can be believed in without its password being known here; SCRAM's server has to prove that it knows it. */
const MECHANISMS = ['PLAIN', 'OAUTHBEARER'];

/** SaslHandshake, as `SaslServerAuthenticator.handleHandshakeRequest` has it. */
export const saslHandshake = handler(saslHandshakeApi, (cluster, { body }) => {
  const isEnabled = MECHANISMS.includes(body.mechanism);
  const errorCode = isEnabled ? ERROR_CODES.NONE : ERROR_CODES.UNSUPPORTED_SASL_MECHANISM;
  return answered(cluster, { errorCode, mechanisms: MECHANISMS });
});

/** SaslAuthenticate: everybody is who they say they are, for ever. In both mechanisms the server's word is empty. */
export const saslAuthenticate = handler(saslAuthenticateApi, (cluster) =>
  answered(cluster, { errorMessage: null, authBytes: Buffer.alloc(0) }),
);
