import { expect, it } from 'vitest';
import type { JudgedAnomaly, Tried } from '../search/tried.ts';
import type { AnomalyKind } from '../verdict/anomaly.ts';
import { crashMap } from './crash-map.ts';

const at = (line: number, kind: AnomalyKind): JudgedAnomaly => {
  return { kind, record: 'r0', what: 'insert', because: '', owner: 'user', line: { file: 'a.ts', line, column: 1 } };
};
const run = (...anomalies: readonly JudgedAnomaly[]): Tried => {
  return {
    job: { seed: 's', deviations: [] },
    digest: '',
    anomalies,
    tested: [],
    atRest: true,
    instead: [],
    happened: [],
    points: [],
  };
};

it('the line that most losses come from is the first, however many duplicates come from another', () => {
  const duplicate = run(at(1, 'duplicate'));
  const losses = [run(at(2, 'loss')), run(at(2, 'loss')), run(at(1, 'loss'))];
  const map = crashMap([duplicate, duplicate, ...losses], 'kafkajs', ({ line }) => `line ${line}`);
  expect(map.rows.map(({ text, causes }) => [text, causes])).toEqual([
    ['line 2', { loss: 2 }],
    ['line 1', { duplicate: 2, loss: 1 }],
  ]);
});

it('the client library is to blame for what is its own, and not for what a program does at no line that is known', () => {
  const nowhere = { ...at(1, 'stuck'), line: undefined };
  const own = { ...nowhere, owner: 'client' } as const;
  const causes = (anomaly: JudgedAnomaly) =>
    crashMap([run(anomaly)], 'kafkajs', () => '').rows.map((row) => row.causes);
  expect(causes(nowhere)).toEqual([{}]);
  expect(causes(own)).toEqual([{ stuck: 1 }]);
  const texts = crashMap([run(nowhere), run(own)], 'kafkajs', () => '').rows.map(({ text }) => text);
  expect(texts).toEqual(['the program, at no line that is known', 'kafkajs, by itself']);
});

it('a row is a line where lines are seen, and a moment where nobody sees them', () => {
  const point = {
    at: 3,
    name: 'request OffsetCommit 0/0 #1',
    time: 5,
    kind: 'request',
    what: 'OffsetCommit',
    process: 0,
    incarnation: 0,
    line: { file: 'a.ts', line: 7, column: 1 },
    faults: [],
    history: '',
  } as const;
  const deviations = [{ at: 3, name: point.name, fault: { kind: 'consumer.crash' } }] as const;
  const one: Tried = { ...run(), job: { seed: 's', deviations }, points: [point] };
  const rows = (client?: string) => crashMap([one], client, ({ line }) => `line ${line}`).rows.map(({ text }) => text);
  expect(rows('kafkajs')).toEqual(['line 7']);
  expect(rows()).toEqual(['OffsetCommit (request)']);
});
