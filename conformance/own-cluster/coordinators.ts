import { range } from '../../model/sets.ts';
import { findCoordinators } from '../../wire/admin/find-coordinator.ts';
import { BrokerError } from '../../wire/broker-error.ts';
import type { Connection } from '../../wire/connection.ts';
import { InputError } from '../../setups/input-error.ts';
import { comesAbout } from '../lab/until.ts';
import { coordinatorNeeds } from './broker-requirements.ts';
import type { Demands } from './demands.ts';
import { type NamedBroker, placeOf } from './named-broker.ts';

/** How many names are asked about at once: some of them fall to every broker that coordinates. */
const CANDIDATES = 200;
/** How long the coordinators' topics may take to come up that are made when they are asked for first. */
const COMES_UP_MS = 20_000;

type Type = 'group' | 'transaction';

/** Names like this one, which are told apart by what comes behind it. */
const candidatesOf = (name: string): readonly string[] => range(CANDIDATES).map((index) => `${name}-${index}`);

/**
 * The broker that is to be the machine's home node: one of those named that coordinates groups and transactional ids, as far
 * as they are needed.
 *
 * @throws {InputError} where there is none.
 */
export async function findHome(
  connection: Connection,
  named: readonly NamedBroker[],
  { groups, transactions }: Demands,
): Promise<NamedBroker> {
  const types: readonly Type[] = [
    ...(groups ? ['group' as const] : []),
    ...(transactions ? ['transaction' as const] : []),
  ];
  const [first] = named;
  const coordinators: { readonly type: Type; readonly ids: ReadonlySet<number> }[] = [];
  for (const type of types) {
    const found = await whenUp(connection, type, candidatesOf('kafka-trial'), first);
    coordinators.push({ type, ids: new Set(found.values()) });
  }
  const home = named.find(({ id }) => coordinators.every(({ ids }) => ids.has(id)));
  if (home !== undefined) return home;
  const where = coordinators.map(({ type, ids }) => `of ${type}s broker ${[...ids].sort((a, b) => a - b).join(', ')}`);
  throw new InputError(
    '--bootstrap',
    `no broker that is named is a coordinator of all that the setup needs: ${where.join('; ')}`,
    'name one that is, by the address at which it listens',
  );
}

/** A name like this one whose coordinator is the broker. @throws {InputError} where none of many is. */
export async function nameAt(connection: Connection, type: Type, name: string, home: NamedBroker): Promise<string> {
  const found = await whenUp(connection, type, candidatesOf(name), home);
  const at = [...found].find(([, id]) => id === home.id)?.[0];
  if (at !== undefined) return at;
  throw new InputError(
    placeOf(home.address),
    `broker ${home.id} coordinates no ${type} any more`,
    'let the cluster come to rest, and try again',
  );
}

/** Waits for a topic that was not there. */
async function whenUp(
  connection: Connection,
  type: Type,
  names: readonly string[],
  broker: NamedBroker,
): Promise<ReadonlyMap<string, number>> {
  let found: ReadonlyMap<string, number> = new Map();
  let last = '';
  const isUp = async (): Promise<boolean> => {
    try {
      found = await findCoordinators(connection, type, names);
      return true;
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error;
      last = error.message;
      return false;
    }
  };
  if (await comesAbout(Date.now() + COMES_UP_MS, isUp)) return found;
  throw new InputError(
    placeOf(broker.address),
    `the cluster has no coordinator of ${type}s (${last})`,
    coordinatorNeeds(type, broker),
  );
}
