import type { PendingOffsets } from '../../model/broker/group-coordinator.ts';
import type { LogRecord } from '../../model/broker/log/log.ts';
import type { Batch, OrphanedRequest, Request } from '../../model/network/requests/request.ts';

/** New names for what carries the name of a process: itself, its transactions, and the epochs of its producer. */
export interface Renaming {
  /** Of a process, by its slot; -1 stays nobody. */
  readonly process: (slot: number) => number;
  readonly transaction: (transaction: number) => number;
  /** Of an epoch of the producer of a process, by the slot that it had. */
  readonly epoch: (slot: number, epoch: number) => number;
}

export const renamedRecord = (names: Renaming, record: LogRecord): LogRecord => ({
  ...record,
  producerId: names.process(record.producerId),
  producerEpoch: names.epoch(record.producerId, record.producerEpoch),
  transaction: names.transaction(record.transaction),
});

export const renamedBatch = (names: Renaming, batch: Batch): Batch => ({
  ...batch,
  producerId: names.process(batch.producerId),
  epoch: names.epoch(batch.producerId, batch.epoch),
  transaction: names.transaction(batch.transaction),
});

export const renamedRequest = (names: Renaming, request: Request): Request => ({
  ...request,
  batch: renamedBatch(names, request.batch),
});

export function renamedOrphan(names: Renaming, orphan: OrphanedRequest): OrphanedRequest {
  switch (orphan.kind) {
    case 'produce':
      return { ...orphan, producer: names.process(orphan.producer), batch: renamedBatch(names, orphan.batch) };
    case 'end-transaction':
    case 'marker':
    case 'transaction-offsets':
      return {
        ...orphan,
        producer: names.process(orphan.producer),
        epoch: names.epoch(orphan.producer, orphan.epoch),
        transaction: names.transaction(orphan.transaction),
      };
    case 'offset-commit':
      return { ...orphan, member: names.process(orphan.member) };
  }
}

export const renamedPending = (names: Renaming, pending: PendingOffsets): PendingOffsets => ({
  ...pending,
  producer: names.process(pending.producer),
  epoch: names.epoch(pending.producer, pending.epoch),
  transaction: names.transaction(pending.transaction),
});
