import type { Action } from '../../model/action.ts';
import { STRUCK, type Struck } from '../../model/faults/fault-kinds.ts';

/** Whose each type of action is, in the shape `consume` without transactions. */
export const actionOwners: Readonly<Record<Action['type'], Struck>> = {
  ...STRUCK,
  'broker.produce': 'cluster',
  'replica.fetch': 'cluster',
  'replica.lag': 'cluster',
  'controller.alter-partition': 'cluster',
  'controller.fence-broker': 'cluster',
  'controller.elect-unclean': 'cluster',
  'broker.update-metadata': 'cluster',
  'broker.restart': 'cluster',
  'network.arrive': 'cluster',
  'network.overtake': 'cluster',
  'producer.receive': 'cluster',
  'producer.send': 'cluster',
  'producer.retry': 'cluster',
  'producer.give-up': 'cluster',
  'producer.restart': 'cluster',
  'producer.forget-partition': 'cluster',
  'producer.initialise': 'cluster',
  'producer.end-transaction': 'cluster',
  'producer.resume': 'cluster',
  'transaction.time-out': 'cluster',
  'transaction.write-marker': 'cluster',
  'transaction.write-offsets-marker': 'cluster',
  'transaction.complete': 'cluster',
  'downstream.poll': 'cluster',
  'group.apply-offsets': 'consumers',
  'group.evict': 'consumers',
  'group.complete': 'consumers',
  'consumer.join': 'consumers',
  'consumer.sync': 'consumers',
  'consumer.poll': 'consumers',
  'consumer.poll-across-high-watermark': 'consumers',
  'consumer.auto-commit': 'consumers',
  'consumer.expire-cache': 'consumers',
  'consumer.process': 'consumers',
  'consumer.commit': 'consumers',
  'consumer.send-offsets': 'consumers',
  'worker.process': 'consumers',
  'consumer.restart': 'consumers',
  'consumer.resume': 'consumers',
};

/** Whether an action is one of members or their group, and not of the cluster. */
export const isOfConsumers = ({ type }: Action): boolean => actionOwners[type] === 'consumers';
