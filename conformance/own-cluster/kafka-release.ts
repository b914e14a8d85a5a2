import type { Setup } from '../../model/setup.ts';
import { InputError } from '../../setups/input-error.ts';
import { minorOf } from '../../setups/release.ts';
import type { Features } from '../../wire/admin/features.ts';
import { RELEASES_KNOWN, releaseOfMetadata } from '../lab/node/features.ts';

const METADATA = 'metadata.version';
const TRANSACTIONS = 'transaction.version';

/**
 * Checks that a broker is of the release that a setup names. A broker does not say which one it is, but the newest
 * `metadata.version` that it knows: each release has another one. Its patch cannot be seen, and is taken for the setup's.
 *
 * @param place what the user named the broker by.
 * @throws {InputError} where it is of another release, has ZooKeeper, or the cluster's features are not the setup's.
 */
export function checkRelease({ supported, finalized }: Features, setup: Setup, place: string): void {
  if (!finalized.has(METADATA)) {
    throw new InputError(
      place,
      'the cluster tells no metadata.version: it has ZooKeeper, or is older than 3.3',
      'name brokers of a cluster with KRaft',
    );
  }
  const level = supported.get(METADATA) ?? 0;
  const release = releaseOfMetadata(level);
  if (release === undefined) {
    throw new InputError(
      place,
      `the newest metadata.version that the broker knows is ${level}, which is that of no release known here`,
      `name brokers of one of ${RELEASES_KNOWN.join(', ')}`,
    );
  }
  if (minorOf(setup.kafka) !== release) {
    throw new InputError(
      place,
      `the broker is Kafka ${release}, by the newest metadata.version that it knows, and the setup is of kafka: "${setup.kafka}"`,
      `say kafka: "${release}" in the setup, or name brokers of ${minorOf(setup.kafka)}`,
    );
  }
  const real = (finalized.get(TRANSACTIONS) ?? 0) >= 2 ? 2 : 1;
  const wanted = setup.protocol.transactionVersion;
  if (setup.producer['transactional.id'] !== null && real !== wanted) {
    throw new InputError(
      place,
      `the cluster is at transaction.version ${finalized.get(TRANSACTIONS) ?? 0}, and the setup at ${wanted}`,
      `say broker: { transaction.version: ${real} } in the setup, or change the feature by kafka-features.sh`,
    );
  }
}
