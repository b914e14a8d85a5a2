import { describe, expect, it } from 'vitest';
import { exhaustive } from '../../explorers/exhaustive.ts';
import type { LibraryName } from '../../setups/clients/libraries.ts';
import { merged } from '../claims/setups.ts';
import { FAMILY_C } from './family-c.ts';
import { singlePropertyTrial } from './single-property-trial.ts';

/**
 * The same hazard in other libraries, or in a library's newest version, where nobody has mended it: what its versions
 * have is enough, beside the version that the hazard itself is told of.
 */
const OTHERS: readonly (readonly [id: string, library: LibraryName, version: string, mended: string | null])[] = [
  ['C06', 'kafkajs', '2.2.4', null],
  ['C06', 'librdkafka', '1.5.3', '1.6.0'],
  ['C07', 'kafkajs', '1.16.0', '2.0.0'],
  ['C13', 'kafka-go', '0.4.50', null],
  ['R24', 'confluent-kafka-javascript', '1.2.0', '1.3.0'],
  ['R34', 'platformatic', '2.9.0', '1.29.0'],
];

describe.each(OTHERS)('%s in %s', (id, library, version, mended) => {
  it(`is found in ${version}`, () => {
    expect(search(id, library, version).violations.length).toBeGreaterThan(0);
  });

  it.skipIf(mended === null)(`is not in ${mended}`, () => {
    const { violations, complete } = search(id, library, mended ?? '');
    expect({ violations, complete }).toEqual({ violations: [], complete: true });
  });
});

function search(id: string, library: LibraryName, version: string) {
  const hazard = FAMILY_C.find((candidate) => candidate.id === id);
  if (hazard === undefined) throw new Error(`there is no hazard ${id}`);
  const setup = merged({ ...hazard.setup, client: {} }, { client: { library, version } });
  return exhaustive(singlePropertyTrial(hazard, setup), { stopWhenFound: [hazard.guarantee] });
}
