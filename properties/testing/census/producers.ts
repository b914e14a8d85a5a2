import type { SetupDraft } from '../../../setups/input.ts';
import { small } from '../../../model/testing/story.ts';

const acks0 = { acks: '0', 'enable.idempotence': false };
const acks1 = { acks: '1', 'enable.idempotence': false };

/** How records come into a log: acknowledgements, retries, sequences, connections; no transactions. */
export const PRODUCER_WORLDS: Readonly<Record<string, SetupDraft>> = {
  'acks=0, the broker crashes': small({ producer: acks0, faults: { 'broker.crash': 1 } }),
  'acks=0, records on the wire arrive late': small({
    producer: acks0,
    faults: { 'connection.lost': 1, 'producer.crash': 1 },
    scope: { records: 2 },
  }),
  'acks=1, one request in flight, a lost response': small({
    producer: { ...acks1, 'max.in.flight.requests.per.connection': 1 },
    faults: { 'response.lost': 1 },
    scope: { records: 2 },
  }),
  'acks=1, two requests in flight, a lost request': small({
    producer: { ...acks1, 'max.in.flight.requests.per.connection': 2 },
    faults: { 'request.lost': 1 },
    scope: { records: 2 },
  }),
  'acks=1, one retry, a lost request and a lost response': small({
    producer: { ...acks1, retries: 1 },
    faults: { 'request.lost': 1, 'response.lost': 1 },
  }),
  'no retries, resent by the application': small({
    producer: { ...acks1, retries: 0 },
    application: { 'on.send.failure': 'resend' },
    faults: { 'request.lost': 1, 'response.lost': 1 },
    scope: { attempts: 3 },
  }),
  'no retries, idempotent, resent by the application': small({
    producer: { retries: 0 },
    application: { 'on.send.failure': 'resend' },
    faults: { 'request.lost': 1, 'response.lost': 1 },
    scope: { records: 2 },
  }),
  'idempotent, two records, a lost request': small({ faults: { 'request.lost': 1 }, scope: { records: 2 } }),
  'idempotent, two records, a lost connection': small({ faults: { 'connection.lost': 1 }, scope: { records: 2 } }),
  'idempotent, three records, a lost response': small({ faults: { 'response.lost': 1 }, scope: { records: 3 } }),
  'idempotent, a refused record': small({ faults: { 'request.refused': 1 }, scope: { records: 2 } }),
  'idempotent, a refused record and a lost response': small({
    faults: { 'request.refused': 1, 'response.lost': 1 },
    scope: { records: 2 },
  }),
  'idempotent, the producer restarts': small({ faults: { 'producer.crash': 1 }, scope: { records: 2 } }),
  'idempotent, the producer stalls': small({ faults: { 'producer.stall': 1 }, scope: { records: 2 } }),
  'idempotent, two partitions, a lost connection': small({
    topic: { partitions: 2 },
    faults: { 'connection.lost': 1 },
    scope: { records: 2 },
  }),
  'idempotent, two producers, a lost response': small({
    faults: { 'response.lost': 1 },
    scope: { producers: 2 },
  }),
  'idempotent, records deleted while a response is lost': small({
    faults: { 'records.deleted': 1, 'response.lost': 1 },
    scope: { records: 2 },
  }),
  'Kafka 2.4, records deleted while a connection is lost': small({
    kafka: '2.4',
    producer: { 'enable.idempotence': true, acks: 'all' },
    faults: { 'records.deleted': 1, 'connection.lost': 1 },
  }),
  // Its internal topics are flushed, and lose nothing.
  'one broker, power lost': small({
    topic: { 'flush.messages': 1000 },
    broker: { 'log.flush.interval.messages': 1 },
    producer: acks1,
    faults: { 'broker.power-loss': 1 },
    scope: { records: 2 },
  }),
  'one broker, power lost, flushed but for __consumer_offsets': small({
    topic: { 'flush.messages': 1 },
    faults: { 'broker.power-loss': 1 },
    scope: { records: 2 },
  }),
  'one broker, its disk lost': small({ faults: { 'broker.disk-loss': 1 }, scope: { records: 2 } }),
};
