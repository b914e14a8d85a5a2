import type { FaultKind } from '../model/setup.ts';

/** One thing for each kind of fault, in the order in which a setup lists them. */
export const perFault = <T>(make: (kind: FaultKind) => T): Readonly<Record<FaultKind, T>> => ({
  'broker.crash': make('broker.crash'),
  'broker.power-loss': make('broker.power-loss'),
  'broker.disk-loss': make('broker.disk-loss'),
  'producer.crash': make('producer.crash'),
  'consumer.crash': make('consumer.crash'),
  'consumer.stall': make('consumer.stall'),
  rebalance: make('rebalance'),
  'request.lost': make('request.lost'),
  'response.lost': make('response.lost'),
  'connection.lost': make('connection.lost'),
  'leader.moved': make('leader.moved'),
  'request.refused': make('request.refused'),
  'records.deleted': make('records.deleted'),
  'offsets.expired': make('offsets.expired'),
});
