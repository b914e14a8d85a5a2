import { expect, it } from 'vitest';
import { checkBroker, coordinatorNeeds } from './broker-requirements.ts';
import type { Demands } from './demands.ts';
import type { NamedBroker } from './named-broker.ts';

const NOTHING: Demands = {
  groups: false,
  transactions: false,
  idempotence: false,
  timeOuts: false,
  movesClocksOfMembers: false,
};

const brokerWith = (properties: Readonly<Record<string, string>>): NamedBroker => ({
  address: { host: 'localhost', port: 9192 },
  id: 1,
  advertised: 20_401,
  features: { supported: new Map(), finalized: new Map() },
  properties: new Map(Object.entries(properties)),
  cluster: { clusterId: 'cluster', brokers: [{ id: 1, host: '127.0.0.1', port: 20_401 }], topics: new Map() },
});

const check = (properties: Readonly<Record<string, string>>, demands: Partial<Demands>) => () =>
  checkBroker(brokerWith(properties), { ...NOTHING, ...demands });

it('a time-out that would pass by itself is refused with property, value and way out, where the schedule has to do with it', () => {
  const short = { 'group.max.session.timeout.ms': '60000' };
  expect(check(short, {})).not.toThrow();
  expect(check(short, { groups: true })).toThrow(
    expect.objectContaining({
      problems: [
        {
          place: { file: '--bootstrap localhost:9192' },
          reason:
            'group.max.session.timeout.ms is 60000 at broker 1: members would be missed before the schedule says so',
          wayOut: 'set it to 300000 or more',
        },
      ],
    }),
  );
});

it('Kafka’s defaults will do, but where the clock of a member’s process is moved by days', () => {
  const defaults = {
    'group.max.session.timeout.ms': '1800000',
    'group.initial.rebalance.delay.ms': '3000',
    'transaction.max.timeout.ms': '900000',
    'transaction.abort.timed.out.transaction.cleanup.interval.ms': '10000',
    'connections.max.idle.ms': '600000',
    'delete.topic.enable': 'true',
  };
  const all = { groups: true, transactions: true, idempotence: true, timeOuts: true };
  expect(check(defaults, all)).not.toThrow();
  expect(check(defaults, { ...all, movesClocksOfMembers: true })).toThrow(
    'the clock of their processes is moved by days',
  );
  expect(check({ 'connections.max.idle.ms': '-1' }, all)).not.toThrow();
});

it('what would come too late, and topics that would stay, are refused as well', () => {
  expect(check({ 'group.initial.rebalance.delay.ms': '60000' }, { groups: true })).toThrow('be founded so much later');
  expect(check({ 'delete.topic.enable': 'false' }, {})).toThrow('the topics of each play would stay');
});

it('a coordinator that does not come up may want more brokers than there are', () => {
  const properties = { 'transaction.state.log.replication.factor': '3', 'transaction.state.log.min.isr': '2' };
  expect(coordinatorNeeds('transaction', brokerWith(properties))).toBe(
    'with one broker its topic may be impossible: transaction.state.log.replication.factor is 3, transaction.state.log.min.isr is 2',
  );
});
