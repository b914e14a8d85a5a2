import { describe, expect, it } from 'vitest';
import { COOPERATIVE_STICKY } from './assignors.ts';
import { kindOf, type Section } from './keys.ts';
import { INT_MAX, LONG_MAX } from './kinds.ts';

const read = (section: Section, key: string, value: unknown): unknown => kindOf(section, key)?.parse(value);

const RANGE = 'org.apache.kafka.clients.consumer.RangeAssignor';

describe('a value', () => {
  it.each<[Section, string, unknown, unknown]>([
    ['producer', 'acks', 'all', 'all'],
    ['producer', 'acks', -1, 'all'],
    ['producer', 'acks', '-1', 'all'],
    ['producer', 'acks', 1, '1'],
    ['producer', 'acks', '0', '0'],
    ['producer', 'enable.idempotence', true, true],
    ['producer', 'enable.idempotence', 'false', false],
    ['producer', 'enable.idempotence', ' TRUE ', true],
    ['producer', 'retries', '2147483647', INT_MAX],
    ['producer', 'retries', 0, 0],
    ['producer', 'transactional.id', null, null],
    ['producer', 'transactional.id', 7, '7'],
    ['topic', 'flush.messages', '9223372036854775807', LONG_MAX],
    ['topic', 'flush.messages', 2 ** 63, LONG_MAX],
    ['topic', 'flush.messages', 1, 1],
    ['consumer', 'isolation.level', 'read_committed', 'read_committed'],
    ['consumer', 'group.protocol', 'CONSUMER', 'consumer'],
    ['consumer', 'auto.offset.reset', 'none', 'none'],
    ['consumer', 'auto.offset.reset', 'by_duration:P3D', 'by_duration:P3D'],
    ['consumer', 'auto.offset.reset', 'by_duration:PT1H30M', 'by_duration:PT1H30M'],
    ['consumer', 'auto.offset.reset', 'by_duration:pt1h', 'by_duration:pt1h'],
    ['consumer', 'auto.offset.reset', 'by_duration:PT0S', 'latest'],
    ['consumer', 'partition.assignment.strategy', COOPERATIVE_STICKY, 'cooperative'],
    ['consumer', 'partition.assignment.strategy', [COOPERATIVE_STICKY], 'cooperative'],
    ['consumer', 'partition.assignment.strategy', RANGE, 'eager'],
    ['consumer', 'partition.assignment.strategy', `${RANGE}, ${COOPERATIVE_STICKY}`, 'eager'],
    ['consumer', 'partition.assignment.strategy', [RANGE, COOPERATIVE_STICKY], 'eager'],
    ['consumer', 'partition.assignment.strategy', 'com.example.OurAssignor', 'eager'],
    ['consumer', 'partition.assignment.strategy', 'cooperative', 'cooperative'],
    ['consumer', 'partition.assignment.strategy', 'eager', 'eager'],
    ['broker', 'eligible.leader.replicas.version', '1', 1],
  ])('of %s.%s may be %j', (section, key, value, expected) => expect(read(section, key, value)).toBe(expected));

  it.each<[Section, string, unknown]>([
    ['producer', 'acks', 2],
    ['producer', 'acks', 'ALL'],
    ['producer', 'acks', true],
    ['producer', 'acks', null],
    ['producer', 'enable.idempotence', 'yes'],
    ['producer', 'enable.idempotence', 1],
    ['producer', 'retries', -1],
    ['producer', 'retries', 1.5],
    ['producer', 'retries', '2147483648'],
    ['producer', 'retries', ''],
    ['producer', 'max.in.flight.requests.per.connection', 0],
    ['producer', 'transactional.id', ''],
    ['topic', 'partitions', 5],
    ['topic', 'flush.messages', 0],
    ['consumer', 'isolation.level', 'READ_COMMITTED'],
    ['consumer', 'auto.offset.reset', 'smallest'],
    ['consumer', 'auto.offset.reset', 'by_duration:3 days'],
    ['consumer', 'partition.assignment.strategy', ''],
    ['consumer', 'partition.assignment.strategy', 'CooperativeStickyAssignor'],
    ['cluster', 'brokers', 8],
    ['faults', 'broker.crash', 10],
    ['scope', 'members', 5],
  ])('of %s.%s may not be %j', (section, key, value) => expect(read(section, key, value)).toBeUndefined());
});
