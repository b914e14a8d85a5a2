import type { ActionOf } from '../model/action.ts';
import { handled } from '../model/application/handler-failed.ts';
import type { World } from '../model/world.ts';
import type { Moment, Told } from './moment.ts';
import { ERROR_NAMES, memberName, polledName } from './names.ts';

/** A handler throws, and its loop does as on.processing.failure says. */
export function tellFailure({ world, before, after }: Moment, { member }: ActionOf<'processing.failed'>): Told {
  const name = polledName(world, handled(before.members[member]));
  const blocks =
    after.members[member].status === 'stalled' ? ', until it succeeds, and nobody calls poll() meanwhile' : '';
  return { actor: memberName(world, member), text: `fails to process ${name}: ${whatNext(world)}${blocks}` };
}

/** The dead-letter topic does not take a record. */
export function tellRefusedLetter({ world, before }: Moment, { member }: ActionOf<'dead-letter.refused'>): Told {
  const name = polledName(world, before.members[member].letters[0]);
  const then = world.resends
    ? 'it sends it again'
    : world.resendsLetters
      ? 'it seeks back to its record, and sends it again'
      : !world.awaitsLetters
        ? 'nobody looks at the answer, and the letter is gone'
        : world.restartsOnFailure
          ? 'it starts its batch again'
          : 'it logs that and goes on, and the letter is gone';
  return {
    actor: memberName(world, member),
    text: `is refused the dead letter of ${name} (${ERROR_NAMES['invalid-record']}): ${then}`,
  };
}

function whatNext(world: World): string {
  switch (world.onFailure) {
    case 'close':
      return 'the exception ends its loop';
    case 'close-dirty':
      return 'the exception ends its loop, which commits nothing more';
    case 'skip':
      return 'the exception is logged, and its loop goes on with the next one';
    case 'retry':
      return 'its handler is called again';
    case 'dead-letter': {
      const waits =
        world.commit === 'transaction'
          ? 'in its transaction'
          : world.awaitsLetters
            ? 'and waits for the answer'
            : 'and goes on';
      return `its loop sends it to the dead-letter topic, ${waits}`;
    }
    case 'seek':
      return world.transform && world.transactional ? 'its loop aborts and seeks back' : 'its loop seeks back to it';
  }
}
