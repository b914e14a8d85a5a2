import { createRequire } from 'node:module';
import { join } from 'node:path';
import { InputError } from '../../../setups/input-error.ts';

/** What the driver uses of kafkajs, which is loaded when it is asked for: most users do without it. */

export interface Kafkajs {
  producer(options: object): KafkajsProducer;
  consumer(options: object): KafkajsConsumer;
}

export interface KafkajsModule {
  readonly Kafka: new (options: object) => Kafkajs;
  readonly AssignerProtocol: {
    readonly MemberMetadata: {
      encode(metadata: object): Buffer;
      decode(buffer: Buffer): { readonly userData: Buffer };
    };
    readonly MemberAssignment: { encode(assignment: object): Buffer };
  };
}

interface Sent {
  readonly partition: number;
  readonly baseOffset?: string;
}

export interface KafkajsProducer {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  send(record: object): Promise<readonly Sent[]>;
  transaction(): Promise<KafkajsTransaction>;
}

export interface KafkajsTransaction {
  send(record: object): Promise<readonly Sent[]>;
  sendOffsets(offsets: object): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
  isActive(): boolean;
}

export interface KafkajsBatch {
  readonly batch: { readonly topic: string; readonly partition: number; readonly messages: readonly KafkajsMessage[] };
  heartbeat(): Promise<void>;
}

export interface KafkajsMessage {
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

export interface KafkajsConsumer {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  subscribe(options: object): Promise<void>;
  run(options: object): Promise<void>;
  commitOffsets(offsets: readonly object[]): Promise<void>;
  seek(offset: object): void;
  pause(partitions: readonly object[]): void;
  resume(partitions: readonly object[]): void;
  on(event: string, listener: (event: { readonly payload: Readonly<Record<string, unknown>> }) => void): void;
}

/** What is inside of kafkajs and has no public way. */
export interface KafkajsCluster {
  addTargetTopic(topic: string): Promise<void>;
  refreshMetadata(): Promise<void>;
  findTopicPartitionMetadata(topic: string): readonly { readonly partitionId: number; readonly leader: number }[];
}

/** Its brokers, and the one that it was told of first. */
export interface KafkajsBrokerPool {
  readonly seedBroker?: { isConnected(): boolean };
  findConnectedBroker(): Promise<object>;
}

export interface KafkajsConsumerGroup {
  readonly generationId: number | null;
  readonly memberId: string | null;
  readonly offsetManager: {
    lastCommit: number;
    nextOffset(topic: string, partition: number): { toString(): string };
    commitOffsets(): Promise<void>;
  } | null;
  /** When it has last been heard of by its coordinator, by its own clock. */
  lastRequest: number;
  joinAndSync(): Promise<void>;
  assigned(): readonly { readonly topic: string; readonly partitions: readonly number[] }[];
}

/** Fetches from one broker; `stop` waits for what it is about, handlers included. */
export interface KafkajsFetcher {
  stop(): Promise<void>;
}

export interface KafkajsEosManager {
  /** A string, once the broker has given one. */
  getProducerId(): number | string;
  getProducerEpoch(): number;
}

/** Where kafkajs is installed: in the directory that the command was called in, or beside this program. */
export function findKafkajs(directory: string, program = import.meta.url): string {
  for (const base of [join(directory, 'package.json'), program]) {
    try {
      return createRequire(base).resolve('kafkajs/package.json');
    } catch {
      // The next place.
    }
  }
  throw new InputError(
    'client kafkajs',
    'kafkajs is not installed',
    'install it beside your setup: npm install --save-dev kafkajs@2.2.4',
  );
}
