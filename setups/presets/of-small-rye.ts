import type { SetupEntry } from '../input.ts';
import { type FrameworkFile, isTrue, type PresetOfFile, wordOf } from './framework-file.ts';
import type { PresetName } from './presets.ts';

/** What becomes of a message that is not acknowledged; `fail`, which is left out, ends the channel. */
const FAILURE_STRATEGIES: Readonly<Record<string, 'skip' | 'dead-letter'>> = {
  ignore: 'skip',
  'dead-letter-queue': 'dead-letter',
  'delayed-retry-topic': 'dead-letter',
};

const COMMIT_STRATEGIES: Readonly<Record<string, PresetName>> = {
  throttled: 'smallrye-throttled',
  latest: 'smallrye-latest',
};

/** A channel of SmallRye's: `KafkaSource` has enable.auto.commit off by default, and where it is on leaves commits to that. */
export function ofSmallRye({ entries }: FrameworkFile): PresetOfFile | undefined {
  const channel = entries.filter(({ key }) => key.startsWith('mp.messaging.incoming.'));
  const [entry] = channel;
  if (entry === undefined) return undefined;
  const ending = (end: string): SetupEntry | undefined => channel.find(({ key }) => key.endsWith(end));
  const automatic = ending('.enable.auto.commit');
  const isAutomatic = automatic !== undefined && isTrue(automatic);
  const strategy = isAutomatic ? automatic : ending('.commit-strategy');
  const word = strategy === undefined ? 'throttled' : wordOf(strategy);
  const preset = isAutomatic ? 'smallrye-auto-commit' : COMMIT_STRATEGIES[word];
  if (preset === undefined) {
    return { preset: 'smallrye-throttled', entry: strategy ?? entry, unsaid: unsaidOf(word) };
  }
  // A file that is given as that of both clients has its keys twice.
  const notes = [...new Set([...entries.filter(isUnawaited).map(unawaited), ...entries.flatMap(ofTransactions)])];
  const failure = ending('.failure-strategy');
  const value = FAILURE_STRATEGIES[wordOf(failure)];
  if (failure === undefined || value === undefined) return { preset, entry: strategy ?? entry, notes };
  // KafkaDeadLetterQueue and KafkaDelayedRetryTopic acknowledge the message behind the answer to what they send.
  const waits = { key: 'on.send.failure', value: 'seek', entry: failure };
  const besides = value === 'dead-letter' ? [waits] : [];
  return { preset, entry: strategy ?? entry, failing: { value, entry: failure }, besides, notes };
}

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
function unsaidOf(word: string): { readonly reason: string; readonly wayOut: string } {
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
