import { API } from '../../wire/api-keys.ts';
import type { Frame, Matcher } from '../../wire/frame.ts';
import { producerId } from '../names.ts';
import { MARKER_REQUESTS } from '../transaction-markers.ts';

/** What a producer asks the transaction coordinator, and what it is answered: not what has outlived its connection. */
const framesOf =
  (api: number) =>
  (
    testbed: { readonly gate: { isStray(frame: Frame): boolean } },
    producer: number,
    direction: Frame['direction'],
  ): Matcher => ({
    direction,
    api,
    clientId: producerId(producer),
    where: (frame) => !testbed.gate.isStray(frame),
  });

export const endTransactionFrames = framesOf(API.EndTxn);
export const initialiseFrames = framesOf(API.InitProducerId);

/** What never goes on but in a move, where producers have transactional ids. */
export const HELD_OF_TRANSACTIONS: readonly Matcher[] = [
  { api: API.EndTxn, clientId: /^p\d+$/ },
  { api: API.InitProducerId, clientId: /^p\d+$/ },
  MARKER_REQUESTS,
];
