import type { Action } from '../../model/action.ts';
import { BROKER_MOVES } from './brokers/broker.ts';
import { CONSUMER_MOVES } from './consumers/consumer.ts';
import { FAULT_MOVES } from './faults.ts';
import { GROUP_MOVES } from './consumers/group.ts';
import type { Moves } from './move.ts';
import { PRODUCER_MOVES } from './producers/producer.ts';
import { TRANSACTION_MOVES } from './transactions/transaction.ts';

/** Of every type of action how it is played on a real cluster, or why it cannot be. */
export const MOVES: Moves<Action> = {
  ...BROKER_MOVES,
  ...PRODUCER_MOVES,
  ...TRANSACTION_MOVES,
  ...GROUP_MOVES,
  ...CONSUMER_MOVES,
  ...FAULT_MOVES,
};
