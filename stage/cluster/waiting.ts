import type { Arrived } from './arrived.ts';
import type { fetchApi } from '../../wire/messages/fetch.ts';
import type { produceApi } from '../../wire/messages/produce.ts';

/** A request that its broker answers later. */
export type Waiting =
  /** Until everybody has joined. */
  | {
      readonly type: 'join';
      readonly ticket: number;
      readonly version: number;
      readonly group: number;
      readonly memberId: string;
    }
  /** Until the leader has sent the assignment. */
  | { readonly type: 'sync'; readonly ticket: number; readonly group: number; readonly memberId: string }
  /** Until there is something to read, or fetch.max.wait.ms has passed. */
  | { readonly type: 'fetch'; readonly request: Arrived<FetchBody> }
  /** Until its records are below the high watermark (acks=all). */
  | { readonly type: 'produce'; readonly request: Arrived<ProduceBody>; readonly appended: readonly AppendedBatch[] };

export type FetchBody = ReturnType<typeof fetchApi.readRequest>;
export type ProduceBody = ReturnType<typeof produceApi.readRequest>;

/** What became of one partition's batch. */
export interface AppendedBatch {
  readonly topic: string;
  readonly index: number;
  readonly partition: number;
  readonly errorCode: number;
  readonly baseOffset: number;
  /** The offset that must be below the high watermark; -1 where nothing is waited for. */
  readonly waitsFor: number;
}
