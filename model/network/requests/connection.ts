import type { ClusterState } from '../../state.ts';
import type { Batch, Request } from './request.ts';

/** A client as its connections see it: its requests in the order sent. */
interface Sender {
  readonly inFlight: readonly Request[];
}

/** A batch on its way. */
export const requestOf = (batch: Batch, broker: number): Request => ({
  batch,
  renumbered: null,
  broker,
  expired: false,
  stage: 'wire',
  offset: -1,
  error: 'none',
});

/** The batch of a request as its client has it. */
export const numbered = ({ batch, renumbered }: Request): Batch => renumbered ?? batch;

/** Whether the client waits for any answer. */
export const awaitsAnswer = ({ inFlight }: Sender): boolean => inFlight.some(({ expired }) => !expired);

/** The oldest request of a connection, or null. */
export function oldestRequest({ inFlight }: Sender, broker: number): Request | null {
  return inFlight.find((request) => request.broker === broker) ?? null;
}

/** Where what is on its way to the broker stands, in the order in which it will arrive. */
export const placesOnWire = ({ inFlight }: Sender, broker: number): readonly number[] =>
  inFlight.flatMap((request, place) => (request.broker === broker && request.stage === 'wire' ? [place] : []));

/** The first request of the connection that is still on the wire, unless the one before it waits in the broker. */
export function nextOnWire(state: ClusterState, producer: number, broker: number): number {
  const { inFlight } = state.producers[producer];
  for (let index = 0; index < inFlight.length; index += 1) {
    const request = inFlight[index];
    if (request.broker !== broker) continue;
    if (request.stage === 'wire') return index;
    if (request.stage === 'log') return -1;
  }
  return -1;
}
