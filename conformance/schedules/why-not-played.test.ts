import { expect, it } from 'vitest';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { whyNotPlayed } from './why-not-played.ts';

const kip848 = setupOf({ consumer: { 'group.protocol': 'consumer' } });

it('groups of KIP-848 are played from 4.0 on, where they are no preview any more', () => {
  expect(whyNotPlayed(kip848, '3.9.2')).toContain('3.9.2 have group.protocol=consumer as a preview alone');
  expect([whyNotPlayed(kip848, '4.0.2'), whyNotPlayed(kip848, '4.3')]).toEqual([null, null]);
});

it('offsets beside effects in a database are not played', () => {
  const rows = setupOf({ application: { offsets: 'external' } });
  expect(whyNotPlayed(rows, '4.3')).toContain('have no database to keep offsets in');
});

it('consumers that assign themselves their partitions are not played', () => {
  const assigned = setupOf({ application: { subscription: 'assign' } });
  expect(whyNotPlayed(assigned, '4.3')).toContain('the consumers of the harness subscribe');
});

it('classic groups are played on every release', () => {
  expect(whyNotPlayed(setupOf({}), '3.5.2')).toBeNull();
});
