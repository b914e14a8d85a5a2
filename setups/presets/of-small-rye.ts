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

/** A channel of SmallRye's, unless it commits automatically: `KafkaSource` has enable.auto.commit off by default. */
export function ofSmallRye({ entries }: FrameworkFile): PresetOfFile | undefined {
  const channel = entries.filter(({ key }) => key.startsWith('mp.messaging.incoming.'));
  const [entry] = channel;
  if (entry === undefined) return undefined;
  const ending = (end: string): SetupEntry | undefined => channel.find(({ key }) => key.endsWith(end));
  if (isTrue(ending('.enable.auto.commit'))) return undefined;
  const strategy = ending('.commit-strategy');
  const word = strategy === undefined ? 'throttled' : wordOf(strategy);
  const preset = COMMIT_STRATEGIES[word];
  if (preset === undefined) {
    return { preset: 'smallrye-throttled', entry: strategy ?? entry, unsaid: unsaidOf(word) };
  }
  const failure = ending('.failure-strategy');
  const value = FAILURE_STRATEGIES[wordOf(failure)];
  if (failure === undefined || value === undefined) return { preset, entry: strategy ?? entry };
  // KafkaDeadLetterQueue and KafkaDelayedRetryTopic acknowledge the message behind the answer to what they send.
  const waits = { key: 'on.send.failure', value: 'resend', entry: failure };
  const besides = value === 'dead-letter' ? [waits] : [];
  return { preset, entry: strategy ?? entry, failing: { value, entry: failure }, besides };
}

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
