import type { Leadership } from '../broker/controller.ts';
import { replicaOf } from '../update.ts';
import type { Story } from './story.ts';

/** What stories are asked about. */

/** The log of a partition on a broker: the application's records by their number, markers by their kind. */
export const logOf = ({ world, state }: Story, broker = 0, partition = 0): readonly (number | string)[] =>
  replicaOf(world, state, broker, partition).log.map(({ kind, value }) => (kind === 'data' ? value : kind));

/** Who leads a partition, according to the controller. */
export const controllerOf = ({ state }: Story, partition = 0): Leadership => state.controller.partitions[partition];

/** The outcomes that the application was told of, by record. */
export const outcomesOf = ({ state }: Pick<Story, 'state'>): readonly string[] =>
  state.ledger.sends.map(({ outcome }) => outcome);

/** Which records a group has processed, each as often as it did. */
export const processedBy = ({ state }: Story, group = 0): readonly number[] =>
  state.ledger.processed[group].flatMap(({ value, times }) => Array<number>(times).fill(value));

/** What the reader behind a transform has read, each output as often as it did. */
export const outputsOf = ({ state }: Story): readonly number[] =>
  state.ledger.outputs.flatMap(({ value, times }) => Array<number>(times).fill(value));

/** The offset that the first group has committed of the first partition; -1 for none. */
export const committedOffset = ({ state }: Story): number => state.groups[0].committed[0];
