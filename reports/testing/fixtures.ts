import { HAZARDS_FORMAT, type HazardsDocument } from '../documents/hazards.ts';
import type { Scene, Snapshot } from '../documents/scene.ts';
import {
  CLAIMS_FORMAT,
  type ClaimsDocument,
  type Counterexample,
  type Evidence,
  FORMAT_VERSION,
  VERDICT_FORMAT,
  type VerdictDocument,
} from '../documents/verdict.ts';

/** Hand-made documents for the tests of this room and of the command line. */

/** A search of a whole scope. */
export const searchedWhole = {
  method: 'exhaustive',
  states: 12345,
  generated: 40321,
  depth: 31,
  complete: true,
  expectedCollisions: 4e-12,
  exercised: 77,
} as const satisfies Evidence;

/** Random runs. */
export const walked: Evidence = { method: 'walk', runs: 2000, steps: 1_234_567, exercised: 90_210 };

/** Processed twice, because the member crashed before it could commit. */
export const redelivery: Counterexample = {
  steps: 5,
  shortest: true,
  seed: 'bfs',
  schedule: [
    { type: 'producer.send', producer: 0, broker: 0 },
    { type: 'broker.produce', producer: 0, broker: 0 },
    { type: 'consumer.process', member: 0 },
    { type: 'consumer.crash', member: 0 },
    { type: 'consumer.process', member: 1 },
  ],
  cause: 'delivered again: the group had processed the record and not committed its offset',
  summary: 'Group g1 processed r1 (partition 0, offset 0) twice: by c1, then by c2.',
  story: [
    { actor: 'producer p1', text: 'sends r1 to partition 0', effects: [] },
    {
      actor: 'broker b1',
      text: 'handles the produce request',
      effects: ['broker b1 appends r1 at offset 0', 'p1 is told: success'],
    },
    { actor: 'member c1', text: 'processes r1', effects: [] },
    { actor: 'member c1', text: 'crashes', effects: ['its position is forgotten; the committed offset is still 0'] },
    { actor: 'member c2', text: 'processes r1', effects: ['second time for group g1'] },
  ],
};

/** As long as the one below. */
const nine = { length: 9 };

/** One broker with one record on its way. */
export const oneBroker: Snapshot = {
  up: [true],
  partitions: [
    {
      leader: 0,
      epoch: 0,
      isr: [0],
      elr: [],
      start: 0,
      replicas: [{ broker: 0, log: [], highWatermark: 0, lastStable: 0, leads: true, epoch: 0 }],
    },
  ],
  producers: [],
  transactions: [],
  groups: [],
  members: [],
  downstream: [],
  records: [{ name: 'r1', told: 'none', copies: [], took: [0] }],
};

/** How the redelivery is drawn. */
export const sampleScene: Scene = {
  format: 'kafka-trial/story',
  version: 1,
  actors: [
    { name: 'producer p1', kind: 'producer' },
    { name: 'broker b1', kind: 'broker' },
    { name: 'member c1', kind: 'consumer' },
    { name: 'member c2', kind: 'consumer' },
  ],
  partitions: ['topic-0'],
  faults: [4],
  decisive: [3, 5],
  noReturn: 4,
  atRest: false,
  messages: [{ from: 'producer p1', to: 'broker b1', sent: 1, there: 2, label: 'r1', kind: 'produce' }],
  states: [oneBroker, {}, { records: [{ name: 'r1', told: 'acknowledged', copies: [], took: [0] }] }, {}, {}, {}],
};

/** The same guarantee broken by the producer instead. */
export const retried: Counterexample = {
  steps: nine.length,
  shortest: false,
  seed: 'kafka-trial:17',
  schedule: Array.from(nine, () => ({ type: 'producer.retry', producer: 0, broker: 0 })),
  cause: 'two log entries for one send: the producer retried after a lost response',
  summary: 'r1 stands at offsets 0 and 1.',
  story: Array.from(nine, () => ({
    actor: 'producer p1',
    text: 'sends r1 again',
    effects: ['broker b1 appends r1 at offset 1'],
  })),
};

/** One setup with every kind of verdict. */
export const sampleVerdict: VerdictDocument = {
  format: VERDICT_FORMAT,
  version: FORMAT_VERSION,
  setup: {
    kafka: '4.1',
    producer: { acks: 'all', 'enable.idempotence': false },
    consumer: { 'isolation.level': 'read_uncommitted' },
    faults: { 'consumer.crash': 1 },
  },
  name: 'orders.yaml',
  seed: 'kafka-trial',
  scope: { records: 1, members: 2 },
  semantics: 'at-least-once',
  proved: true,
  ordered: 'not-violated',
  faults: [{ kind: 'consumer.crash', budget: 1, occurred: true }],
  guarantees: [
    { id: 'no-loss', verdict: 'holds', claim: 'Every acknowledged record is processed.', evidence: searchedWhole },
    {
      id: 'no-duplicates',
      verdict: 'violated',
      claim: 'No group processes a record more than once.',
      evidence: searchedWhole,
      counterexample: redelivery,
      causes: [redelivery, retried],
      remedy: { change: 'application.idempotency.key: true', verified: 'holds', closes: 'guarantee' },
    },
    { id: 'partition-order', verdict: 'not-violated', claim: 'Records are processed in order.', evidence: walked },
    {
      id: 'zombie-fencing',
      verdict: 'vacuous',
      claim: 'A zombie writes nothing visible.',
      evidence: { ...walked, exercised: 0 },
    },
  ],
  coverage: {
    actions: { 'producer.send': 12, 'consumer.crash': 3 },
    goals: { 'zombie-commit-refused': 1234, 'blocked-at-lso': 0 },
  },
  ignored: [{ key: 'compression.type', place: 'producer.properties:12' }],
  notes: ['enable.idempotence is off'],
};

