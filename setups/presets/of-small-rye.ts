import type { SetupEntry } from '../input.ts';
import { type Channel, type Decisive, differing, OF_CONSUMERS, OF_PRODUCERS } from './channels.ts';
import { type FrameworkFile, isTrue, type PresetOfFile, wordOf } from './framework-file.ts';
import type { PresetName } from './presets.ts';
import { channelsIn, connectorOf, isSmallRyes } from './small-rye-channels.ts';

/** What becomes of a message that is not acknowledged; `fail`, the default, ends the channel. */
const FAILURE_STRATEGIES: Readonly<Record<string, 'close' | 'skip' | 'dead-letter'>> = {
  fail: 'close',
  ignore: 'skip',
  'dead-letter-queue': 'dead-letter',
  'delayed-retry-topic': 'dead-letter',
};

const COMMIT_STRATEGIES: Readonly<Record<string, PresetName>> = {
  throttled: 'smallrye-throttled',
  latest: 'smallrye-latest',
};

/** Connectors that have words of their own for what they commit, where SmallRye's has these. */
const OF_OTHERS: Readonly<Record<string, string>> = { 'helidon-kafka': 'Helidon', 'liberty-kafka': 'Open Liberty' };

/** What of a channel decides what becomes of its records, with what it is where nobody says it (`KafkaConnector`). */
const INCOMING: Decisive = { 'commit-strategy': 'throttled', 'failure-strategy': 'fail', ...OF_CONSUMERS };
const OUTGOING: Decisive = { ...OF_PRODUCERS, acks: '1' };

/** A channel of SmallRye's: `KafkaSource` has enable.auto.commit off by default, and where it is on leaves commits to that. */
export function ofSmallRye({ entries }: FrameworkFile): PresetOfFile | undefined {
  const incoming = channelsIn(entries, 'incoming');
  const foreign = incoming.find((channel) => OF_OTHERS[connectorOf(channel)] !== undefined);
  if (foreign !== undefined) return unsaid(foreign.at, ofAnotherConnector(connectorOf(foreign)));
  const channels = incoming.filter(isSmallRyes);
  const outgoing = channelsIn(ofSection(entries, 'producer'), 'outgoing').filter(isSmallRyes);
  const difference = differing(channels, INCOMING) ?? differing(outgoing, OUTGOING);
  if (difference !== undefined) return unsaid(difference.entry, difference);
  const [channel] = channels;
  if (channel !== undefined) return loopOf(channel, entries);
  const [consumed] = channelsIn(ofSection(entries, 'consumer'), 'incoming');
  return consumed === undefined ? undefined : unsaid(consumed.at, ofNoKafka(connectorOf(consumed)));
}

const ofSection = (entries: readonly SetupEntry[], of: string): readonly SetupEntry[] =>
  entries.filter(({ section }) => section === of);

function loopOf(channel: Channel, entries: readonly SetupEntry[]): PresetOfFile {
  const automatic = channel.word('enable.auto.commit');
  const isAutomatic = automatic !== undefined && isTrue(automatic);
  const strategy = isAutomatic ? automatic : channel.word('commit-strategy');
  const word = strategy === undefined ? 'throttled' : wordOf(strategy);
  const preset = isAutomatic ? 'smallrye-auto-commit' : COMMIT_STRATEGIES[word];
  const entry = strategy ?? channel.at;
  const outside = NO_GROUPS.find(([key]) => channel.word(key) !== undefined && wordOf(channel.word(key)) !== 'false');
  if (outside !== undefined) return unsaid(channel.word(outside[0]) ?? entry, outside[1]);
  if (preset === undefined) return unsaid(entry, unsaidOf(word));
  // A file that is given as that of both clients has its keys twice.
  const unwaited = entries.filter(isUnawaited);
  const notes = [
    ...new Set([...unwaited.map(unawaited), ...entries.flatMap(ofTransactions)]),
    ...(channel.word('group.id') === undefined ? [NAMELESS] : []),
  ];
  const lacks = unwaited.length === 0 ? {} : { lacks: [WAITS] };
  const failure = channel.word('failure-strategy');
  const failing = failure === undefined ? 'close' : FAILURE_STRATEGIES[wordOf(failure)];
  if (failing === undefined && failure !== undefined) return unsaid(failure, ofOwnHandler(wordOf(failure)));
  if (failure === undefined || failing === undefined || failing === 'close') return { preset, entry, notes, ...lacks };
  // KafkaDeadLetterQueue and KafkaDelayedRetryTopic acknowledge the message behind the answer to what they send.
  const waits = { key: 'on.send.failure', value: 'seek', entry: failure };
  const besides = failing === 'dead-letter' ? [waits] : [];
  return { preset, entry, failing: { value: failing, entry: failure }, besides, notes, ...lacks };
}

