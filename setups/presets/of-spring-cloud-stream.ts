import { dottedName } from '../environment-names.ts';
import type { SetupEntry } from '../input.ts';
import { type Binding, bindingsOf, outputOf } from './bindings.ts';
import { isTrue, type PresetOfFile, wordOf } from './framework-file.ts';

/** What a file says that nobody can read a loop from, and why. */
const UNREAD: readonly (readonly [key: RegExp, reason: string, wayOut?: string])[] = [
  [
    /^spring\.cloud\.stream\.kafka\.streams\./,
    'the binder of Spring Cloud Stream for Kafka Streams is not read',
    'write a setup beside the file, as in application: { preset: streams-at-least-once } or { preset: streams-exactly-once-v2 }',
  ],
  [
    /^spring\.cloud\.stream\.binders\./,
    'it names binders of Spring Cloud Stream, and whose binding is which is not read',
  ],
];

/** The words of a binding that decide what becomes of records. */
const DECISIVE = [
  'group',
  'consumer.ack-mode',
  'consumer.start-offset',
  'consumer.reset-offsets',
  'consumer.enable-dlq',
  'consumer.max-attempts',
  'consumer.batch-mode',
  'consumer.auto-rebalance-enabled',
] as const;

/**
 * Spring Cloud Stream: what becomes of a record is said by its bindings (`KafkaMessageChannelBinder`, `BindingUtils`). One
 * input is judged, or several that say the same; undefined where the file has nothing of it.
 *
 * @param mode what `spring.kafka.listener.ack-mode` is, which counts for bindings as well (`propagateContainerProperties`).
 */
export function ofSpringCloudStream(
  all: readonly SetupEntry[],
  mode: SetupEntry | undefined,
): PresetOfFile | undefined {
  const entries = all.filter(({ key, section }) => section === 'consumer' && dottedName(key).startsWith(BEFORE));
  const [first] = entries;
  if (first === undefined) return undefined;
  for (const [pattern, reason, wayOut] of UNREAD) {
    const entry = entries.find(({ key }) => pattern.test(dottedName(key)));
    if (entry !== undefined) return unsaid(entry, reason, wayOut);
  }
  const bindings = bindingsOf(entries);
  const inputs = bindings.filter(({ isInput }) => isInput);
  const [input] = inputs;
  if (input === undefined) return unsaid(first, NO_INPUT);
  const why = unsaidOf(input) ?? differing(inputs);
  if (why !== undefined) return why;
  const outputs = inputs.flatMap(({ name }) =>
    bindings.filter((each) => !each.isInput && each.name === outputOf(name)),
  );
  if (outputs.length > 0 && outputs.length < inputs.length) return unsaid(input.at, SOME_WRITE);
  const prefix = entries.find(({ key }) => dottedName(key) === TRANSACTIONS);
  const loop = prefix === undefined ? loopOf(input, outputs.at(0), mode) : transactional(input, prefix);
  return { ...loop, besides: [...startOf(input), ...(loop.besides ?? [])] };
}

const BEFORE = 'spring.cloud.stream.';
const TRANSACTIONS = `${BEFORE}kafka.binder.transaction.transaction-id-prefix`;

const NO_INPUT =
  'none of the bindings of Spring Cloud Stream is known as an input: one is called as process-in-0, or has a group';
const SOME_WRITE =
  'of its functions some have an output and others have none, which are different loops, and which is meant is not known';

/** Several inputs are judged as one where they are alike. */
function differing([input, ...others]: readonly Binding[]): PresetOfFile | undefined {
  for (const other of others) {
    const key = DECISIVE.find((each) => said(input, each) !== said(other, each));
    if (key === undefined) continue;
    const reason = `the inputs ${input.name} and ${other.name} differ in ${key}, and which is meant is not known`;
    return unsaid(other.at, reason);
  }
  return undefined;
}

/** What a binding says of a key; of its group that it has one. */
const said = (binding: Binding, key: string): string =>
  key === 'group' ? String(binding.word(key) !== undefined) : wordOf(binding.word(key));

