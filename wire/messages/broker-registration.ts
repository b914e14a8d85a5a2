import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, int64, nullableString, string, uint16, uuid } from '../schema/primitives.ts';
import { initially, since, struct } from '../schema/struct.ts';

const request = struct({
  brokerId: int32,
  clusterId: string,
  incarnationId: uuid,
  listeners: array(
    struct({
      name: string,
      host: string,
      port: uint16,
      securityProtocol: int16,
    }),
  ),
  features: array(
    struct({
      name: string,
      minSupportedVersion: int16,
      maxSupportedVersion: int16,
    }),
  ),
  rack: initially('', nullableString),
  isMigratingZkBroker: since(1, bool),
  logDirs: since(2, array(uuid)),
  previousBrokerEpoch: since(3, int64, -1),
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: int16,
  brokerEpoch: initially(-1, int64),
});

/** A broker that has started gets its epoch from the controller. */
export const brokerRegistrationApi = exchange(API.BrokerRegistration, request, response);
