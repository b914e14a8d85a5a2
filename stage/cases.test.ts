import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultKey } from './deviation.ts';
import { prepare } from './process/prepare.ts';
import { type Program, readProgram } from './process/bundle/program.ts';
import { run } from './run.ts';
import { tried } from './search/tried.ts';
import { expectedOf } from './verdict/expected.ts';
import { judge } from './verdict/judge.ts';
import type { Reason } from './verdict/why.ts';
import { ClusterWorld } from './world/cluster-world.ts';
import { prepareCluster } from './world/prepared-cluster.ts';

/**
 * Programs with mistakes that others have asked about in public, with kafkajs as it is on npm. Each is run without faults and with the
 * one fault, at the moments of one sort, that shows the mistake; the command line finds it among all of them.
 */
const CASES: readonly (readonly [
  name: string,
  fault: string,
  moment: string,
  found: readonly string[],
  line: RegExp | null,
  reasons: readonly (Reason | undefined)[],
])[] = [
  ['not-awaited', 'consumer.crash', 'effect insert', ['loss'], /void insert/, ['let go']],
  ['own-offset', 'consumer.crash', 'response OffsetCommit', ['duplicate'], /commitOffsets/, ['not covered']],
  ['resolved-first', 'consumer.crash', 'effect insert', ['loss'], /commitOffsetsIfNecessary/, ['committed']],
  ['remembered-in-memory', 'consumer.crash', 'response insert', ['duplicate'], /await insert/, ['done again']],
  ['joined-in-memory', 'consumer.crash', 'effect insert', ['loss'], /waiting\.set/, ['handled']],
  ['send-not-awaited', 'consumer.crash', 'request Produce', ['loss'], /producer\.send/, ['let go']],
  ['acks-one', 'broker.crash 1', 'append Produce', ['loss'], /producer\.send/, ['gone']],
  ['offsets-outside', 'consumer.crash', 'response EndTxn', ['duplicate'], /transaction\./, ['sent again']],
  [
    'id-per-partition',
    'consumer.stall session',
    'response InitProducerId',
    ['duplicate'],
    /transaction\.send/,
    ['sent again in a transaction', 'taken back'],
  ],
  ['upsert', 'consumer.crash', 'response upsert', [], null, []],
];

const folder = join(import.meta.dirname, 'testing', 'cases');

/** All of them as one script: esbuild reads the client library once. */
let all: Program;
beforeAll(async () => {
  all = await readProgram(join(folder, 'chosen.trial.ts'));
});
const programOf = (name: string): Program => ({ ...all, code: all.code.replace('name of a case', name) });

/** What a fault does at every moment of a sort, and the user's lines that it comes from. */
async function tryCase(name: string, kind: string, moment: string) {
  const prepared = await prepare(programOf(name));
  const cluster = prepareCluster(prepared.trial);
  const world = (): ClusterWorld => new ClusterWorld(cluster);
  const base = await run(prepared, world(), '1', [], { lines: true });
  const expected = expectedOf(base.ledger);
  const anomalies: string[] = [];
  const lines: string[] = [];
  const reasons = new Set<Reason | undefined>();
  for (const point of base.points.filter((one) => `${one.kind} ${one.what}` === moment)) {
    const faults = point.faults.filter((one) => faultKey(one) === kind);
    const deviations = faults.map((fault) => ({ at: point.at, fault }));
    const result = await run(prepared, world(), '1', deviations, { lines: true });
    for (const one of tried({ seed: '1', deviations }, result, expected, { calm: base.ledger }).anomalies) {
      anomalies.push(one.kind);
      reasons.add(one.reason);
      if (one.line) lines.push(readFileSync(join(folder, one.line.file), 'utf8').split('\n')[one.line.line - 1]);
    }
  }
  return { calm: judge(base.ledger, expected), expected, anomalies, lines, reasons: [...reasons] };
}

describe('a program with a mistake that is known', () => {
  it.each(CASES)('%s: a %s at %s', async (name, fault, moment, found, line, reasons) => {
    const { calm, expected, anomalies, lines, reasons: given } = await tryCase(name, fault, moment);
    expect(expected.outcomes.size).toBe(1);
    expect(calm).toEqual([]);
    expect([...new Set(anomalies)]).toEqual(found);
    expect(lines.every((text) => line?.test(text))).toBe(true);
    expect(lines.length > 0).toBe(line !== null);
    expect(given).toEqual(reasons);
  });
});
