import { describe, expect, it } from 'vitest';
import type { ClientLibrary } from '../../setups/clients/client-library.ts';
import { LIBRARIES } from '../../setups/clients/libraries.ts';
import { otherKeys } from '../../setups/ignored/ignored.ts';
import { DELIVERY_KEYS, SECTIONS } from '../../setups/keys.ts';
import { explanationsOf } from './explanations-of.ts';
import { kafkaTrial } from '../testing/fake.ts';

const explained = async (...words: readonly string[]) => kafkaTrial(['explain', ...words]);

describe('explain', () => {
  it('tells what a key means, its default in every version, and which hazards turn on it', async () => {
    const { code, stdout } = await explained('acks');
    expect(code).toBe(0);
    expect(stdout).toContain(`producer.acks: who must have a record before it is answered for
  takes      all, -1, 1 or 0
  default    1, all from 3.0
  elsewhere  sarama: 1; kafka-go: 0; aiokafka: 1; platformatic: 1
What it decides (\`kafka-trial hazards ID\` tells the story):
  A01: no-loss is violated with 1, and not with all: `);
  });

  it('finds out what a key is through the versions where no table says it', async () => {
    const { stdout } = await explained('broker.eligible.leader.replicas.version');
    expect(stdout).toContain('  default  0, 1 from 4.1\n');
  });

  it('tells what another library has otherwise, and what its name stands for', async () => {
    expect((await explained('producer.retries')).stdout).toContain('kafkajs: 5');
    const { stdout } = await explained('kafkajs');
    expect(stdout).toContain('  consumer.isolation.level=read_committed (otherwise read_uncommitted)\n');
  });

  it('tells the history of a switch, with its sources', async () => {
    const { stdout } = await explained('truncation');
    expect(stdout).toContain('  default  kip-101, kip-279 from 2.0, kip-320 from 2.1\n');
    expect(stdout).toContain('  sources  KIP-101; KIP-279; KIP-320; ');
  });

  it.each([
    ['broker.crash', 'faults.broker.crash: how often over a run: the process dies'],
    ['max.poll.interval.ms', 'the fault consumer.stall stands for it\n  faults.consumer.stall  how often'],
    ['linger.ms', 'producer.linger.ms: accepted without effect: '],
    ['sasl.mechanisms', 'sasl.mechanisms: a key of librdkafka'],
    ['autoCommitInterval', 'accepted without effect: a key that does not bear on delivery of KafkaJS'],
    ['auto.offset.reset', 'consumer.auto.offset.reset: '],
    ['client.id', 'consumer.client.id: accepted without effect: '],
    ['no-loss', 'no-loss: a guarantee: '],
    ['a12', 'A12: a hazard: '],
    ['Consumer.Offsets.Initial', 'consumer.Consumer.Offsets.Initial: what consumer.auto.offset.reset is'],
    ['spring.kafka.consumer.auto-offset-reset', 'consumer.auto.offset.reset of the consumers that Spring Boot makes'],
    ['sarama', '  versions   1.6.0 to '],
    ['librdkafka', '  not known  what librdkafka does otherwise with its groups of KIP-848'],
    ['spring-batch', 'application.preset: spring-batch: Spring’s listener container with AckMode.BATCH'],
    ['cluster', 'cluster: a section of a setup'],
    ['keepsSequencesOverRetries', 'client.keepsSequencesOverRetries: '],
  ])('%s', async (word, text) => {
    expect((await explained(word)).stdout).toContain(text);
  });

  it.each([
    ['ackz', 'did you mean acks?'],
    ['producer.ack', 'did you mean producer.acks?'],
    ['\u001b[2J', 'docs/keys.md lists all keys'],
  ])('refuses %j, and says what is near', async (word, near) => {
    const { code, stdout, stderr } = await explained('acks', word);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`: no key, client library, preset, guarantee or hazard has this name\n  ${near}`);
  });

  it('has something to say of every key that a setup takes without effect, and of every spelling of a library', () => {
    const others = SECTIONS.flatMap((section) => [...otherKeys(section)].flatMap((key) => [key, `${section}.${key}`]));
    const spellings = Object.values<ClientLibrary>(LIBRARIES).flatMap(
      ({ spellings: { producer, consumer, inert } }) => [...Object.keys(producer), ...Object.keys(consumer), ...inert],
    );
    const silent = [...new Set([...others, ...spellings])].filter((word) => explanationsOf(word)[0].says === '');
    expect([others.length > 100, spellings.length > 100, silent]).toEqual([true, true, []]);
  });

  it('has something to say of every key that bears on delivery', () => {
    const silent = Object.entries(DELIVERY_KEYS).flatMap(([section, keys]) =>
      Object.keys(keys).filter((key) => {
        const name = section === '' ? key : `${section}.${key}`;
        return !explanationsOf(name).some((each) => each.name === name && each.says !== '');
      }),
    );
    expect(silent).toEqual([]);
  });
});
