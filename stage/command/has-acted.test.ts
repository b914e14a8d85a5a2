import { expect, it } from 'vitest';
import { hasActed } from './has-acted.ts';

it('a process that has said its name and password, and asked for nothing, is on its way', () => {
  const life = { process: 0, incarnation: 1 };
  const greeted = ['ApiVersions', 'SaslHandshake', 'SaslAuthenticate'].map((what) => ({ ...life, what }));
  expect(hasActed(greeted, life)).toBe(false);
  expect(hasActed([...greeted, { ...life, what: 'FindCoordinator' }], life)).toBe(true);
  expect(hasActed([{ process: 0, incarnation: 0, what: 'JoinGroup' }], life)).toBe(false);
});