/** `DlqSender.sendToDlq` waits for the answer to a dead letter, and where it fails logs that and goes on. */
function loopOf(input: Binding, output: Binding | undefined, usual: SetupEntry | undefined): PresetOfFile {
  const failing = failingIn(input);
  const sync = output?.word('producer.sync');
  const mode = input.word('consumer.ack-mode') ?? usual;
  const besides: PresetOfFile['besides'] = [
    ...(sync !== undefined && isTrue(sync) ? [{ key: 'processing', value: 'sync', entry: sync }] : []),
    ...(failing?.value === 'dead-letter' && !isTrue(sync)
      ? [{ key: 'on.send.failure', value: 'log', entry: failing.entry }]
      : []),
    ...(mode !== undefined && EACH_RECORD.has(wordOf(mode).replaceAll('-', '_'))
      ? [{ key: 'commit.every', value: 'record', entry: mode }]
      : []),
  ];
  return {
    preset: output === undefined ? 'spring-cloud-stream' : 'spring-cloud-stream-function',
    entry: input.word('group') ?? input.at,
    ...(failing === undefined ? {} : { failing }),
    besides,
  };
}

const EACH_RECORD: ReadonlySet<string> = new Set(['record', 'manual_immediate']);

/** With a transaction manager the container goes back after each failure, and the record is recovered after max-attempts. */
function transactional(input: Binding, prefix: SetupEntry): PresetOfFile {
  const failing = failingIn(input);
  const letters = failing?.value === 'dead-letter' ? { failing } : {};
  return { preset: 'spring-transactional', entry: prefix, ...letters };
}

/** A group that has a name begins at the start, unless its binding says otherwise (`createConsumerConfigs`). */
function startOf(input: Binding): NonNullable<PresetOfFile['besides']> {
  const start = input.word('consumer.start-offset');
  return start === undefined
    ? []
    : [{ section: 'consumer', key: 'auto.offset.reset', value: wordOf(start), entry: start }];
}

/** Without tries of the binder's own the container's DefaultErrorHandler seeks back, as it does for batches. */
function failingIn(input: Binding): PresetOfFile['failing'] {
  const letters = input.word('consumer.enable-dlq');
  if (letters !== undefined && isTrue(letters)) return { value: 'dead-letter', entry: letters };
  const own = [input.word('consumer.max-attempts'), input.word('consumer.batch-mode')];
  const seeking = own.find((entry) => entry !== undefined && ['1', 'true'].includes(wordOf(entry)));
  return seeking === undefined ? undefined : { value: 'seek', entry: seeking };
}

function unsaidOf(input: Binding): PresetOfFile | undefined {
  if (input.word('group') === undefined) {
    const reason = `${input.name} has no group: Spring Cloud Stream makes an anonymous one at each start, which reads from the end and never gets what was written before`;
    return unsaid(input.at, reason, `give it one, as in ${BEFORE}bindings.${input.name}.group`);
  }
  const reset = input.word('consumer.reset-offsets');
  if (reset !== undefined && isTrue(reset)) {
    return unsaid(
      reset,
      `${input.name} begins where start-offset says whenever it starts, which is no loop of the machine`,
    );
  }
  const managed = input.word('consumer.auto-rebalance-enabled');
  if (managed === undefined || isTrue(managed)) return undefined;
  const wayOut = 'say application: { preset: spring-cloud-stream, subscription: assign } in a setup beside the file';
  return unsaid(managed, `${input.name} takes its partitions by instance-index, which is a plan of its own`, wayOut);
}

const WAY_OUT =
  'write a setup beside the file, as in application: { preset: spring-cloud-stream, on.processing.failure: dead-letter }';

const unsaid = (entry: SetupEntry, reason: string, wayOut = WAY_OUT): PresetOfFile => ({
  preset: 'spring-cloud-stream',
  entry,
  unsaid: { reason, wayOut },
});
