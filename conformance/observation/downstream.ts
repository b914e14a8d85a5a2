import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import type { ReadRecord } from '../testbed/downstream-reader.ts';
import { labelOf, textOf } from '../names.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { WHAT } from './words.ts';

/** What the machine's reader behind a transform has read, and where it goes on. */
export function expectDownstream(world: World, state: ClusterState, view: Map<string, string>): void {
  state.downstream.forEach((position, output) => {
    const partition = world.inputs + output;
    const read = state.ledger.outputs
      .filter((sighting) => sighting.partition === partition)
      .flatMap(({ value, offset, times }) => range(times).map(() => ({ value: textOf(value), offset })));
    if (position > 0) view.set(WHAT.read(labelOf(world, partition)), readWords(read, position));
  });
}

/** The same of the reader that runs beside the brokers; nothing where no transform is on trial. */
export function seeDownstream({ world, reader }: Testbed, view: Map<string, string>): void {
  reader?.positions.forEach((position, output) => {
    const name = labelOf(world, world.inputs + output);
    if (position > 0) view.set(WHAT.read(name), readWords(reader.read[output], position));
  });
}

/** In the order of the log; what was read more than twice the machine does not count. */
const readWords = (records: readonly ReadRecord[], position: number): string => {
  const words = [...records].sort((a, b) => a.offset - b.offset).map(({ value, offset }) => `${value} at ${offset}`);
  return `${words.join(', ') || 'nothing'}, goes on at ${position}`;
};
