import type { Packing } from '../../packing.ts';
import { NO_RECORD, type PackedRecord } from './log.ts';
import type { Scope } from './scope.ts';
import type { ReplicationState } from './state.ts';

/**
 * The states of a scope as integers, which their parts are already: the quorum and the next record id, the requests after
 * their number, and of each replica what it believes and its log, with no record behind its end.
 */
export function packingOf({ replicas, logSize, maxRecords, maxLeaderEpoch }: Scope): Packing<ReplicationState> {
  const records = Math.min(logSize, maxRecords);
  const requestsAt = 2;
  const replicasAt = requestsAt + 1 + maxLeaderEpoch + 1;
  return {
    width: replicasAt + replicas * (1 + records),
    pack({ logs, replicas: beliefs, quorum, requests, nextRecordId }, words, at) {
      words[at] = quorum;
      words[at + 1] = nextRecordId;
      words[at + requestsAt] = requests.length;
      for (let epoch = 0; epoch < requests.length; epoch += 1) words[at + requestsAt + 1 + epoch] = requests[epoch];
      let to = at + replicasAt;
      for (let replica = 0; replica < replicas; replica += 1) {
        words[to] = beliefs[replica];
        const log = logs[replica];
        for (let offset = 0; offset < records; offset += 1) {
          words[to + 1 + offset] = offset < log.length ? log[offset] : NO_RECORD;
        }
        to += 1 + records;
      }
    },
    unpack(words, at) {
      const requests: number[] = [];
      for (let epoch = 0; epoch < words[at + requestsAt]; epoch += 1) requests.push(words[at + requestsAt + 1 + epoch]);
      const logs: PackedRecord[][] = [];
      const beliefs: number[] = [];
      let from = at + replicasAt;
      for (let replica = 0; replica < replicas; replica += 1) {
        beliefs.push(words[from]);
        const log: PackedRecord[] = [];
        for (let offset = 0; offset < records && words[from + 1 + offset] !== NO_RECORD; offset += 1) {
          log.push(words[from + 1 + offset]);
        }
        logs.push(log);
        from += 1 + records;
      }
      return { logs, replicas: beliefs, quorum: words[at], requests, nextRecordId: words[at + 1] };
    },
  };
}
