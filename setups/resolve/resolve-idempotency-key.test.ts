import { expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup } from './resolve.ts';

const NOTE =
  'application.idempotency.key: true has no effect: outputs are in Kafka, where a reader is given both copies';
const notesOf = (application: SetupDraft['application']): readonly string[] =>
  resolveSetup(setupInput({ consumer: { 'enable.auto.commit': false }, application })).notes;

it('an idempotency key of a transform is one of its effect outside: on its outputs it has no effect, which is said', () => {
  expect(notesOf({ shape: 'transform', 'idempotency.key': true })).toContain(NOTE);
  expect(notesOf({ shape: 'transform', effect: 'external', 'idempotency.key': true })).not.toContain(NOTE);
  expect(notesOf({ shape: 'transform', 'idempotency.key': false })).not.toContain(NOTE);
  expect(notesOf({ shape: 'consume', 'idempotency.key': true })).not.toContain(NOTE);
});
