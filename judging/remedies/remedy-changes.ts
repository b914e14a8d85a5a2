import type { Setup } from '../../model/setup.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { inWordsOf } from '../../setups/clients/in-words-of.ts';
import { TRANSACTIONAL_ID } from '../../setups/defaults.ts';
import { INT_MAX } from '../../setups/kinds.ts';
import { isSince, parseRelease } from '../../setups/release.ts';
import type { Resolution } from '../../setups/resolve/resolve.ts';
import type { Change } from './change.ts';
import { clientChanges } from './remedy-clients.ts';
import { BY_HAND, drain, hasWorkers, loopChanges, twoLoopChanges } from './remedy-loops.ts';
import { flushChanges, replicaChanges } from './remedy-replicas.ts';
import { upgrades } from './remedy-upgrades.ts';

/**
 * What may close a hole, in the order of a Kafka engineer's checklist: first what costs nothing but a line of configuration,
 * and what is made for the hole before what merely avoids it. Some of it changes nothing in this setup, or Kafka refuses
 * it there: whoever tries it finds out.
 *
 * @param known the issues that the hole is known as, `Counterexample.known`.
 */
export function changesFor(resolution: Resolution, known: readonly string[]): readonly Change[] {
  const { setup } = resolution;
  const { released } = upgrades(resolution, known);
  const changes = [
    ...ofCheckpoints(setup),
    ...clientChanges(setup),
    ...PRODUCER,
    ...replicaChanges(setup),
    ...released,
    ...flushChanges(setup),
    ...ofConsumer(setup),
    {
      text: 'give subscribe() a rebalance listener, whatever it does (rebalance.listener: true)',
      edit: { application: { 'rebalance.listener': true } },
    },
    ...loopChanges(setup),
    ...APPLICATION,
    ...ofSends(setup),
    ...ofIds(setup),
    ...ofTransactions(setup),
    {
      text: 'max.in.flight.requests.per.connection=1',
      edit: { producer: { 'max.in.flight.requests.per.connection': 1 } },
    },
    ...ofListener(setup),
    ...REBALANCING,
    ...ofWriters(setup),
    ...twoLoopChanges(setup),
  ];
  return changes.map((change) => writtenFor(setup, change));
}

/**
 * What may close it where none of these does: a release to come, an effect that nobody minds twice, or, for what a second
 * send does, to give a record up whose send has failed.
 */
export function lastChangesFor(resolution: Resolution, known: readonly string[]): readonly Change[] {
  const { unreleased } = upgrades(resolution, known);
  const key: Change = {
    text: 'an idempotency key on the effect',
    edit: { application: { 'idempotency.key': true } },
  };
  const givingUp: Change = {
    text: 'do not send again after a failed send (on.send.failure: drop)',
    edit: { application: { 'on.send.failure': 'drop' } },
  };
  return [...unreleased, key, givingUp].map((change) => writtenFor(resolution.setup, change));
}

/** A change in the words of the setup's client library, with what Kafka asks for beside it. */
const writtenFor = (setup: Setup, { text, edit }: Change): Change => ({
  text: inWordsOf(setup.client.library, text),
  edit: fitted(edit, setup),
});

/** What an outage of a job costs that commits its transactions behind its checkpoints. */
const ofCheckpoints = ({ application, producer }: Setup): readonly Change[] =>
  application.offsets !== 'checkpoint' || producer['transaction.timeout.ms'] === INT_MAX
    ? []
    : [
        {
          text: 'a transaction.timeout.ms longer than any outage, and the brokers’ transaction.max.timeout.ms with it (here the longest)',
          edit: {
            producer: { 'transaction.timeout.ms': INT_MAX },
            broker: { 'transaction.max.timeout.ms': INT_MAX },
          },
        },
      ];

const PRODUCER: readonly Change[] = [
  { text: 'acks=all', edit: { producer: { acks: 'all' } } },
  {
    text: 'enable.idempotence=true (with acks=all)',
    edit: { producer: { acks: 'all', 'enable.idempotence': true } },
  },
];

function ofConsumer({ application, consumer }: Setup): Change[] {
  const earliest: Change = {
    text: 'auto.offset.reset=earliest',
    edit: { consumer: { 'auto.offset.reset': 'earliest' } },
  };
  // Whoever commits in transactions does not give them up for this.
  if (application.commit === 'transaction') {
    const alone: Change = {
      text: 'enable.auto.commit=false: the transaction has the offsets',
      edit: { consumer: { 'enable.auto.commit': false } },
    };
    return consumer['enable.auto.commit'] ? [alone, earliest] : [earliest];
  }
  return [earliest, BY_HAND];
}

