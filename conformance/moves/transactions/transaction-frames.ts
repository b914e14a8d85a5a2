import { API } from '../../../wire/api-keys.ts';
import type { Frame, Matcher } from '../../../wire/frame.ts';
import { producerId } from '../../names.ts';
import { MARKER_REQUESTS } from './transaction-markers.ts';

/** What a producer asks the coordinators, and what it is answered: not what has outlived its connection. */
const framesOf =
  (api: number) =>
  (producer: number, direction: Frame['direction']): Matcher => ({
    direction,
    api,
    clientId: producerId(producer),
    stray: false,
  });

export const endTransactionFrames = framesOf(API.EndTxn);
export const initialiseFrames = framesOf(API.InitProducerId);
export const offsetsFrames = framesOf(API.TxnOffsetCommit);

/** What never goes on but in a move, where producers have transactional ids. */
export const HELD_OF_TRANSACTIONS: readonly Matcher[] = [
  { api: [API.EndTxn, API.InitProducerId], clientId: /^p\d+$/ },
  { api: API.TxnOffsetCommit, clientId: /^p\d+$/, direction: 'request' },
  MARKER_REQUESTS,
];
