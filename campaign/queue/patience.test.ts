import { expect, it } from 'vitest';
import { PATIENCE_MS, patiently } from './patience.ts';

const failing = (times: number, error: Error) => {
  let asked = 0;
  return async () => {
    asked += 1;
    if (asked <= times) throw error;
    return asked;
  };
};
const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

it('a server that is started anew is waited for', async () => {
  const waits: number[] = [];
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  expect(await patiently(failing(3, refused), { wait })).toBe(4);
  expect(waits).toHaveLength(3);
});

it('a server that does not come back is not waited for without end', async () => {
  let waited = 0;
  const wait = async (milliseconds: number) => (waited += milliseconds);
  await expect(patiently(failing(Infinity, refused), { wait })).rejects.toBe(refused);
  expect(waited).toBe(PATIENCE_MS);
});

it('what is no matter of the connection is told at once', async () => {
  const error = new Error('relation "job" does not exist');
  await expect(patiently(failing(1, error), {})).rejects.toBe(error);
  await expect(patiently(failing(1, refused), { signal: { aborted: true } })).rejects.toBe(refused);
  await expect(patiently(failing(1, refused), { forMs: 0 })).rejects.toBe(refused);
});
