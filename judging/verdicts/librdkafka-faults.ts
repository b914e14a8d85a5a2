import type { Setup } from '../../model/setup.ts';
import { any, isOf, type KnownFault } from './known-fault.ts';

/** Faults of versions of librdkafka, from its change log, that are no switch of the machine. */
export const LIBRDKAFKA_FAULTS: readonly KnownFault[] = [
  {
    name: 'refused EndTxn of librdkafka',
    what: 'a commit or an abort of a transaction that the coordinator refuses is reported as done (librdkafka, versions 1.4.0 to 1.5.3)',
    // src/rdkafka_txnmgr.c, rd_kafka_txn_handle_EndTxn at 1.5.3: the error that was read is overwritten by that of parsing,
    // which is none. So COORDINATOR_LOAD_IN_PROGRESS of a lone broker that starts again counts as success as well.
    meets: (setup) =>
      isOf(setup, 'librdkafka', '1.4.0', '1.6.0') &&
      setup.producer['transactional.id'] !== null &&
      (leadersChange(setup) || isFenced(setup)),
  },
  {
    name: 'librdkafka #4261',
    what: 'records that are fetched while a position is compared with a new leader’s log are handed over twice (librdkafka #4261; version 2.1.0)',
    // src/rdkafka_offset.c, rd_kafka_toppar_handle_OffsetForLeaderEpoch at 2.1.0: fetching starts over at the last position of the application.
    meets: (setup) =>
      isOf(setup, 'librdkafka', '2.1.0', '2.1.1') && setup.protocol.consumerValidatesEpoch && leadersChange(setup),
  },
  {
    name: 'librdkafka #4636',
    what: 'a cooperative consumer whose subscription changes may go on from an earlier position, and hands records over again (librdkafka #4636; versions before 2.4.0)',
    // src/rdkafka_partition.c, rd_kafka_toppar_op_pause_resume at 2.3.0: resuming what is not paused begins at a position that is out of date.
    meets: (setup) =>
      isOf(setup, 'librdkafka', '1.6.0', '2.4.0') &&
      setup.consumer['partition.assignment.strategy'] === 'cooperative' &&
      setup.consumer['group.protocol'] === 'classic' &&
      setup.application.subscription === 'subscribe' &&
      any(setup, 'rebalance'),
  },
];

/** Whether a partition may get another leader, or the same one in another epoch: of a topic, or of `__transaction_state`. */
const leadersChange = (setup: Setup): boolean =>
  any(
    setup,
    'leader.moved',
    'broker.crash',
    'broker.shutdown',
    'broker.stall',
    'broker.power-loss',
    'broker.disk-loss',
  );

/** Whether a producer may come back to a transaction that was ended for it: it timed out, or somebody else has its id. */
const isFenced = (setup: Setup): boolean =>
  any(setup, 'producer.stall') ||
  (setup.application.shape === 'transform' && any(setup, 'consumer.stall')) ||
  setup.application['transactional.ids'] === 'per-partition' ||
  setup.application['transactional.ids'] === 'shared';
