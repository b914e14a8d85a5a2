import { FAULTS } from '../model/faults/fault-kinds.ts';
import { replicas } from './kafka-keys.ts';
import { key } from './key.ts';
import { bool, int, type Kind, oneOf, oneOfNumbers, oneOfOrCount } from './kinds.ts';
import { NAMED_SCOPES } from './named-scopes.ts';
import { perFault } from './per-fault.ts';
import { LIBRARY_NAMES } from './clients/libraries.ts';
import { PRESET_NAMES } from './presets/presets.ts';
import { DEFAULT_RELEASE, RELEASES } from './release.ts';

/** Which versions there are is checked by the release table, not here. */
const version: Kind<string> = {
  allowed: 'a version of Kafka, such as "4.1"',
  spellings: [],
  schema: {
    anyOf: [
      { type: 'string', pattern: `^(${RELEASES.join('|').replaceAll('.', '\\.')})(\\.\\d+){0,2}$` },
      { enum: RELEASES.map(Number) },
    ],
    examples: RELEASES,
  },
  parse: (value) => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined),
};

const { small } = NAMED_SCOPES;
const faultBudget = int(0, 9);

/**
 * The keys that bear on delivery and for which Kafka has none (DESIGN §7); the empty section is the top of a setup file.
 * Their defaults are documented in `docs/scopes.md`.
 */
