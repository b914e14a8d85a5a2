import { describe, expect, it } from 'vitest';
import { JAVA_CLIENT } from '../model/client.ts';
import { resolveSetup, setupOf } from './resolve.ts';
import { setupInput } from './input.ts';

const draft = (more: object) => ({ client: 'kafkajs', ...more }) as object;
const kafkajs = (more: object = {}) => setupOf(draft(more));

describe('a client library that is named', () => {
  it('has its own defaults', () => {
    const { producer, consumer } = kafkajs();
    expect(producer).toMatchObject({ acks: 'all', 'enable.idempotence': false, retries: 5 });
    expect(consumer['isolation.level']).toBe('read_committed');
  });

  it('sends one request at a time to a broker where it is idempotent', () => {
    const { producer } = kafkajs({ producer: { 'enable.idempotence': true } });
    expect(producer['max.in.flight.requests.per.connection']).toBe(1);
    expect(producer.retries).toBeGreaterThan(1_000);
  });

  it('does what it does otherwise than the Java client, unless the setup says so', () => {
    expect(kafkajs().client).toMatchObject({ library: 'kafkajs', keepsSequencesOverRetries: false });
    const mended = kafkajs({ client: { library: 'kafkajs', keepsSequencesOverRetries: true } });
    expect(mended.client).toMatchObject({ library: 'kafkajs', keepsSequencesOverRetries: true });
    expect(mended.protocol.transactionVersion).toBe(1);
  });

  it('is told with the verdict', () => {
    expect(resolveSetup(setupInput(draft({}))).notes.join()).toContain('the clients are KafkaJS 2.2.4');
  });

  it('resolves to itself, and java is none', () => {
    const setup = kafkajs({ producer: { 'enable.idempotence': true } });
    expect(setupOf(setup)).toEqual(setup);
    expect(setupOf({ client: 'java' } as object)).toEqual(setupOf({}));
    expect(setupOf({}).client).toEqual(JAVA_CLIENT);
  });

  it('is refused what it does not have, with a way out', () => {
    const cooperative = { consumer: { 'partition.assignment.strategy': 'cooperative' } };
    expect(() => kafkajs(cooperative)).toThrow(
      'consumer: KafkaJS 2.2.4 does not have cooperative rebalances (KIP-429); set it to eager, or leave client out'.slice(
        10,
      ),
    );
    expect(() => kafkajs({ consumer: { 'group.protocol': 'consumer' } })).toThrow(
      'does not have group.protocol=consumer',
    );
    expect(() => kafkajs({ protocol: { transactionVersion: 2 } })).toThrow('transactions of version 2 (KIP-890)');
  });

  it('is one of a few', () => {
    expect(() => setupOf({ client: 'kafkjs' } as object)).toThrow('did you mean "kafkajs"?');
  });
});
