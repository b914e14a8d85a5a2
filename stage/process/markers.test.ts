import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { knownIn, markersIn } from './markers.ts';

const ID = 'record-002';
const JSON_OF_ID = JSON.stringify({ id: ID, lines: [1, 2] });

class Invoice {
  readonly #order: string;
  constructor(order: string) {
    this.#order = order;
  }
  toJSON(): object {
    return { order: this.#order };
  }
}

it.each<readonly [string, unknown]>([
  ['the message of an error', new Error(`order ${ID} is not valid`)],
  ['its cause', new Error('not valid', { cause: new Error(ID) })],
  ['what is private, and told to JSON', { invoice: new Invoice(ID) }],
  ['bytes without a view', new TextEncoder().encode(JSON_OF_ID).buffer],
  ['a form', formOf(ID)],
  ['headers', new Headers({ 'x-order': ID })],
  ['gzip', gzipSync(JSON_OF_ID)],
  ['base64 in JSON', JSON.stringify({ data: Buffer.from(JSON_OF_ID).toString('base64') })],
  ['base64 for addresses, of gzip, in bytes', Buffer.from(gzipSync(JSON_OF_ID).toString('base64url'))],
])('a record is known again in %s', (_where, value) => {
  expect(markersIn([{ value }], ['record-001', ID])).toEqual([ID]);
});

it('a tombstone is known where its key stands by itself, and not where a record does that has the same key', () => {
  const place = { topic: 'orders', partition: 0 };
  const row = { id: 'record-001', ...place, offset: 0, under: ['record-002'] };
  const records = [row, { id: 'record-002', ...place, offset: 1 }];
  expect(knownIn(['record-002', '{"id":"record-001"}'], records)).toEqual(['record-001']);
  expect(knownIn(['record-002'], records)).toEqual(['record-002']);
});

it('what only begins as gzip does, or does not tell itself to JSON, has nothing in it', () => {
  const silent = {
    toJSON: (): never => {
      throw new Error(ID);
    },
  };
  expect(markersIn([Buffer.from([0x1f, 0x8b, 1]), silent], [ID])).toEqual([]);
});

function formOf(id: string): FormData {
  const form = new FormData();
  form.append('order', id);
  return form;
}
