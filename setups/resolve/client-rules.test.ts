import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { SetupError } from '../place.ts';
import { resolveSetup } from './resolve.ts';

const notes = (draft: SetupDraft): readonly string[] => resolveSetup(setupInput(draft)).notes;
/** What is refused of a setup, where anything is. */
function refusal(draft: SetupDraft): string | undefined {
  try {
    resolveSetup(setupInput(draft));
    return undefined;
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
}

const SUM =
  'producer.delivery.timeout.ms is 30000, less than linger.ms + request.timeout.ms, 5 + 30000 (Kafka throws a ConfigException); set delivery.timeout.ms to at least 30005, or request.timeout.ms to less';

/** KafkaProducer.configureDeliveryTimeout, at 2.1.0 and 4.1.2. */
describe('delivery.timeout.ms', () => {
  it('has to leave time for lingering and one request, where it is given', () => {
    expect(refusal({ producer: { 'delivery.timeout.ms': 30_000 } })).toContain(SUM);
    expect(refusal({ producer: { 'delivery.timeout.ms': 30_005 } })).toBeUndefined();
    expect(refusal({ producer: { 'delivery.timeout.ms': 1000, 'request.timeout.ms': 500 } })).toBeUndefined();
    expect(
      refusal({ producer: { 'delivery.timeout.ms': 2_147_483_647, 'request.timeout.ms': 2_147_483_647 } }),
    ).toBeUndefined();
  });

  it('may be its default beside a longer request, which Kafka raises it to', () => {
    expect(refusal({ producer: { 'request.timeout.ms': 300_000 } })).toBeUndefined();
  });

  it('has a linger.ms of 0 beside it up to 3.9, and is no key of Kafka’s before 2.1', () => {
    expect(refusal({ kafka: '3.9', producer: { 'delivery.timeout.ms': 30_000 } })).toBeUndefined();
    expect(refusal({ kafka: '2.0', producer: { 'delivery.timeout.ms': 1000 } })).toBeUndefined();
  });

  it('is not judged where what stands beside it is not known', () => {
    expect(refusal({ producer: { 'delivery.timeout.ms': 1000, 'request.timeout.ms': '${TIMEOUT}' } })).toBeUndefined();
  });

  it('is another thing in another library', () => {
    expect(refusal({ client: { library: 'librdkafka' }, producer: { 'delivery.timeout.ms': 1000 } })).toBeUndefined();
  });
});

/** ProducerConfig.postProcessAndValidateIdempotenceConfigs at 4.1.2. */
it('two-phase commit has no transaction.timeout.ms', () => {
  const producer = { 'transaction.two.phase.commit.enable': true, 'transaction.timeout.ms': 60_000 };
  expect(refusal({ producer })).toContain(
    'producer.transaction.timeout.ms cannot be set when transaction.two.phase.commit.enable is true',
  );
  expect(refusal({ kafka: '4.0', producer })).toBeUndefined();
  expect(refusal({ producer: { ...producer, 'transaction.two.phase.commit.enable': false } })).toBeUndefined();
});

/** Heartbeat’s constructor at 0.11.0.3 and 4.1.2; the brokers’ bounds are KafkaConfig’s. */
describe('session.timeout.ms', () => {
  it('is longer than a heartbeat', () => {
    const why = 'consumer.heartbeat.interval.ms, 3000, is not less than session.timeout.ms, 3000';
    expect(refusal({ consumer: { 'session.timeout.ms': 3000 } })).toContain(why);
    expect(refusal({ consumer: { 'heartbeat.interval.ms': 45_000 } })).toContain(
      'consumer.heartbeat.interval.ms, 45000, is not less than session.timeout.ms, 45000',
    );
    expect(refusal({ consumer: { 'session.timeout.ms': 6000 } })).toBeUndefined();
  });

  it('is 10 seconds by default before 3.0', () => {
    const consumer = { 'heartbeat.interval.ms': 10_000 };
    expect(refusal({ kafka: '2.8', consumer })).toContain('consumer.heartbeat.interval.ms, 10000, is not less');
    expect(refusal({ kafka: '3.0', consumer })).toBeUndefined();
  });

  it('is one that the brokers allow, which is said', () => {
    const consumer = { 'session.timeout.ms': 5000, 'heartbeat.interval.ms': 1000 };
    expect(notes({ consumer })).toContain(
      'session.timeout.ms is 5000: the consumer cannot join its group (InvalidSessionTimeoutException) unless the brokers’ group.min.session.timeout.ms, 6000 by default, is at most that; taken as lowered',
    );
    expect(notes({ consumer, broker: { 'group.min.session.timeout.ms': 1000 } })).toEqual([]);
    expect(notes({ consumer: { 'session.timeout.ms': 600_000 } })).toEqual([]);
    const why = (way: string) => `is ${way} than the brokers’ group.`;
    expect(refusal({ broker: { 'group.max.session.timeout.ms': 10_000 } })).toContain(why('more'));
    expect(refusal({ consumer, broker: { 'group.min.session.timeout.ms': 5001 } })).toContain(why('less'));
    expect(refusal({ broker: { 'group.max.session.timeout.ms': 45_000 } })).toBeUndefined();
    const alone = { application: { subscription: 'assign' as const } };
    expect(refusal({ ...alone, broker: { 'group.max.session.timeout.ms': 10_000 } })).toBeUndefined();
    expect(
      notes({ kafka: '2.2', consumer: { 'session.timeout.ms': 300_001, 'request.timeout.ms': 400_000 } }),
    ).toContain(
      'session.timeout.ms is 300001: the consumer cannot join its group (InvalidSessionTimeoutException) unless the brokers’ group.max.session.timeout.ms, 300000 by default, is at least that; taken as raised',
    );
  });

  it('is shorter than the request before 2.0, as fetch.max.wait.ms is (KIP-266)', () => {
    const why = 'consumer.request.timeout.ms, 30000, is not greater than session.timeout.ms and fetch.max.wait.ms';
    const consumer = { 'session.timeout.ms': 30_000, 'request.timeout.ms': 30_000 };
    expect(refusal({ kafka: '1.1', consumer })).toContain(why);
    expect(refusal({ kafka: '2.0', consumer })).toBeUndefined();
  });
});

/** ClassicKafkaConsumer and JoinGroupRequest.validateGroupInstanceId at 4.1.2. */
describe('the names of a member', () => {
  it('are not blank', () => {
    expect(refusal({ consumer: { 'group.id': ' ' } })).toContain('consumer.group.id is blank');
    expect(refusal({ kafka: '3.9', consumer: { 'group.id': ' ' } })).toBeUndefined();
    expect(refusal({ consumer: { 'group.instance.id': '' } })).toContain('consumer.group.instance.id cannot be ""');
  });

  it('have the characters of a topic’s', () => {
    expect(refusal({ consumer: { 'group.instance.id': 'pod 1' } })).toContain(
      'consumer.group.instance.id cannot be "pod 1"',
    );
    expect(refusal({ consumer: { 'group.instance.id': '..' } })).toContain('consumer.group.instance.id cannot be ".."');
    expect(refusal({ consumer: { 'group.instance.id': 'pod-1' } })).toBeUndefined();
    expect(refusal({ consumer: { 'group.instance.id': '${HOSTNAME}' } })).toBeUndefined();
    expect(refusal({ kafka: '2.2', consumer: { 'group.instance.id': 'pod 1' } })).toBeUndefined();
  });
});

/** ClientDnsLookup at 3.9.2 and 4.0.2, CompressionType at 2.0.1 and 2.1.0. */
it('words come and go with versions', () => {
  expect(refusal({ consumer: { 'client.dns.lookup': 'default' } })).toContain(
    'consumer.client.dns.lookup cannot be default since 4.0',
  );
  expect(refusal({ kafka: '3.9', producer: { 'client.dns.lookup': 'default' } })).toBeUndefined();
  expect(refusal({ kafka: '2.0', producer: { 'compression.type': 'zstd' } })).toContain(
    'producer.compression.type cannot be zstd',
  );
  expect(refusal({ kafka: '2.1', producer: { 'compression.type': 'zstd' } })).toBeUndefined();
});

describe('a transaction of librdkafka', () => {
  const refused = (producer: object) => refusal({ client: { library: 'librdkafka' }, producer });
  const transactional = { 'transactional.id': 't', 'transaction.timeout.ms': 5000 };

  it.each([
    [
      'message.timeout.ms',
      6000,
      'message.timeout.ms is more than transaction.timeout.ms, 5000 (librdkafka refuses it)',
    ],
    ['delivery.timeout.ms', 6000, 'delivery.timeout.ms is more than transaction.timeout.ms, 5000'],
    ['socket.timeout.ms', 6000, 'socket.timeout.ms is more than transaction.timeout.ms + 100, 5100'],
  ])('outlasts %s', (key, value, words) => {
    expect(refused({ ...transactional, [key]: value })).toContain(words);
    expect(refused({ ...transactional, [key]: 5000 })).toBeUndefined();
    expect(refused({ [key]: value })).toBeUndefined();
  });
});

it('an idempotent producer of Sarama has one request open', () => {
  const refused = (producer: object) => refusal({ client: { library: 'sarama' }, producer });
  const idempotent = { 'enable.idempotence': true };
  expect(refused({ ...idempotent, 'max.in.flight.requests.per.connection': 5 })).toContain(
    'Producer.Idempotent needs Net.MaxOpenRequests to be 1, but it is 5 (Sarama refuses it)',
  );
  expect(refused({ ...idempotent, 'max.in.flight.requests.per.connection': 1 })).toBeUndefined();
  expect(refused(idempotent)).toBeUndefined();
  expect(refused({ 'max.in.flight.requests.per.connection': 5 })).toBeUndefined();
});
