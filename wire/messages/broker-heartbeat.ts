import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, int64, nullableArray, uuid } from '../schema/primitives.ts';
import { initially, struct, tagged } from '../schema/struct.ts';

const request = struct({
  brokerId: int32,
  brokerEpoch: initially(-1, int64),
  currentMetadataOffset: int64,
  wantFence: bool,
  wantShutDown: bool,
  offlineLogDirs: tagged(0, 1, array(uuid)),
  cordonedLogDirs: tagged(1, 2, nullableArray(uuid)),
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: int16,
  isCaughtUp: bool,
  isFenced: initially(true, bool),
  shouldShutDown: bool,
});

/** A broker tells the controller that it lives, and hears whether it is fenced. */
export const brokerHeartbeatApi = exchange(API.BrokerHeartbeat, request, response);
