import { describe, expect, it } from 'vitest';
import { readBatches } from '../../wire/record-batch.ts';
import type { Input } from '../trial.ts';
import { tryCode } from '../try-code.ts';
import { inputBatches, recordsIn } from './input-batches.ts';

const WRITTEN = { count: 99, writtenAt: 1000 };

const placesOf = (inputs: readonly Input[], partitions: Readonly<Record<string, number>>, count = 99): string[] =>
  inputBatches(inputs, partitions, { ...WRITTEN, count }).map(
    ({ record: { id, topic, partition, offset } }) => `${id}: ${topic}/${partition} at ${offset}`,
  );

/** What is in the first record. */
function contentOf(input: Partial<Input>) {
  const [{ bytes }] = inputBatches([{ topic: 'orders', ...input }], { orders: 1 }, WRITTEN);
  const [batch] = readBatches(bytes);
  if (!('records' in batch)) throw new Error('it holds no records');
  return batch.records[0];
}

describe('the input', () => {
  it('is dealt over partitions in turn, and so are the records of several topics', () => {
    expect(placesOf([{ topic: 'orders', records: 3 }], { orders: 2 })).toEqual([
      'record-001: orders/0 at 0',
      'record-002: orders/1 at 0',
      'record-003: orders/0 at 1',
    ]);
    const both = [{ topic: 'orders', records: 1 }, { topic: 'payments' }, { topic: 'orders', records: 1 }];
    expect(recordsIn(both)).toBe(4);
    const places = [
      'record-001: orders/0 at 0',
      'record-002: payments/0 at 0',
      'record-003: orders/0 at 1',
      'record-004: payments/0 at 1',
    ];
    expect(placesOf(both, { orders: 1, payments: 1 })).toEqual(places);
    expect(placesOf(both, { orders: 1, payments: 1 }, 2)).toEqual(places.slice(0, 2));
  });

  it('has texts or bytes in it, a tombstone where its key says which, and headers of its own', () => {
    const bytes = contentOf({ value: (id) => Buffer.concat([Buffer.from([0, 255]), Buffer.from(id)]) });
    expect(bytes.value).toEqual(Buffer.from('\0\u00FFrecord-001', 'latin1'));
    expect(bytes.timestamp).toBe(1000);
    expect(contentOf({ value: () => null })).toMatchObject({ key: Buffer.from('record-001'), value: null });
    const headers = [{ key: 'id', value: Buffer.from('record-001') }];
    expect(contentOf({ headers: (id) => ({ id }) })).toMatchObject({ headers });
  });

  const cases: readonly (readonly [object, RegExp])[] = [
    [{ value: () => 'order' }, /^input: value: of record-001 it makes 'order'$/],
    [{ key: () => 'k', value: () => null }, /^input: key: of record-001, whose value is null, it makes 'k'$/],
    [{ value: () => 5 }, /^input: value: of record-001 it makes 5$/],
    [{ key: () => 5 }, /^input: key: of record-001 it makes 5$/],
    [{ headers: () => ({ id: 5 }) }, /^input: headers: of record-001 it makes \{ id: 5 \}$/],
    [{ headers: () => Promise.resolve({}) }, /^input: headers: of record-001 it makes Promise/],
    [{ headers: () => new Map() }, /^input: headers: of record-001 it makes Map/],
  ];
  it.each(cases)('is refused where the trial makes nothing of use: %j', (input, message) => {
    expect(() => contentOf(input)).toThrow(message);
  });

  it('knows which records lie under the key of a tombstone', () => {
    const inputs: readonly Input[] = [
      { topic: 'orders', records: 1, key: () => 'record-002' },
      { topic: 'orders', records: 1, value: () => null },
    ];
    const under = inputBatches(inputs, { orders: 1 }, WRITTEN).map(({ record }) => record.under);
    expect(under).toEqual([['record-002'], undefined]);
  });

  it('says of several inputs in which the mistake is', () => {
    const both = tryCode({
      start: () => {},
      input: [
        { topic: 'orders', value: (id) => `{${id}}` },
        { topic: 'orders', value: () => null, key: () => 'k' },
      ],
    });
    expect(() => placesOf(both.input, { orders: 1 })).toThrow(/^input: 1: key: of record-002, whose value is null/);
  });
});
