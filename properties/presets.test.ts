import { describe, expect, it } from 'vitest';
import { exhaustive } from '../explorers/exhaustive.ts';
import { FAULT_KINDS, type FaultKind } from '../model/faults/fault-kinds.ts';
import { PRESETS, PRESET_NAMES, type PresetName } from '../setups/presets/presets.ts';
import type { Preset } from '../setups/presets/preset.ts';
import { EVERYDAY_FAULTS } from '../setups/everyday-faults.ts';
import { setupInput } from '../setups/input.ts';
import { resolveSetup, setupOf } from '../setups/resolve/resolve.ts';
import { CLAIMS } from './claims/claims.ts';
import { faults, merged, small } from './claims/setups.ts';
import { guaranteeOf } from './guarantee.ts';
import { HAZARDS } from './hazards/hazards.ts';
import { clusterTrial } from './trial.ts';

const inOrder = (left: FaultKind, right: FaultKind): number => FAULT_KINDS.indexOf(left) - FAULT_KINDS.indexOf(right);

const draft = (preset: PresetName) => ({ application: { preset } });

describe.each(PRESET_NAMES)('the preset %s', (name) => {
  const { source, see }: Preset = PRESETS[name];

  it('says what it stands for and where that is from, and resolves to itself', () => {
    const { setup, notes } = resolveSetup(setupInput(draft(name)));
    expect(notes.join('\n')).toContain(`application.preset ${name} is `);
    expect(notes.join('\n')).toContain(source);
    expect(setupOf(setup)).toEqual(setup);
  });

  it('has the faults that its loop is about, unless the setup has its own', () => {
    const { faults: about = EVERYDAY_FAULTS }: Preset = PRESETS[name];
    const happening = (more: object) =>
      Object.entries(setupOf({ ...draft(name), ...more }).faults).flatMap(([kind, budget]) =>
        budget > 0 ? [kind] : [],
      );
    expect(happening({})).toEqual([...about].sort(inOrder));
    expect(happening({ faults: { 'consumer.stall': 1 } })).toEqual(['consumer.stall']);
  });

  it('is spoken of by hazards or claims that there are', () => {
    const known = new Set([...HAZARDS, ...CLAIMS].map(({ id }) => id));
    expect(see.length).toBeGreaterThan(0);
    expect(see.filter((id) => !known.has(id))).toEqual([]);
  });
});

