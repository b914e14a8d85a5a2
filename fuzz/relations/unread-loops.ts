import { allows, BROKER_FAULTS, CONSUMER_FAULTS, otherwise, type Relation } from './relation.ts';

/** Keys of the application that no loop of such a setup comes to. */
export const UNREAD_LOOPS: readonly Relation[] = [
  {
    id: 'what the commits of one worker cover',
    because: 'one worker is done in the order in which it takes records',
    demand: { kind: 'same' },
    twins: (setup) =>
      setup.application.workers === 1
        ? otherwise(setup, 'application', 'commit.covers', ['contiguous', 'highest'])
        : [],
  },
  {
    id: 'on.processing.failure of a handler that does not fail',
    because: 'nobody asks',
    demand: { kind: 'same' },
    twins: (setup) =>
      allows(setup, 'processing.failed')
        ? []
        : otherwise(setup, 'application', 'on.processing.failure', [
            'close',
            'close-dirty',
            'skip',
            'retry',
            'seek',
            'dead-letter',
          ]),
  },
  {
    id: 'on.close where nobody closes',
    because: 'nobody asks',
    demand: { kind: 'same' },
    twins: (setup) =>
      allows(setup, 'processing.failed', 'consumer.close')
        ? []
        : otherwise(setup, 'application', 'on.close', ['nothing', 'commit']),
  },
  {
    id: 'on.revoke where nothing is revoked',
    because: 'a group of one member that stays has no rebalance',
    demand: { kind: 'same' },
    twins: (setup) =>
      setup.scope.members > 1 || allows(setup, ...CONSUMER_FAULTS) || !setup.application['rebalance.listener']
        ? []
        : otherwise(setup, 'application', 'on.revoke', ['nothing', 'commit', 'drain', 'drop']),
  },
  {
    id: 'on.revoke and on.close: commit where every effect has its row',
    because: 'commitSync() goes to Kafka, where nobody asks',
    demand: { kind: 'same' },
    twins: (setup) => {
      if (setup.application.offsets !== 'external') return [];
      return [
        ...otherwise(setup, 'application', 'on.close', ['nothing', 'commit']),
        ...(setup.application['on.revoke'] === 'nothing' ? [{ application: { 'on.revoke': 'commit' } }] : []),
        ...(setup.application['on.revoke'] === 'commit' ? [{ application: { 'on.revoke': 'nothing' } }] : []),
      ];
    },
  },
  {
    id: 'the guard of no row',
    because: 'there is no row',
    demand: { kind: 'same' },
    twins: (setup) =>
      setup.application.offsets === 'external'
        ? []
        : otherwise(setup, 'application', 'offsets.guard', ['none', 'offset']),
  },
  {
    id: 'the rebalance listener of a classic consumer, which does nothing',
    because: 'a classic member rejoins in poll() alone (ConsumerCoordinator.poll)',
    demand: { kind: 'same' },
    twins: ({ application, consumer }) =>
      consumer['group.protocol'] === 'classic' && application['on.revoke'] === 'nothing'
        ? [{ application: { 'rebalance.listener': !application['rebalance.listener'] } }]
        : [],
  },
  {
    id: 'the assignor of consumers that assign themselves',
    because: 'assign() asks no assignor',
    demand: { kind: 'same' },
    twins: (setup) =>
      setup.application.subscription === 'assign' && setup.consumer['group.protocol'] === 'classic'
        ? otherwise(setup, 'consumer', 'partition.assignment.strategy', ['eager', 'cooperative'])
        : [],
  },
  {
    id: 'auto.offset.reset of a group that has an offset',
    because: 'it is asked where there is no offset, or the log has it no more',
    demand: { kind: 'same' },
    twins: (setup) =>
      setup.application.group === 'new' ||
      allows(setup, 'offsets.expired', 'records.deleted', ...BROKER_FAULTS) ||
      setup.scope.lags > 0
        ? []
        : otherwise(setup, 'consumer', 'auto.offset.reset', ['earliest', 'latest', 'none']),
  },
  {
    id: 'rewind.on.abort without transactions',
    because: 'nothing is aborted',
    demand: { kind: 'same' },
    twins: ({ application }) =>
      application.commit === 'transaction'
        ? []
        : [{ application: { 'rewind.on.abort': !application['rewind.on.abort'] } }],
  },
];