/** The same with its counterexamples drawn, as documents are that are written today. */
export const drawnVerdict: VerdictDocument = {
  ...sampleVerdict,
  guarantees: sampleVerdict.guarantees.map((guarantee) =>
    guarantee.causes === undefined ? guarantee : { ...guarantee, scenes: guarantee.causes.map(() => sampleScene) },
  ),
};

/** The same setup where everything that its semantics rests on holds. */
export const goodVerdict: VerdictDocument = {
  ...sampleVerdict,
  name: 'good.yaml',
  semantics: 'exactly-once',
  ordered: 'holds',
  guarantees: ['no-loss', 'no-duplicates', 'partition-order'].map((id) => ({ ...sampleVerdict.guarantees[0], id })),
};

/** Two claims, one confirmed and one refuted, both as expected. */
export const sampleClaims: ClaimsDocument = {
  format: CLAIMS_FORMAT,
  version: FORMAT_VERSION,
  seed: 'kafka-trial',
  claims: [
    {
      id: '2.2-no-loss',
      section: '2.2',
      quote: 'Messages are not lost',
      verdict: 'confirmed',
      expected: 'confirmed',
      asExpected: true,
      objections: [],
      explanation: 'Nothing acknowledged by all in-sync replicas is lost.',
      trials: [goodVerdict],
    },
    {
      id: '2.3-end-to-end',
      section: '2.3',
      quote: 'Each message is processed exactly once end-to-end.',
      guarantee: 'no-duplicates',
      verdict: 'refuted',
      expected: 'refuted',
      asExpected: true,
      objections: ['orders.yaml: no-duplicates is violated'],
      premise: 'the effect carries an idempotency key',
      explanation: 'An effect outside Kafka is in no transaction.',
      trials: [sampleVerdict, goodVerdict],
    },
  ],
  coverage: { actions: { 'producer.send': 24 }, goals: { 'zombie-commit-refused': 2468 } },
};

/** Two hazards: one found as expected, and one whose control is too large and that random search hardly finds. */
export const sampleHazards: HazardsDocument = {
  format: HAZARDS_FORMAT,
  version: FORMAT_VERSION,
  seed: 'kafka-trial',
  hazards: [
    {
      id: 'A12',
      title: 'A crash between processing and commit: the record is processed again',
      guarantee: 'no-duplicates',
      status: 'configuration',
      affected: 'all versions',
      story: 'The effect has happened and the offset is not yet committed.',
      sources: ['KafkaConsumer javadoc'],
      setup: { cluster: { brokers: 1 }, faults: { 'consumer.crash': 1 } },
      changes: [{ key: 'application.idempotency.key', hazard: 'false', control: 'true' }],
      found: true,
      steps: 5,
      expected: 5,
      shortest: true,
      states: 135,
      seconds: 0.012,
      control: { verdict: 'holds', states: 1234 },
      random: {
        runsToFind: 15,
        seeds: 20,
        runsMax: 10_000,
        walk: { median: 15, worst: 45 },
        commands: { median: 16, worst: 36 },
      },
      asExpected: true,
      counterexample: { ...redelivery, replay: 'npx kafka-trial hazards A12' },
    },
    {
      id: 'B06',
      title: 'A follower joins the ISR before it has what is committed',
      guarantee: 'committed-is-durable',
      status: 'fixed',
      affected: 'before 2.0.1',
      story: 'It has reached the high watermark, and the high watermark is behind.',
      sources: ['KAFKA-7128'],
      finding: 'Two followers suffice.',
      setup: { kafka: '2.0' },
      changes: [{ key: 'protocol.isrExpandWaitsForEpochStart', hazard: 'false', control: 'true' }],
      found: true,
      steps: 19,
      expected: 19,
      shortest: true,
      states: 250_000,
      seconds: 4.25,
      control: { verdict: 'not-violated', states: 1_000_000 },
      random: {
        runsToFind: 8000,
        seeds: 20,
        runsMax: 10_000,
        walk: { median: null, worst: null },
        commands: { median: 8000, worst: null },
      },
      asExpected: true,
    },
  ],
  unmodelled: [
    { id: 'A19', title: 'Two applications fence one another', feature: 'liveness', cost: 'a search for fair cycles' },
  ],
};