/** What a loop makes of one record and one fault, with one member and one broker. */
const IN_SMALL: readonly (readonly [PresetName, fault: string, violated: readonly string[]])[] = [
  ['streams-at-least-once', 'consumer.crash', ['no-duplicates']],
  ['streams-exactly-once-v2', 'consumer.crash', []],
  ['connect-sink', 'consumer.crash', ['no-duplicates']],
  ['connect-sink-auto-commit', 'consumer.crash', ['no-loss', 'no-duplicates']],
  ['connect-sink-auto-commit', 'processing.failed', ['no-loss']],
  ['connect-source', 'consumer.crash', ['no-duplicates']],
  ['connect-source-exactly-once', 'consumer.crash', []],
  ['debezium-server', 'consumer.crash', ['no-duplicates']],
  ['smallrye-throttled', 'consumer.crash', ['no-duplicates']],
  ['smallrye-auto-commit', 'consumer.crash', ['no-loss', 'no-duplicates']],
  ['spring-cloud-stream', 'processing.failed', ['no-loss']],
  ['spring-cloud-stream-function', 'consumer.crash', ['no-loss', 'no-duplicates']],
  ['flink-exactly-once', 'consumer.crash', ['no-loss']],
  ['spring-batch', 'consumer.crash', ['no-duplicates']],
  ['spring-batch', 'processing.failed', []],
  ['spring-default-error-handler', 'processing.failed', ['no-loss']],
  ['kafkajs-each-message', 'processing.failed', []],
  ['librdkafka-default', 'consumer.crash', ['no-loss', 'no-duplicates']],
  ['librdkafka-store-offsets', 'consumer.crash', ['no-duplicates']],
  ['spring-auto-commit', 'processing.failed', []],
  ['reactor-receive', 'consumer.crash', ['no-duplicates']],
  ['reactor-receive', 'rebalance', []],
  ['reactor-at-most-once', 'consumer.crash', ['no-loss']],
  // Nobody reads committed records alone, unless isolation.level says so.
  ['reactor-exactly-once', 'consumer.crash', ['no-duplicates']],
  ['pekko-committable', 'rebalance', ['no-duplicates']],
  ['pekko-at-most-once', 'consumer.crash', ['no-loss']],
  ['pekko-transactional', 'consumer.crash', []],
  ['fs2-kafka', 'rebalance', ['no-duplicates']],
  ['zio-kafka', 'rebalance', ['no-duplicates']],
  ['vertx', 'consumer.crash', ['no-loss', 'no-duplicates']],
  ['sarama-consumer-group', 'consumer.crash', ['no-duplicates']],
  ['sarama-consumer-group', 'processing.failed', []],
  ['franz-go-auto-commit', 'consumer.crash', ['no-duplicates']],
  ['franz-go-marks', 'consumer.crash', ['no-duplicates']],
  ['kafka-go-read-message', 'consumer.crash', ['no-loss']],
  ['kafka-go-fetch-message', 'consumer.crash', ['no-duplicates']],
  ['karafka', 'consumer.crash', ['no-duplicates']],
  ['karafka', 'processing.failed', []],
  ['racecar', 'processing.failed', []],
  ['faust', 'rebalance', []],
  ['faust', 'processing.failed', ['no-loss']],
  ['kafkaflow', 'rebalance', []],
  ['kafkaflow', 'processing.failed', ['no-loss']],
  ['masstransit', 'rebalance', []],
  ['masstransit', 'processing.failed', ['no-loss']],
  ['silverback', 'rebalance', []],
  ['silverback', 'processing.failed', []],
  ['watermill', 'consumer.crash', ['no-duplicates']],
  ['camel', 'processing.failed', ['no-loss']],
  ['logstash', 'consumer.crash', ['no-loss', 'no-duplicates']],
  ['otel-collector', 'consumer.crash', ['no-loss', 'no-duplicates']],
  ['vector', 'consumer.crash', ['no-loss', 'no-duplicates']],
  ['redpanda-connect', 'consumer.crash', ['no-duplicates']],
  ['telegraf', 'consumer.crash', ['no-duplicates']],
  ['fluent-bit', 'consumer.crash', ['no-loss', 'no-duplicates']],
  ['parallel-consumer', 'consumer.crash', ['no-duplicates']],
  ['outbox', 'consumer.crash', ['no-duplicates']],
  ['dedupe-table', 'consumer.crash', []],
];

/** TransactionalProducerStage of Apache Pekko’s connector, up to 1.2: `new ConsumerGroupMetadata(group)`, of no generation. */
it('a transaction of Pekko’s is committed beside that of the member that has taken over', () => {
  const one = small(faults('consumer.stall'));
  const trial = clusterTrial(setupOf(merged(one, { ...draft('pekko-transactional'), scope: { members: 2 } })));
  const properties = trial.properties.filter(({ id }) => guaranteeOf(id) === 'no-duplicates');
  expect(exhaustive({ ...trial, properties, goals: [] }).violations).toHaveLength(1);
});

describe('in a small world', () => {
  it.each(IN_SMALL)('%s with %s violates %j', (name, fault, violated) => {
    const trial = clusterTrial(setupOf(merged(small(faults(fault)), draft(name))));
    const wanted = ['no-loss', 'no-duplicates'];
    const properties = trial.properties.filter(({ id }) => wanted.includes(guaranteeOf(id)));
    const { violations } = exhaustive({ ...trial, properties, goals: [] });
    const found = new Set(violations.map(({ property }) => guaranteeOf(property)));
    expect(wanted.filter((id) => found.has(id))).toEqual(violated);
  });
});