const APPLICATION: readonly Change[] = [
  {
    text: 'isolation.level=read_committed for every reader',
    edit: {
      consumer: { 'isolation.level': 'read_committed' },
      downstream: { 'isolation.level': 'read_committed' },
    },
  },
  {
    text: 'seek back to the committed offset after an aborted transaction (rewind.on.abort: true)',
    edit: { application: { 'rewind.on.abort': true } },
  },
];

/** What becomes of a record that was not stored, or of which that is not known. */
const ofSends = ({ application }: Setup): readonly Change[] =>
  application['on.send.failure'] === 'log'
    ? [
        {
          text: 'send again what was not stored (on.send.failure: resend)',
          edit: { application: { 'on.send.failure': 'resend' } },
        },
      ]
    : [];

/** What acts on revocation is a listener, where there was none as well. */
function ofListener({ application }: Setup): Change[] {
  const listener = application['rebalance.listener'] ? {} : { 'rebalance.listener': true };
  return [
    {
      text: 'commit in the revoke callback what has been processed (on.revoke: commit)',
      edit: { application: { ...listener, 'on.revoke': 'commit' } },
    },
    ...(hasWorkers(application) ? [] : [drain(application)]),
  ];
}

/** How partitions change hands. */
const REBALANCING: readonly Change[] = [
  {
    text: 'an eager assignor (partition.assignment.strategy: RangeAssignor)',
    edit: { consumer: { 'group.protocol': 'classic', 'partition.assignment.strategy': 'eager' } },
  },
  {
    text: 'a cooperative assignor (partition.assignment.strategy: CooperativeStickyAssignor)',
    edit: { consumer: { 'group.protocol': 'classic', 'partition.assignment.strategy': 'cooperative' } },
  },
  {
    text: 'group.protocol=consumer (KIP-848)',
    edit: { consumer: { 'group.protocol': 'consumer', 'partition.assignment.strategy': 'cooperative' } },
  },
];

const WRITTEN = { acks: 'all', 'enable.idempotence': true, 'transactional.id': TRANSACTIONAL_ID } as const;
const READ = { 'isolation.level': 'read_committed' } as const;

/** Whose the transactional ids are: where there are any, and something is to be gained. */
function ofIds({ producer, application }: Setup): Change[] {
  if (producer['transactional.id'] === null) return [];
  const own: Change = {
    text: 'a transactional.id of its own for each process, the same at every start (transactional.ids: per-member)',
    edit: { application: { 'transactional.ids': 'per-member' } },
  };
  const ofPartition: Change = {
    text: 'a transactional.id for each input partition, taken before its offsets are read (transactional.ids: per-partition)',
    edit: { application: { 'transactional.ids': 'per-partition' } },
  };
  return [
    ...(application['transactional.ids'] === 'per-member' ? [] : [own]),
    ...(application.shape === 'transform' ? [ofPartition] : []),
  ];
}

function ofTransactions({ kafka, application }: Setup): Change[] {
  const changes: Change[] = [];
  if (application.shape === 'transform' && application.commit !== 'transaction') {
    changes.push({
      text: 'commit offsets inside the transaction (commit: transaction)',
      edit: {
        producer: WRITTEN,
        consumer: { ...READ, 'enable.auto.commit': false },
        downstream: READ,
        application: { commit: 'transaction' },
      },
    });
  }
  changes.push({ text: 'transaction.version=2 (KIP-890)', edit: { broker: { 'transaction.version': 2 } } });
  if (isSince(parseRelease(kafka) ?? [], '3.6')) {
    changes.push({
      text: 'transaction.partition.verification.enable=true (KIP-890)',
      edit: { broker: { 'transaction.partition.verification.enable': true } },
    });
  }
  return changes;
}

/** Transactions where nobody transforms: they connect what a producer wrote before it died with what it writes next. */
const ofWriters = ({ application }: Setup): Change[] =>
  application.shape === 'transform'
    ? []
    : [
        {
          text: 'write in transactions (transactional.id), and read with isolation.level=read_committed',
          edit: { producer: WRITTEN, consumer: READ, downstream: READ },
        },
      ];

/**
 * An edit with what Kafka asks for beside it (`ProducerConfig.postProcessAndValidateIdempotenceConfigs`): an idempotent
 * producer retries, and has no more in flight than the broker knows the batches of.
 */
function fitted(edit: SetupDraft, { producer, protocol }: Setup): SetupDraft {
  const keys: Readonly<Record<string, unknown>> | undefined = edit.producer;
  if (keys?.['enable.idempotence'] !== true) return edit;
  const inFlight = producer['max.in.flight.requests.per.connection'];
  return {
    ...edit,
    producer: {
      ...keys,
      ...(producer.retries === 0 ? { retries: INT_MAX } : {}),
      ...(inFlight > protocol.retainedBatches
        ? { 'max.in.flight.requests.per.connection': protocol.retainedBatches }
        : {}),
    },
  };
}
