import type { Action } from '../model/action.ts';
import type { Protocol } from '../model/protocol.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import type { Installed } from './installed.ts';
import { shortestCounterexample } from './shortest.ts';
import { type Cases, joined } from './trial-case.ts';

/** A rule of the machine that is broken on purpose, and a guarantee that it breaks, or a schedule on which it shows. */
interface Sabotage {
  readonly name: string;
  readonly protocol: Partial<Protocol>;
  readonly setup: SetupDraft;
  readonly shows: { readonly guarantee: string } | { readonly schedule: readonly Action[] };
}

const TRANSACTIONAL: SetupDraft = {
  producer: { 'transactional.id': 'orders' },
  consumer: { 'isolation.level': 'read_committed' },
};

/** Rules whose effect can be seen from outside. */
const SABOTAGES: readonly Sabotage[] = [
  {
    name: 'no sequence check',
    protocol: { sequenceDeduplication: false },
    setup: { faults: { 'response.lost': 1 }, scope: { records: 1 } },
    shows: { guarantee: 'no-duplicates' },
  },
  {
    name: 'no epoch fencing',
    protocol: { producerEpochFencing: false },
    setup: { ...TRANSACTIONAL, faults: { 'producer.crash': 1 }, scope: { records: 2 } },
    shows: { guarantee: 'zombie-fencing' },
  },
  {
    name: 'no last stable offset',
    protocol: { lastStableOffset: false },
    setup: { ...TRANSACTIONAL, scope: { records: 1 } },
    shows: { guarantee: 'read-committed-visibility' },
  },
  {
    name: 'another high watermark',
    protocol: { highWatermarkWaitsForMinIsr: false },
    setup: {
      cluster: { brokers: 2 },
      topic: { 'replication.factor': 2, 'min.insync.replicas': 2 },
      producer: { acks: '1', 'enable.idempotence': false },
      faults: { 'broker.crash': 1 },
      scope: { records: 1 },
    },
    shows: {
      schedule: [
        { type: 'broker.crash', broker: 1 },
        { type: 'controller.fence-broker', broker: 1 },
        { type: 'broker.update-metadata', broker: 0 },
        { type: 'producer.send', producer: 0, broker: 0 },
        { type: 'broker.produce', producer: 0, broker: 0 },
      ],
    },
  },
  {
    name: 'no generation fencing',
    protocol: { generationFencing: false },
    setup: { faults: { 'consumer.stall': 1 }, scope: { records: 1, members: 2 } },
    shows: { guarantee: 'exclusive-ownership' },
  },
];

/** Machines that are not Kafka: what is played must say so, or it says nothing when it agrees. */
export async function sabotageCases(installed: Installed, release: string): Promise<Cases> {
  const version = installed.fitting(release);
  if (version === undefined)
    return { cases: [], leftOut: [{ group: 'sabotage', name: 'sabotage', because: `no jars of ${release}` }] };
  const parts: Cases[] = [];
  for (const { name, protocol, setup, shows } of SABOTAGES) {
    const draft = { ...setup, kafka: release, protocol };
    const schedule = 'schedule' in shows ? shows.schedule : await shortestCounterexample({ id: name, ...shows }, draft);
    if (schedule === null) throw new RangeError(`${name}: nothing is violated`);
    const broken = setupOf(draft, name);
    parts.push({
      cases: [{ name, group: 'sabotage', version, setup: broken, schedule, expects: 'diverges' }],
      leftOut: [],
    });
  }
  return joined(parts);
}
