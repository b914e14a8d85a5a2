import { range } from '../../model/sets.ts';
import type { World } from '../../model/world.ts';
import {
  brokerName,
  CONTROLLER,
  DOWNSTREAM,
  GROUP_COORDINATOR,
  memberName,
  producerName,
  TRANSACTION_COORDINATOR,
  workerName,
} from '../../narrator/names.ts';
import type { Actor, ActorKind } from '../../reports/documents/scene.ts';

/** Those of `names` that take part, in the order in which their life lines stand: messages seldom cross a third one. */
export function castOf(world: World, names: ReadonlySet<string>): Actor[] {
  const known = castIn(world);
  const others = [...names].filter((name) => known.every((actor) => actor.name !== name));
  return [...known.filter(({ name }) => names.has(name)), ...others.map((name): Actor => ({ name, kind: 'other' }))];
}

function castIn(world: World): Actor[] {
  const producers = actors(
    'producer',
    range(world.producers).map((producer) => producerName(world, producer)),
  );
  const brokers = actors('broker', range(world.brokers).map(brokerName));
  const members = actors(
    'consumer',
    range(world.members).flatMap((member) => [memberName(world, member), workerName(world, member)]),
  );
  const controller = actors('controller', [CONTROLLER]);
  const [group, transactions] = [GROUP_COORDINATOR, TRANSACTION_COORDINATOR].map((name) =>
    actors('coordinator', [name]),
  );
  if (!world.transform) return [producers, brokers, controller, group, transactions, members].flat();
  const reader = actors('consumer', [DOWNSTREAM]);
  return [reader, brokers, producers, members, group, transactions, controller].flat();
}

const actors = (kind: ActorKind, names: readonly string[]): Actor[] => names.map((name) => ({ name, kind }));
