import { type Client, JAVA_CLIENT } from '../model/client.ts';
import type { Setup } from '../model/setup.ts';
import { guaranteeOf } from '../properties/guarantee.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { GuaranteeVerdict, Remedy } from '../reports/verdict.ts';
import { search, type SearchOptions } from './search.ts';
import { setupFrom } from './counterexample.ts';
import { verdictOf } from './verdicts.ts';

/** One change of a setup that may close a hole. */
interface Change {
  readonly text: string;
  /** The changed setup, or null where there is nothing to change. */
  apply(setup: Setup): Setup | null;
}

/** The bounds within which a remedy is verified, smaller than those of the trial itself. */
const statesMax = 60_000;
const runs = 3_000;
/** Random runs in the small world, where a hole that is still open is found sooner or not at all. */
const smallRuns = 10_000;

/**
 * The one setting that closes the hole: the first change, in the order of a Kafka engineer's checklist, under which
 * neither this cause nor any other violation of the guarantee is found that was not there before.
 *
 * Each change is tried first in the small world of the counterexample, which is searched whole where it can be: there
 * a hole that is rare in the setup's own world shows if it is still open. What passes is tried in the setup itself.
 */
export function remedyFor(setup: Setup, verdict: GuaranteeVerdict, options: SearchOptions): Remedy | undefined {
  const { counterexample } = verdict;
  if (counterexample === undefined) return undefined;
  const { cause, setup: spelled } = counterexample;
  const known = new Set(verdict.causes?.map((other) => other.cause));
  const isOpen = (changed: Setup): boolean =>
    closing(changed, verdict.id, cause, known, { ...options, runs: smallRuns }) === null;
  const world = spelled === undefined ? null : setupFrom(spelled, 'counterexample');
  for (const change of [...clientChanges(setup), ...CHANGES]) {
    const changed = change.apply(setup);
    const small = world === null ? null : change.apply(world);
    if (changed === null || (small !== null && isOpen(small))) continue;
    const verified = closing(changed, verdict.id, cause, known, { ...options, runs });
    if (verified !== null) return { change: change.text, verified };
  }
  return undefined;
}

/** How far it was seen that the guarantee is not violated for this cause, nor for a new one; null when it is. */
function closing(
  setup: Setup,
  guarantee: string,
  cause: string,
  known: ReadonlySet<string>,
  options: SearchOptions,
): Remedy['verified'] | null {
  const trial = clusterTrial(setup);
  const properties = trial.properties.filter(({ id }) => guaranteeOf(id) === guarantee);
  const bounded: SearchOptions = { ...options, method: 'auto', statesMax };
  const searches = search({ ...trial, properties, goals: [] }, bounded);
  const causes = searches.flatMap(({ found }) => found.map((violation) => violation.cause));
  if (causes.includes(cause) || causes.some((other) => !known.has(other))) return null;
  if (properties.every(({ id }) => verdictOf(id, searches) === 'vacuous')) return null;
  return searches.some((searched) => searched.complete) ? 'holds' : 'not-violated';
}

/** A client that behaves as Apache Kafka's own, switch by switch: a library without that bug. */
function clientChanges({ client }: Setup): Change[] {
  const names = Object.keys(JAVA_CLIENT) as (keyof Client)[];
  return names
    .filter((name) => client[name] !== JAVA_CLIENT[name])
    .map((name) => ({
      text: `client.${name}=${JAVA_CLIENT[name]}`,
      apply: (setup) => ({ ...setup, client: { ...setup.client, [name]: JAVA_CLIENT[name] } }),
    }));
}

