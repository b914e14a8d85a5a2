import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import {
  array,
  int16,
  int32,
  int64,
  nullableBytes,
  nullableString,
  position,
  string,
  uuid,
} from '../schema/primitives.ts';
import { since, struct, tagged, until } from '../schema/struct.ts';
import { currentLeader, nodeEndpoints } from './leader-discovery.ts';

const request = struct({
  transactionalId: since(3, nullableString),
  acks: int16,
  /** Where in the payload the time-out stands, for whoever writes another one over it. */
  timeoutAt: position,
  timeoutMs: int32,
  topicData: array(
    struct({
      name: until(12, string),
      topicId: since(13, uuid),
      partitionData: array(
        struct({
          index: int32,
          records: nullableBytes,
        }),
      ),
    }),
  ),
});

const response = struct({
  responses: array(
    struct({
      name: until(12, string),
      topicId: since(13, uuid),
      partitionResponses: array(
        struct({
          index: int32,
          errorCode: int16,
          baseOffset: int64,
          logAppendTimeMs: since(2, int64, -1),
          logStartOffset: since(5, int64, -1),
          recordErrors: since(
            8,
            array(
              struct({
                batchIndex: int32,
                batchIndexErrorMessage: nullableString,
              }),
            ),
          ),
          errorMessage: since(8, nullableString),
          currentLeader: tagged(0, 10, currentLeader),
        }),
      ),
    }),
  ),
  throttleTimeMs: since(1, int32),
  nodeEndpoints: tagged(0, 10, nodeEndpoints),
});

/** A producer's batches for a leader; topics by name up to version 12, by id from 13 on (KIP-516). */
export const produceApi = exchange(API.Produce, request, response);
