import type { ActionOf } from '../../../model/action.ts';
import type { ClusterState } from '../../../model/state.ts';
import type { Frame } from '../../../wire/frame.ts';
import { produceApi } from '../../../wire/messages/produce.ts';
import type { PlayedStep } from '../move.ts';

/** How long a leader waits for followers where the schedule says that it waits in vain. */
const TIME_OUT_MS = 300;

/** Whether the request that is handled in this step will wait for followers until request.timeout.ms passes. */
export function timesOut({
  action,
  after,
  ahead,
}: PlayedStep<ActionOf<'broker.produce' | 'request.refused'>>): boolean {
  const { producer, broker } = action;
  const waits = (state: ClusterState): boolean =>
    state.producers[producer].inFlight.some((request) => request.broker === broker && request.stage === 'log');
  if (!waits(after)) return false;
  return ahead.find((step) => !waits(step.after))?.action.type === 'broker.time-out';
}

/** Whether the request was given a short `timeout_ms`: it may pass before its step. */
export const isCutShort = ({ payload, header }: Frame): boolean =>
  produceApi.readRequest(payload, header).timeoutMs === TIME_OUT_MS;

/**
 * The request with a short `timeout_ms`, which is the producer's request.timeout.ms. By itself that is longer than any
 * schedule here.
 */
export function withTimeOut({ payload, header }: Frame): Buffer {
  const changed = Buffer.from(payload);
  changed.writeInt32BE(TIME_OUT_MS, produceApi.readRequest(payload, header).timeoutAt);
  return changed;
}
