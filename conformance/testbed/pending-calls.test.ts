import { expect, it } from 'vitest';
import { ClientError } from '../clients/client-error.ts';
import { HarnessError } from '../harness-error.ts';
import { PendingCalls } from './pending-calls.ts';

const fenced = new ClientError('producer.commit', {
  error: 'ProducerFencedException',
  javaClass: 'org.apache.kafka.common.errors.ProducerFencedException',
  message: null,
  cause: null,
});

it('a client that is still in a call does not make another', async () => {
  const calls = new PendingCalls();
  let made = 0;
  const call = (): Promise<unknown> => {
    made += 1;
    return Promise.resolve();
  };
  calls.begin('p0', 'producer.commit', call);
  calls.begin('p0', 'producer.commit', call);
  expect(made).toBe(1);
  expect(await calls.of('p0')?.end).toBeNull();
  calls.forget('p0');
  expect(calls.of('p0')).toBeUndefined();
});

it('what the client threw is how the call ended, and what went wrong beside it is not', async () => {
  const calls = new PendingCalls();
  calls.begin('p0', 'producer.commit', () => Promise.reject(fenced));
  calls.begin('p1', 'producer.commit', () => Promise.reject(new HarnessError('it was killed')));
  expect(await calls.of('p0')?.end).toBe(fenced);
  await expect(calls.of('p1')?.end).rejects.toThrow('it was killed');
});
