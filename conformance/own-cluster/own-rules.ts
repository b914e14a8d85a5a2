import type { Action, BrokerAction, FaultAction, TransactionAction } from '../../model/action.ts';
import { BROKER_MOVES } from '../moves/brokers/broker.ts';
import { bySchedule } from '../moves/by-schedule.ts';
import { FAULT_MOVES } from '../moves/faults.ts';
import type { Moves } from '../moves/move.ts';
import { MOVES } from '../moves/moves.ts';
import { TRANSACTION_MOVES } from '../moves/transactions/transaction.ts';
import { type RulesOfPlay, takenByItself } from '../schedules/rules-of-play.ts';

const NOT_STOPPED = { because: 'the brokers are somebody else’s, and are neither stopped nor started' };
const NOT_AT_GATE = {
  because:
    'what brokers say to each other and to their controller does not come past the gate of a cluster of one’s own',
};

const OWN_BROKER_MOVES: Moves<BrokerAction> = {
  ...BROKER_MOVES,
  'broker.restart': NOT_STOPPED,
  'shutdown.complete': NOT_STOPPED,
  'broker.update-metadata': NOT_AT_GATE,
  'broker.time-out': NOT_AT_GATE,
  'replica.fetch': NOT_AT_GATE,
  'replica.lag': NOT_AT_GATE,
  'controller.alter-partition': NOT_AT_GATE,
  'controller.fence-broker': NOT_AT_GATE,
  'controller.unfence-broker': NOT_AT_GATE,
  'controller.elect-unclean': NOT_AT_GATE,
};

const OWN_FAULT_MOVES: Moves<FaultAction> = {
  ...FAULT_MOVES,
  'broker.crash': NOT_STOPPED,
  'broker.power-loss': NOT_STOPPED,
  'broker.disk-loss': NOT_STOPPED,
  'broker.shutdown': NOT_STOPPED,
  'broker.stall': NOT_AT_GATE,
  'leader.moved': NOT_AT_GATE,
  'marker.delayed': NOT_AT_GATE,
  'topic.created': NOT_AT_GATE,
};

/** The coordinator writes markers as soon as a transaction is to end, and ends it when they are there. */
const OWN_TRANSACTION_MOVES: Moves<TransactionAction> = {
  ...TRANSACTION_MOVES,
  'transaction.write-marker': bySchedule,
  'transaction.write-offsets-marker': bySchedule,
  'transaction.complete': bySchedule,
};

const BY_ITSELF = [
  'transaction.write-marker',
  'transaction.write-offsets-marker',
  'transaction.complete',
  'group.apply-offsets',
] as const satisfies readonly Action['type'][];

/**
 * How schedules are played on a cluster of one's own. Clients go through the gate, and brokers do not: what they do among
 * themselves they do at once.
 */
export const OWN_RULES: RulesOfPlay = {
  moves: { ...MOVES, ...OWN_BROKER_MOVES, ...OWN_FAULT_MOVES, ...OWN_TRANSACTION_MOVES },
  ...takenByItself(BY_ITSELF),
};
