import { range } from '../../model/sets.ts';
import type { PolledRecord } from '../clients/protocol.ts';

/** A record that has been read, and where. */
export type ReadRecord = Pick<PolledRecord, 'offset' | 'value'>;

/** What the reader behind a transform has: a consumer without a group, which reads every output partition from its start. */
export class DownstreamReader {
  /** By output partition, from 0 on: all that it has read. */
  readonly read: ReadRecord[][];
  /** Where it goes on. */
  readonly positions: number[];

  constructor(outputs: number) {
    this.read = range(outputs).map(() => []);
    this.positions = range(outputs).map(() => 0);
  }
}
