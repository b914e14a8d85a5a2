import { expect, it } from 'vitest';
import type { EffectOptions } from '../../trial.ts';
import { markersIn } from '../markers.ts';
import { rowsWritten, WrittenKeys } from './written-keys.ts';

/** What comes of calls, one after the other. */
function came(options: Pick<EffectOptions, 'key' | 'replaces'>, ...calls: (readonly unknown[])[]): string[] {
  const written = new WrittenKeys();
  return calls.map((args) => {
    const all = markersIn(args, ['record-001', 'record-002']);
    const { state, records } = written.write(rowsWritten('insert', args, all, options), all);
    return `${state} ${records.map((id) => id.slice(-1)).join()}`;
  });
}

it('each of several rows has a name of its own, and a list of values is one row', () => {
  const rows = (...ids: string[]): string[][] => ids.map((id) => [id, 'body']);
  const calls = [rows('record-001'), rows('record-001', 'record-002'), [rows('record-002', 'record-001')]];
  expect(came({ key: 0 }, ...calls.map((one) => [one]))).toEqual(['done 1', 'done 2', 'repeated 1,2']);
  const values = [
    ['shop', 'record-001'],
    ['shop', 'record-002'],
  ];
  expect(came({ key: 0 }, ...[...values, ...values].map((one) => [one]))).toEqual([
    'done 1',
    'done 2',
    'repeated 1',
    'repeated 2',
  ]);
});

it('what takes the place of other records under a key is something else', () => {
  const calls = ['record-001', 'record-002', 'record-002'].map((id) => ['shop', id]);
  expect(came({ key: 0 }, ...calls)).toEqual(['done 1', 'repeated 2', 'repeated 2']);
  expect(came({ key: 0, replaces: true }, ...calls)).toEqual(['done 1', 'done 2', 'repeated 2']);
  const cart = [['record-001'], ['record-001', 'record-002'], ['record-001']].map((items) => ['cart', items]);
  expect(came({ key: 0, replaces: true }, ...cart)).toEqual(['done 1', 'done 2', 'repeated 1']);
});

it('what takes the place of something has its records as often as they are in it', () => {
  const written = new WrittenKeys();
  const ids = ['record-001', 'record-002'];
  const args = ['cart', ['record-001', 'record-001', 'record-002']];
  const [{ key, records }] =
    written.write(rowsWritten('put', args, ids, { key: 0, replaces: true }), ids).replaced ?? [];
  expect([key, ...records]).toEqual(['put cart', 'record-001', 'record-001', 'record-002']);
});

it('what takes the place of what another effect has written lies where that does, and is its own', () => {
  const written = new WrittenKeys();
  const write = (name: string, records: readonly string[], replaces: boolean | string) =>
    written.write(rowsWritten(name, ['shop'], records, { key: 0, replaces }), records);
  const replaced = (record: string) => ({ state: 'done', replaced: [{ key: 'upsert shop', records: [record] }] });
  expect(write('upsert', ['record-001'], true)).toMatchObject(replaced('record-001'));
  expect(write('remove', ['record-001'], 'upsert')).toMatchObject(replaced('record-001'));
  expect(write('remove', ['record-002'], 'upsert')).toMatchObject(replaced('record-002'));
  expect(write('remove', ['record-002'], 'upsert')).toMatchObject({ ...replaced('record-002'), state: 'repeated' });
});
