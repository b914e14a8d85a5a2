import type { Action } from '../../model/action.ts';
import { BROKER_MOVES } from './broker.ts';
import { CONSUMER_MOVES } from './consumer.ts';
import { FAULT_MOVES } from './faults.ts';
import { GROUP_MOVES } from './group.ts';
import type { Moves } from './move.ts';
import { PRODUCER_MOVES } from './producer.ts';
import { TRANSACTION_MOVES } from './transaction.ts';

/** Of every type of action how it is played on a real cluster, or why it cannot be. */
export const MOVES: Moves<Action> = {
  ...BROKER_MOVES,
  ...PRODUCER_MOVES,
  ...TRANSACTION_MOVES,
  ...GROUP_MOVES,
  ...CONSUMER_MOVES,
  ...FAULT_MOVES,
};
