import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../setups/input-error.ts';
import { patientConsumer, patientProducer } from '../patient-config.ts';
import { toldError } from './actor.ts';
import { givenAssigner } from './given-assigner.ts';
import { acksOf, consumerOptions, kafkaOptions, producerOptions, runOptions } from './kafkajs-config.ts';
import { findKafkajs, type KafkajsModule } from './kafkajs-module.ts';

describe("Kafka's keys in kafkajs", () => {
  it('are its options; sends wait for hours before they are tried again, connections do not', () => {
    const config = { ...patientProducer, 'bootstrap.servers': 'a:1,b:2', 'client.id': 'p0', 'transactional.id': 't' };
    expect(kafkaOptions(config)).toMatchObject({
      brokers: ['a:1', 'b:2'],
      clientId: 'p0',
      retry: { initialRetryTime: 20 },
    });
    expect(producerOptions(config)).toMatchObject({
      idempotent: false,
      transactionalId: 't',
      retry: { initialRetryTime: 3_600_000, retries: Number.MAX_SAFE_INTEGER },
    });
    expect(producerOptions({ 'enable.idempotence': 'false', retries: '3' })).toMatchObject({
      idempotent: false,
      retry: { retries: 3 },
    });
  });

  it('of acks and consumers have its defaults where they are not given', () => {
    expect([acksOf({}), acksOf({ acks: 'all' }), acksOf({ acks: '1' })]).toEqual([-1, -1, 1]);
    expect(consumerOptions({ ...patientConsumer, 'group.id': 'g' })).toMatchObject({
      groupId: 'g',
      readUncommitted: false,
      sessionTimeout: undefined,
    });
    expect(runOptions({})).toEqual({ autoCommit: true, autoCommitInterval: null });
    expect(runOptions({ 'enable.auto.commit': 'false', 'auto.commit.interval.ms': '7' })).toEqual({
      autoCommit: false,
      autoCommitInterval: 7,
    });
  });
});

describe('kafkajs', () => {
  it('that is not installed is asked for', () => {
    const nowhere = join(tmpdir(), 'nobody');
    expect(() => findKafkajs(nowhere, pathToFileURL(join(nowhere, 'program.js')).href)).toThrow(InputError);
  });

  it("tells the name of Kafka's error code as the cause of an error", () => {
    const inner = Object.assign(new Error('fenced'), { name: 'KafkaJSProtocolError', type: 'PRODUCER_FENCED' });
    expect(toldError(inner)).toMatchObject({ error: 'KafkaJSProtocolError', cause: 'PRODUCER_FENCED' });
    const outer = Object.assign(new Error('gave up'), { name: 'KafkaJSNonRetriableError', cause: inner });
    expect(toldError(outer)).toMatchObject({ error: 'KafkaJSNonRetriableError', cause: 'PRODUCER_FENCED' });
    expect(toldError(new TypeError('no'))).toEqual({
      error: 'TypeError',
      javaClass: 'TypeError',
      message: 'no',
      cause: null,
    });
  });
});

describe('the assigner that is given a plan', () => {
  const coded = { encode: (value: object) => Buffer.from(JSON.stringify(value)) };
  const decode = (buffer: Buffer): { userData: Buffer } => ({ userData: buffer });
  const kafkajs = { AssignerProtocol: { MemberMetadata: { ...coded, decode }, MemberAssignment: coded } };
  const assigner = (plan: Record<string, string[]> | null) =>
    givenAssigner(kafkajs as unknown as KafkajsModule, 'c0', () => plan)();
  const members = ['c0', 'c1'].map((id) => ({ memberId: `${id}-7`, memberMetadata: Buffer.from(id) }));

  it('gives members what the plan has for their client ids, and nothing else', async () => {
    const assigned = await assigner({ c0: ['a-b-0', 'a-b-1'] }).assign({ members });
    expect(assigned).toEqual([
      { memberId: 'c0-7', memberAssignment: coded.encode({ version: 1, assignment: { 'a-b': [0, 1] } }) },
      { memberId: 'c1-7', memberAssignment: coded.encode({ version: 1, assignment: {} }) },
    ]);
  });

  it('does not assign before it has a plan', async () => {
    await expect(assigner(null).assign({ members })).rejects.toThrow('no plan');
  });
});
