import type { ActionOf } from '../model/action.ts';
import { handled } from '../model/application/handler-failed.ts';
import type { World } from '../model/world.ts';
import type { Moment, Told } from './moment.ts';
import { memberName, polledName } from './names.ts';

/** A handler throws, and its loop does as on.processing.failure says. */
export function tellFailure({ world, before }: Moment, { member }: ActionOf<'processing.failed'>): Told {
  const name = polledName(world, handled(before.members[member]));
  return { actor: memberName(world, member), text: `fails to process ${name}: ${whatNext(world)}` };
}

function whatNext(world: World): string {
  switch (world.onFailure) {
    case 'close':
      return 'the exception ends its loop';
    case 'skip':
      return 'the exception is logged, and its loop goes on with the next one';
    case 'retry':
      return 'its handler is called once more';
    case 'seek':
      return world.transform && world.transactional ? 'its loop aborts and seeks back' : 'its loop seeks back to it';
  }
}
