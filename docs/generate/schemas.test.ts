import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CLAIMS } from '../../properties/claims/claims.ts';
import { HAZARDS } from '../../properties/hazards/hazards.ts';
import { sampleClaims, goodVerdict, sampleVerdict } from '../../reports/testing/fixtures.ts';
import { RELEASES } from '../../setups/release.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { SCHEMAS } from './files.ts';
import { problemsOf } from './testing/schema-problems.ts';

const root = join(import.meta.dirname, '../..');
const setupProblems = (setup: unknown): string[] => problemsOf(SCHEMAS['schemas/setup.schema.json'], setup);

describe('the schema of setups takes', () => {
  const files = ['docs', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml') && !file.startsWith('campaign/'))
      .map((file) => `${folder}/${file}`),
  );

  it.each(files)('%s', (file) => {
    expect(setupProblems(parse(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  it.each(HAZARDS)('hazard $id and its control', ({ setup, control }) => {
    expect([setup, control].flatMap(setupProblems)).toEqual([]);
  });

  it.each(CLAIMS)('the trials of claim $id', ({ trials, premise }) => {
    expect([...trials, ...(premise?.trials ?? [])].flatMap(({ setup }) => setupProblems(setup))).toEqual([]);
  });

  it.each(RELEASES)('a resolved setup of %s', (kafka) => expect(setupProblems(setupOf({ kafka }))).toEqual([]));

  it.each([
    { scope: 'small' },
    { faults: null },
    { kafka: 4.1 },
    { kafka: '3.9.1' },
    { producer: { acks: -1, 'ssl.keystore.location': '/a', 'linger.ms': 5, 'transactional.id': null } },
    { consumer: { 'auto.offset.reset': 'by_duration:P3D', 'partition.assignment.strategy': ['a.B'] } },
    { broker: { 'zookeeper.connect': 'z:2181', 'listener.name.internal.ssl.protocol': 'TLS' } },
  ])('%j', (setup) => expect(setupProblems(setup)).toEqual([]));
});

describe('the schema of setups does not take', () => {
  it.each<[unknown, string]>([
    [{ producer: { ackz: 'all' } }, '$.producer.ackz is no key of it'],
    [{ producers: { acks: 'all' } }, '$.producers is no key of it'],
    [{ producer: { acks: 2 } }, '$.producer.acks is none of the values'],
    [{ topic: { partitions: 5 } }, '$.topic.partitions is too large'],
    [{ faults: { 'broker.crush': 1 } }, '$.faults.broker.crush is no key of it'],
    [{ protocol: { truncation: 'kip-102' } }, '$.protocol.truncation is none of the values'],
    [{ protocol: { retainedBatches: 0 } }, '$.protocol.retainedBatches is too small'],
    [{ client: { lateOffsetStore: true } }, '$.client is nothing of it'],
    [{ kafka: '5.0' }, '$.kafka is nothing of it'],
    [{ scope: 'huge' }, '$.scope is nothing of it'],
    [[], '$ is no object'],
  ])('%j', (setup, problem) => expect(setupProblems(setup)).toContain(problem));
});

describe('the schema of', () => {
  const asWritten = (document: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(document));
  const [evidence] = sampleVerdict.guarantees;
  const schedule = { setup: {}, schedule: [{ type: 'producer.send', producer: 0 }], guarantee: 'no-loss' };

  it.each([
    ['verdict', sampleVerdict],
    ['verdict', goodVerdict],
    ['claims', sampleClaims],
    ['schedule', schedule],
  ])('a document of the kind %s takes it', (name, document) => {
    expect(problemsOf(SCHEMAS[`schemas/${name}.schema.json`], asWritten(document))).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['verdict', { ...sampleVerdict, seed: undefined }, '$ lacks seed'],
    ['verdict', { ...sampleVerdict, semantics: 'twice' }, '$.semantics is none of the values'],
    ['verdict', { ...sampleVerdict, guarantees: [{ ...evidence, evidence: { method: 'walk' } }] }, 'is nothing of it'],
    ['claims', sampleVerdict, '$ lacks claims'],
    ['schedule', { ...schedule, schedule: [{ producer: 0 }] }, '$.schedule[0] lacks type'],
  ])('a %s names what is wrong with another one', (name, document, problem) => {
    const problems = problemsOf(SCHEMAS[`schemas/${name}.schema.json`], asWritten(document));
    expect(problems.filter((found) => found.includes(problem))).not.toEqual([]);
  });

  it('anything says nothing that is not checked', () => {
    expect(() => problemsOf({ const: 1 }, 1)).toThrow('the keyword const is not checked');
  });
});
