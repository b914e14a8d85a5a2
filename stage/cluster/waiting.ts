import type { fetchApi } from '../../wire/messages/fetch.ts';
import type { produceApi } from '../../wire/messages/produce.ts';
import type { Arrived } from './arrived.ts';

/** A request that its broker answers later. */
export type Waiting = WaitingJoin | WaitingSync | WaitingFetch | WaitingProduce;

/** Until everybody has joined. */
export interface WaitingJoin {
  readonly type: 'join';
  readonly ticket: number;
  readonly broker: number;
  readonly group: number;
  readonly memberId: string;
}

/** Until the leader has sent the assignment. */
export interface WaitingSync {
  readonly type: 'sync';
  readonly ticket: number;
  readonly broker: number;
  readonly group: number;
  readonly memberId: string;
  readonly generation: number;
}

/** Until there is something to read, or fetch.max.wait.ms has passed. */
export interface WaitingFetch {
  readonly type: 'fetch';
  readonly ticket: number;
  readonly broker: number;
  readonly request: Arrived<FetchBody>;
}

/** Until its records are below the high watermark (acks=all). */
export interface WaitingProduce {
  readonly type: 'produce';
  readonly ticket: number;
  readonly broker: number;
  readonly timeoutMs: number;
  readonly appended: readonly AppendedBatch[];
}

export type FetchBody = ReturnType<typeof fetchApi.readRequest>;
export type ProduceBody = ReturnType<typeof produceApi.readRequest>;

/** What became of one partition's batch. */
export interface AppendedBatch {
  readonly name: string;
  readonly topicId: string;
  readonly index: number;
  /** The machine's number of the partition. */
  readonly partition: number;
  readonly errorCode: number;
  readonly baseOffset: number;
  /** The offset that must be below the high watermark; -1 where nothing is waited for. */
  readonly waitsFor: number;
}
