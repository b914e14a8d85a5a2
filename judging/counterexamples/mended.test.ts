import { expect, test } from 'vitest';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { clientLacks, protocolLacks } from './mended.ts';

/** What a setup of a version lacks that there is a release to upgrade to for, and what not. */
function lacksOf(kafka: string, clients?: string) {
  const lacks = protocolLacks(setupOf({ kafka, clients }));
  const issuesOf = (isReleased: boolean) =>
    lacks.filter((lack) => lack.isReleased === isReleased).flatMap(({ steps }) => steps.flatMap(({ known }) => known));
  return { released: issuesOf(true), unreleased: issuesOf(false) };
}

test('what only the release to come mends, and what is open, has no release to upgrade to', () => {
  const { released, unreleased } = lacksOf('4.1');
  expect(released).toEqual(['KAFKA-19446', 'KAFKA-20332', 'KAFKA-20634', 'KIP-966', 'KIP-1251']);
  expect(unreleased).toEqual(['KAFKA-15591', 'KAFKA-14034']);
});

test('what was mended and lost again has one for those before it, and none from there on', () => {
  expect(lacksOf('3.6').released).toContain('KAFKA-18641');
  expect(lacksOf('4.3').unreleased).toContain('KAFKA-18641');
  expect(lacksOf('4.3', '3.6').released).toContain('KAFKA-18641');
});

test('a bug of a client library is mended by another one at least', () => {
  const lacks = clientLacks(setupOf({ client: { keepsSequencesOverMetadataLoss: false } }));
  expect(lacks.map(({ isReleased }) => isReleased)).toEqual([true]);
});