const CHANGES: readonly Change[] = [
  {
    text: 'acks=all',
    apply: (setup) =>
      setup.producer.acks === 'all' ? null : { ...setup, producer: { ...setup.producer, acks: 'all' } },
  },
  {
    text: 'enable.idempotence=true (with acks=all)',
    apply: (setup) =>
      setup.producer['enable.idempotence']
        ? null
        : {
            ...setup,
            producer: {
              ...setup.producer,
              acks: 'all',
              'enable.idempotence': true,
              retries: Math.max(1, setup.producer.retries),
              'max.in.flight.requests.per.connection': Math.min(
                5,
                setup.producer['max.in.flight.requests.per.connection'],
              ),
            },
          },
  },
  {
    text: 'unclean.leader.election.enable=false',
    apply: (setup) =>
      setup.broker['unclean.leader.election.enable']
        ? { ...setup, broker: { ...setup.broker, 'unclean.leader.election.enable': false } }
        : null,
  },
  {
    text: 'min.insync.replicas=2',
    apply: (setup) =>
      setup.topic['min.insync.replicas'] > 1 || setup.topic['replication.factor'] < 3
        ? null
        : { ...setup, topic: { ...setup.topic, 'min.insync.replicas': 2 } },
  },
  {
    text: 'eligible.leader.replicas.version=1 (KIP-966)',
    apply: (setup) =>
      setup.protocol.eligibleLeaderReplicas
        ? null
        : {
            ...setup,
            broker: { ...setup.broker, 'eligible.leader.replicas.version': 1 },
            protocol: { ...setup.protocol, eligibleLeaderReplicas: true },
          },
  },
  {
    text: 'flush.messages=1',
    apply: (setup) =>
      setup.topic['flush.messages'] === 1 ? null : { ...setup, topic: { ...setup.topic, 'flush.messages': 1 } },
  },
  {
    text: 'auto.offset.reset=earliest',
    apply: (setup) =>
      setup.consumer['auto.offset.reset'] === 'earliest'
        ? null
        : { ...setup, consumer: { ...setup.consumer, 'auto.offset.reset': 'earliest' } },
  },
  {
    text: 'commit after processing, by hand (enable.auto.commit=false)',
    apply: (setup) =>
      setup.application.commit === 'after-processing' || setup.application.commit === 'transaction'
        ? null
        : {
            ...setup,
            consumer: { ...setup.consumer, 'enable.auto.commit': false },
            application: { ...setup.application, commit: 'after-processing' },
          },
  },
  {
    text: 'process synchronously, before the next poll',
    apply: (setup) =>
      setup.application.processing === 'sync'
        ? null
        : { ...setup, application: { ...setup.application, processing: 'sync' } },
  },
  {
    text: 'isolation.level=read_committed for every reader',
    apply: (setup) =>
      setup.consumer['isolation.level'] === 'read_committed' && setup.downstream['isolation.level'] === 'read_committed'
        ? null
        : {
            ...setup,
            consumer: { ...setup.consumer, 'isolation.level': 'read_committed' },
            downstream: { 'isolation.level': 'read_committed' },
          },
  },
  {
    text: 'do not send again after a failed send (on.send.failure: drop)',
    apply: (setup) =>
      setup.application['on.send.failure'] === 'drop'
        ? null
        : { ...setup, application: { ...setup.application, 'on.send.failure': 'drop' } },
  },
  {
    text: 'commit offsets inside the transaction (commit: transaction)',
    apply: (setup) =>
      setup.application.shape !== 'transform' || setup.application.commit === 'transaction'
        ? null
        : {
            ...setup,
            producer: { ...setup.producer, acks: 'all', 'enable.idempotence': true, 'transactional.id': 'kafka-trial' },
            consumer: { ...setup.consumer, 'enable.auto.commit': false, 'isolation.level': 'read_committed' },
            downstream: { 'isolation.level': 'read_committed' },
            application: { ...setup.application, commit: 'transaction' },
          },
  },
  {
    text: 'max.in.flight.requests.per.connection=1',
    apply: (setup) =>
      setup.producer['max.in.flight.requests.per.connection'] === 1
        ? null
        : { ...setup, producer: { ...setup.producer, 'max.in.flight.requests.per.connection': 1 } },
  },
  {
    text: 'an idempotency key on the effect',
    apply: (setup) =>
      setup.application['idempotency.key']
        ? null
        : { ...setup, application: { ...setup.application, 'idempotency.key': true } },
  },
];
