import { expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup } from '../resolve/resolve.ts';

type Application = NonNullable<SetupDraft['application']>;

const isNoted = (application: Application, refused = 1): boolean =>
  resolveSetup(
    setupInput({
      consumer: { 'enable.auto.commit': false },
      application: { shape: 'transform', ...application },
      faults: { 'request.refused': refused },
    }),
  )
    .notes.join()
    .includes('is tried for ever by this loop');

it('a transform that starts its batch again tries a refused output for ever, and that is said', () => {
  expect(isNoted({})).toBe(true);
  expect(isNoted({ commit: 'transaction' })).toBe(true);
  expect(isNoted({ commit: 'transaction', processing: 'async' })).toBe(true);
  expect(isNoted({ commit: 'before-processing', 'on.send.failure': 'resend' })).toBe(true);
});

it('a loop that goes on past it does not', () => {
  expect(isNoted({ processing: 'async' })).toBe(false);
  expect(isNoted({ commit: 'before-processing' })).toBe(false);
  expect(isNoted({ commit: 'transaction', 'rewind.on.abort': false })).toBe(false);
  expect(isNoted({}, 0)).toBe(false);
  expect(isNoted({ shape: 'consume' })).toBe(false);
});

it('a producer that gives nothing up may try a batch for ever, and that is said', () => {
  const notes = (draft: SetupDraft): string => resolveSetup(setupInput(draft)).notes.join();
  const endless = 'a batch that stays out of order is tried for ever (KAFKA-15591)';
  expect(notes({ client: { givesUpOnTime: false } })).toContain(endless);
  expect(notes({})).not.toContain(endless);
  expect(notes({ client: { givesUpOnTime: false }, scope: { records: 1 } })).not.toContain(endless);
  expect(notes({ client: { givesUpOnTime: false }, producer: { retries: 3 } })).not.toContain(endless);
  expect(notes({ client: { givesUpOnTime: false }, producer: { 'enable.idempotence': false } })).not.toContain(endless);
  expect(notes({ client: { library: 'kafkajs' }, producer: { 'enable.idempotence': true } })).not.toContain(endless);
});
