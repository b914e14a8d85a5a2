import { expect, it } from 'vitest';
import type { CallOptions } from './effects.ts';
import { fetchOf } from './fetch.ts';
import { rowsWritten } from './written-keys.ts';

const ADDRESS = 'http://shop/orders/1';
const CALLED = 'http://shop/orders/{id}';

/** What is called when the program calls fetch(). */
async function called(...given: unknown[]): Promise<{ name: string; args: readonly unknown[]; options: CallOptions }> {
  const calls: Awaited<ReturnType<typeof called>>[] = [];
  await fetchOf((name, args, options: CallOptions) => {
    calls.push({ name, args, options });
    return Promise.resolve();
  })(...given);
  return calls[0];
}

/** By what the outside world knows a request again; undefined where it does not. */
async function keyOf(...given: unknown[]): Promise<string | undefined> {
  const { name, args, options } = await called(...given);
  return rowsWritten(name, args, [], options)?.[0].key;
}

it('a PUT is known again by its address, and whatever has an Idempotency-Key by that', async () => {
  expect(await keyOf(ADDRESS, { method: 'POST', body: 'a' })).toBeUndefined();
  expect(await keyOf(ADDRESS, { method: 'PUT', body: 'a' })).toBe(`PUT ${CALLED} ${ADDRESS}`);
  const headers = { 'Idempotency-Key': 'order-1' };
  expect(await keyOf(ADDRESS, { method: 'POST', headers })).toBe(`POST ${CALLED} order-1`);
  expect(await keyOf(new Request(ADDRESS, { method: 'POST', headers }))).toBe(`POST ${CALLED} order-1`);
});

it.each([
  [ADDRESS, CALLED],
  ['http://search:9200/v2/_doc/order-record-001?refresh=1', 'http://search:9200/v2/_doc/order-{id}'],
  ['http://shop/carts/9B2E21AC-0f6c-4d8e-a7c1-1f0c3d2b4a5e/lines/17/', 'http://shop/carts/{id}/lines/{id}/'],
])('requests for %s are one outcome, whichever record they are for', async (address, word) => {
  expect((await called(address, { method: 'PUT' })).name).toBe(`PUT ${word}`);
});

it('what is sent is seen in a Request as well', async () => {
  const { name, args } = await called(new Request(ADDRESS, { method: 'POST', body: 'record-001' }));
  expect([name, args[1]]).toEqual([`POST ${CALLED}`, 'record-001']);
});

it('a connection that fails is told as fetch() tells it: by a TypeError, whose cause has a code', async () => {
  const { options } = await called(ADDRESS, { method: 'POST' });
  const told = options.asTold?.(new Error('a fault'));
  expect(told).toBeInstanceOf(TypeError);
  expect(told).toMatchObject({ message: 'fetch failed', cause: { message: 'a fault', code: 'ECONNRESET' } });
});
