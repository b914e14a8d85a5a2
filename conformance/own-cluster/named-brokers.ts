import { type Address, addressText } from '../../wire/address.ts';
import type { Setup } from '../../model/setup.ts';
import { InputError } from '../../setups/input-error.ts';
import { checkRelease } from './kafka-release.ts';
import { findNamedBroker, type NamedBroker, placeOf } from './named-broker.ts';

/**
 * The brokers at the addresses that the user has named, in that order: the first is the machine's broker 0.
 *
 * @throws {InputError} where they are not brokers of one cluster, of the setup's release, or fewer than the setup has.
 */
export async function findNamedBrokers(addresses: readonly Address[], setup: Setup): Promise<readonly NamedBroker[]> {
  const named: NamedBroker[] = [];
  for (const address of addresses) {
    const broker = await findNamedBroker(address);
    checkRelease(broker.features, setup, placeOf(address));
    checkAgainst(named, broker);
    named.push(broker);
  }
  checkCount(named, setup);
  return named;
}

function checkAgainst(named: readonly NamedBroker[], broker: NamedBroker): void {
  const [first] = named;
  if (first === undefined) return;
  if (broker.cluster.clusterId !== first.cluster.clusterId) {
    throw new InputError(
      placeOf(broker.address),
      `it is of cluster ${broker.cluster.clusterId}, and ${addressText(first.address)} of ${first.cluster.clusterId}`,
      'name brokers of one cluster',
    );
  }
  const twin = named.find(({ id, advertised }) => id === broker.id || advertised === broker.advertised);
  if (twin === undefined) return;
  const isTwice = twin.id === broker.id;
  throw new InputError(
    placeOf(broker.address),
    isTwice
      ? `it is broker ${broker.id}, as ${addressText(twin.address)} is`
      : `broker ${broker.id} is advertised at the port ${broker.advertised}, as broker ${twin.id} is`,
    isTwice ? 'name each broker once' : 'advertise each at a port of its own',
  );
}

function checkCount(named: readonly NamedBroker[], { cluster: { brokers } }: Setup): void {
  if (named.length >= brokers) return;
  const unnamed = (named[0]?.cluster.brokers ?? []).filter(({ id }) => !named.some((known) => known.id === id));
  const others = unnamed.map(({ id, host, port }) => `${id} (advertised at ${host}:${port})`).join(', ');
  throw new InputError(
    '--bootstrap',
    `the setup has ${brokers} brokers, and the address of ${named.length} is given`,
    others === ''
      ? `say cluster: { brokers: ${named.length} } in the setup: the cluster has no more`
      : `name others of the cluster as well, by the addresses at which they listen, such as broker ${others}`,
  );
}
