import type * as BullMq from 'bullmq';
import type { BackendFactory, ConnectionOptions, IQueueBackend, Job, Queue, Worker, WorkerOptions } from 'bullmq';
import { InputError } from '../../setups/input-error.ts';
import { patiently } from './patience.ts';

type Process = (job: Job<JobNote, string>, token?: string) => Promise<string>;

/** What a job says of itself to whoever looks at the queue; all else is in the plan. */
export interface JobNote {
  readonly work: string;
}

/** The server that a campaign's queue is on: Redis or PostgreSQL, by the same code of BullMQ's. */
export interface QueueServer {
  readonly bullmq: typeof BullMq;
  queue(name: string): Queue<JobNote, string>;
  worker(name: string, process: Process, options: Omit<WorkerOptions, 'connection'>): Worker<JobNote, string>;
}

/** How long a server may take to answer one that knocks. */
const answerMs = 10_000;

/**
 * Reaches for the server of a queue.
 *
 * @param url `redis://…`, `rediss://…`, `postgres://…` or `postgresql://…`.
 * @param forMs how long it is waited for where nobody is there yet, in milliseconds: it may be starting.
 * @throws {InputError} when it is none of them, a package that it needs is not installed, or nobody answers.
 */
export async function reachQueueServer(url: string, forMs = 0): Promise<QueueServer> {
  const scheme = /^([a-z]+):\/\//.exec(url)?.[1] ?? '';
  switch (scheme) {
    case 'redis':
    case 'rediss':
      return onRedis(url, forMs);
    case 'postgres':
    case 'postgresql':
      return onPostgres(url, forMs);
    default:
      throw new InputError(
        '--queue',
        `"${hidden(url)}" is no queue`,
        'give redis://HOST:PORT or postgres://USER@HOST:PORT/DATABASE',
      );
  }
}

async function onRedis(url: string, forMs: number): Promise<QueueServer> {
  const bullmq = await loaded('bullmq', () => import('bullmq'));
  const { Redis } = await loaded('ioredis', () => import('ioredis'));
  await answering(url, forMs, async () => {
    const probe = new Redis(url, { lazyConnect: true, connectTimeout: answerMs, retryStrategy: () => null });
    probe.on('error', () => {});
    await probe.connect();
    await probe.ping().finally(() => probe.disconnect());
  });
  // Once it has answered it is waited for: it may be started anew while a campaign goes on.
  const connection: ConnectionOptions = { url, maxRetriesPerRequest: null };
  return {
    bullmq,
    queue: (name) => new bullmq.Queue<JobNote, string>(name, { connection }),
    worker: (name, process, options) => new bullmq.Worker<JobNote, string>(name, process, { ...options, connection }),
  };
}

async function onPostgres(url: string, forMs: number): Promise<QueueServer> {
  const bullmq = await loaded('bullmq', () => import('bullmq'));
  const { default: pg } = await loaded('pg', () => import('pg'));
  await answering(url, forMs, async () => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: answerMs });
    client.on('error', () => {});
    await client.connect();
    await client.end();
  });
  const connection = { connectionString: url, migrate: true };
  // The options of either backend have the same names; the types of BullMQ's classes are those of Redis.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const factory = bullmq.createPostgresBackend as unknown as BackendFactory<IQueueBackend, typeof connection>;
  type OnPostgres = { queue: Queue<JobNote, string>; worker: Worker<JobNote, string> };
  return {
    bullmq,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    queue: (name) => new bullmq.Queue(name, { connection }, factory) as unknown as OnPostgres['queue'],
    worker: (name, process, options) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      new bullmq.Worker(name, process as never, { ...options, connection }, factory) as unknown as OnPostgres['worker'],
  };
}

/** A package that is there only where it was asked for. */
async function loaded<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    const others = name === 'pg' ? 'bullmq pg' : 'bullmq ioredis';
    throw new InputError('--queue', `the package ${name} is not installed`, `npm install ${others}`);
  }
}

async function answering(url: string, forMs: number, reach: () => Promise<void>): Promise<void> {
  try {
    await patiently(reach, { forMs });
  } catch (error) {
    const reason = error instanceof Error && error.message !== '' ? error.message : 'the connection is refused';
    throw new InputError(
      '--queue',
      `nobody answers at ${hidden(url)}: ${reason}`,
      'start the server, or mend the address',
    );
  }
}

/** The address without its password. */
export const hidden = (url: string): string => url.replace(/(\/\/[^:@/]*):[^@/]*@/, '$1:…@');