/** `KafkaConnector`: a UUID where nobody says; the guide of Quarkus: `quarkus.application.name`. */
const NAMELESS =
  'a channel that names no group has that of the application in Quarkus, which is taken to be what runs; elsewhere SmallRye makes a group up at each start, which begins where auto.offset.reset says, and never gets what was written before';

/** Attributes of a channel that is in no consumer group (`KafkaSource`, `KafkaShareGroupSource`). */
const NO_GROUPS: readonly (readonly [key: string, why: Unsaid])[] = [
  [
    'assign-seek',
    {
      reason: 'assign-seek has the channel begin where it says whenever it starts, in no group',
      wayOut:
        'write a setup beside the file, as in application: { preset: smallrye-throttled, subscription: assign }, which begins at what is committed',
    },
  ],
  [
    'share-group',
    { reason: 'share groups (KIP-932) are not in the machine', wayOut: 'leave share-group out for a consumer group' },
  ],
];

type Unsaid = NonNullable<PresetOfFile['unsaid']>;

const unsaid = (entry: SetupEntry, { reason, wayOut }: Unsaid): PresetOfFile => ({
  preset: 'smallrye-throttled',
  entry,
  unsaid: { reason, wayOut },
});

const ofAnotherConnector = (connector: string): Unsaid => ({
  reason: `the connector ${connector} is ${OF_OTHERS[connector]}’s, and what it commits is not read`,
  wayOut:
    'write a setup for its loop, as in consumer: { enable.auto.commit: false } and application: { commit: after-processing, processing: async }',
});

const ofNoKafka = (connector: string): Unsaid => ({
  reason: `none of the incoming channels is one of Kafka’s (${connector}), and so no consumer is there`,
  wayOut: 'hand it over with --producer.config alone',
});

/** `KafkaSource.createFailureHandler` takes any bean that has such an identifier. */
const ofOwnHandler = (strategy: string): Unsaid => ({
  reason: `failure-strategy=${strategy} is none of SmallRye’s own: what becomes of a record that fails is not known`,
  wayOut:
    'write a setup beside the file, as in application: { preset: smallrye-throttled, on.processing.failure: skip }',
});

const WAITS = 'waitForWriteCompletion';

/** `KafkaSink` acknowledges a message as it is written, or as it is handed over. */
const isUnawaited = (entry: SetupEntry): boolean =>
  /^mp\.messaging\.outgoing\..*\.wait-?[fF]or-?[wW]rite-?[cC]ompletion$/.test(entry.key) && wordOf(entry) === 'false';

const unawaited = ({ key }: SetupEntry): string =>
  `${key}=false: a message counts as done before the brokers have what it was written for, which may then be lost; that is not in the machine`;

/** What a file cannot say: whether the application ends its transactions by `withTransactionAndAck`. */
const ofTransactions = ({ key }: SetupEntry): readonly string[] =>
  /^mp\.messaging\.outgoing\..*\.transactional\.id$/.test(key)
    ? [
        `${key}: what is judged are records that are sent in transactions, and a channel that reads them; for KafkaTransactions.withTransactionAndAck() a setup beside the file says application: { shape: transform, commit: transaction }`,
      ]
    : [];

/** A strategy that stands for no loop of the machine. */
function unsaidOf(word: string): Unsaid {
  if (word === 'ignore') {
    return {
      reason:
        'commit-strategy=ignore commits nothing, and SmallRye has enable.auto.commit off: the channel begins where auto.offset.reset says whenever it starts',
      wayOut: 'set enable.auto.commit=true of the channel, or leave commit-strategy out',
    };
  }
  return {
    reason:
      word === 'checkpoint'
        ? 'commit-strategy=checkpoint keeps its offsets in a state store of the application’s'
        : `commit-strategy=${word} is none of SmallRye’s own: what it commits is not known`,
    wayOut:
      'write a setup beside the file, whose section application says what the loop does, such as application: { offsets: external }',
  };
}
