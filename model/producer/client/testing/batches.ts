import type { Batch, Request } from '../../../network/requests/request.ts';

/** Batches and requests that are written by hand. */

/** The first batch of producer 0 for the first partition with this sequence, but for what `fields` says. */
export const batch = (sequence: number, fields: Partial<Batch> = {}): Batch => ({
  value: sequence,
  partition: 0,
  producerId: 0,
  epoch: 0,
  sequence,
  transaction: -1,
  incarnation: 0,
  failures: 0,
  ...fields,
});

/** A request to a broker, on its way there, waiting in its log, or answered. */
export const request = (stage: Request['stage'], of: Batch, broker = 0): Request => ({
  batch: of,
  renumbered: null,
  broker,
  expired: false,
  stage,
  offset: -1,
  error: 'none',
});