export const OWN_KEYS = {
  '': {
    kafka: key(version, 'the version of Kafka whose defaults and protocol apply: the brokers’, and the clients’ too', [
      [DEFAULT_RELEASE],
    ]),
    clients: key(
      version,
      'the version of the clients where it is another one; default: that of kafka. Its defaults are those of producer and consumer, and a switch of the protocol goes by the side that has it. The switches of client are what another library does otherwise than Apache Kafka’s client of that version',
    ),
    client: key(
      oneOf(...LIBRARY_NAMES),
      'the library of the clients, instead of the section: its defaults and its switches; default: java',
    ),
    scope: key(oneOf('tiny', 'small', 'medium'), 'a named scope, instead of the section'),
  },
  cluster: {
    brokers: key(replicas, 'brokers of the cluster; the replication factor where that is larger', [[3]]),
  },
  application: {
    preset: key(
      oneOf(...PRESET_NAMES),
      'a loop that people have, with the keys that say what it does, which those of the setup come before; the verdict says what it stands for',
    ),
    shape: key(
      oneOf('consume', 'transform'),
      'consume: producers write, groups process; transform: a group reads a topic and writes another one',
      [['consume']],
    ),
    commit: key(
      oneOf('before-processing', 'after-processing', 'auto', 'transaction'),
      'when offsets are committed; default: auto where enable.auto.commit is true, otherwise after-processing',
    ),
    'commit.every': key(
      oneOfOrCount('batch', 'record'),
      'how much is processed between two commits: what poll() has returned, one record, or so many of them, counted over polls; workers commit whenever that much more is done',
      [['batch']],
    ),
    'commit.covers': key(
      oneOf('contiguous', 'highest'),
      'with several workers, what a commit names while an older record is in hand: contiguous: that one; highest: the one behind the last that is done',
      [['contiguous']],
    ),
    processing: key(
      oneOf('sync', 'async'),
      'async: poll hands records to workers and goes on polling; in a transform: the loop does not wait for its sends. Default: async where workers says that there are several, otherwise sync',
    ),
    workers: key(oneOfNumbers(1, 2, 3, 4), 'how many workers process what poll() has returned (processing: async)', [
      [1],
    ]),
    order: key(
      oneOf('none', 'key'),
      'with several workers: none: whoever is free takes the next record; key: records of one key stay in order, of which a partition has two here, in turn, and partition-order then speaks of each',
      [['none']],
    ),
    subscription: key(
      oneOf('subscribe', 'assign'),
      'subscribe: a group gives its members the partitions; assign: each process assigns itself all partitions and is in no group, whose name only keeps its offsets: nothing is revoked, nobody is fenced. Who shares them out by a plan of its own has one member here',
      [['subscribe']],
    ),
    offsets: key(
      oneOf('kafka', 'external', 'checkpoint'),
      'where offsets live: kafka: in Kafka, by commits; external: in a row beside the effect, written in one database transaction with it for each record, to which a new owner seeks; checkpoint: in a checkpoint, which also says what transaction is to be committed behind it (Flink’s two-phase commit sink)',
      [['kafka']],
    ),
    'offsets.guard': key(
      oneOf('none', 'offset'),
      'with offsets: external, whether a row is written by whoever comes: none: as it comes; offset: only where the row is not past the record (WHERE next <= :offset), otherwise effect and row are rolled back',
      [['none']],
    ),
    group: key(
      oneOf('new', 'established'),
      'new: a group has committed nothing, and auto.offset.reset says where it starts; established: it has run before, and has committed the offset at which the story begins',
      [['new']],
    ),
    'on.processing.failure': key(
      oneOf('close', 'close-dirty', 'skip', 'retry', 'seek', 'dead-letter'),
      'what the loop does when the handler fails (fault processing.failed); close: the exception leaves the loop, and the consumer is closed in an orderly way; close-dirty: as close, but the application commits nothing more, neither at the end nor in its listener; skip: it goes on as if the record had been processed; retry: it calls the handler again, where it is, for as long as it takes, which may be longer than max.poll.interval.ms; seek: it commits what it has processed, and seeks back to the record, or aborts its transaction; dead-letter: it sends the record to a topic for those and goes on, waiting for the answer where on.send.failure is log, seek or resend, and in a transform that waits for its sends',
      [['close']],
    ),
    'on.close': key(
      oneOf('nothing', 'commit'),
      'what the application commits before it closes its consumer; commit: what has been processed. The consumer itself commits what poll() has returned where enable.auto.commit is true',
      [['nothing']],
    ),
    'on.send.failure': key(
      oneOf('drop', 'log', 'seek', 'resend'),
      'what becomes of a record whose send failed, or of a dead letter: drop: in shape consume nobody looks at the answer to that, and a transform that waits for its sends starts its batch again; log: the loop waits for the answer, and goes on whatever it is; seek: it waits, and seeks back to the record of a letter that was refused; resend: it waits, and sends again, as producers upstream do',
      [['drop']],
    ),
    'idempotency.key': key(bool, 'whether an effect that is done twice counts as done once', [[false]]),
    effect: key(
      oneOf('kafka', 'external'),
      'where processing takes effect; default: kafka in a transform, otherwise external',
    ),
    'on.revoke': key(
      oneOf('nothing', 'commit', 'drain', 'drop'),
      'what the rebalance listener does when partitions are taken away: commit what has been processed; drain: wait until everything in hand has been processed, and commit it; drop: forget what is in hand',
      [['nothing']],
    ),
    'commit.on.revoke': key(bool, 'another spelling: true is on.revoke: commit'),
    'rebalance.listener': key(
      bool,
      'whether subscribe() is given a ConsumerRebalanceListener, whatever it does: without one a consumer of KIP-848 gives partitions up, and rejoins its group, in the background',
      [[true]],
    ),
    'rewind.on.abort': key(bool, 'seek back to the committed offset after an aborted transaction (KAFKA-17582)', [
      [true],
    ]),
    'transaction.spans': key(
      oneOf('batch', 'polls'),
      'with commit: transaction, how much one transaction has: what poll() has returned, or whatever several polls have, until the loop commits it at some time (an interval); on.revoke then says what becomes of an open one: nothing: it goes on; commit or drain: it is committed first; drop: it is aborted',
      [['batch']],
    ),
    'transactional.ids': key(
      oneOf('per-member', 'per-partition', 'per-start', 'shared'),
      'whose transactional.id it is: a process’s own for good, an input partition’s, made up at every start, or one for all',
      [['per-member']],
    ),
  },
  faults: perFault((kind) => key(faultBudget, `how often over a run: ${FAULTS[kind].meaning}`)),
  scope: {
    records: key(int(1, 8), 'what each producer means to send; in a transform, the records of the input topic', [
      [small.records],
    ]),
    producers: key(int(1, 3), 'producers upstream; in a transform each member has one of its own instead', [
      [small.producers],
    ]),
    groups: key(int(1, 3), 'groups that subscribe to the topic', [[small.groups]]),
    members: key(int(1, 4), 'members of each group', [[small.members]]),
    attempts: key(
      int(1, 5),
      'how often the application sends one record, an uncounted retry may append it, and a process starts that live ones fence (transactional.ids: shared)',
      [[2]],
    ),
    lags: key(
      int(0, 9),
      'how often, over the whole run, a follower may be too slow: a live one falls out of an ISR (replica.lag.time.max.ms), or a produce request that waits for followers is answered REQUEST_TIMED_OUT (request.timeout.ms); default: replication factor − 1',
    ),
  },
};
