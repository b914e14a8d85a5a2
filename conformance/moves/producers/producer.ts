import type { ActionOf, ProducerAction } from '../../../model/action.ts';
import type { ClusterState } from '../../../model/state.ts';
import { processOf, producerId, textOf } from '../../names.ts';
import { knowLeader } from '../../actors/client-control.ts';
import { isKafkajs } from '../../clients/is-kafkajs.ts';
import { startProducer } from '../../actors/start-clients.ts';
import { endTransaction } from './end-transaction.ts';
import { fencedSend } from './fenced-send.ts';
import { initialise } from './initialise.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { Move, Moves } from '../move.ts';
import { UnplayableError } from '../../testbed/unplayable-error.ts';
import { produceFrames } from '../../actors/producer-frames.ts';

const send: Move<ActionOf<'producer.send'>> = async (testbed, step) => {
  const {
    action: { producer, broker },
    before,
    after,
  } = step;
  if (!after.producers[producer].up) return fencedSend(testbed, step);
  const { inFlight, queue } = after.producers[producer];
  const sent = inFlight.length > before.producers[producer].inFlight.length;
  const { batch } = sent ? inFlight[inFlight.length - 1] : { batch: queue[queue.length - 1] };
  const { partition, value } = batch;
  const client = testbed.client(processOf(testbed.world, producer));
  const earlier = before.producers[producer].inFlight;
  if (earlier.some((request, index) => request.expired && request.batch.value !== inFlight[index].batch.value)) {
    throw new UnplayableError(
      'the buffer of an expired batch is overwritten (KAFKA-19012) before its bytes are at the gate',
    );
  }
  await knowLeader(testbed, producer, partition, broker);
  await testbed.clocks.beginBatch(testbed, producer, value);
  const name = producerId(producer);
  if (before.producers[producer].transactionState === 'ready') await client.call('producer.begin', { name });
  await client.call('producer.send', {
    name,
    tag: String(value),
    ...testbed.names.partition(partition),
    key: testbed.refusedRecords.has(value) ? null : textOf(value),
    value: textOf(value),
  });
  if (sent) await testbed.held(`${name} to send ${textOf(value)}`, produceFrames(producer, broker, 'request', value));
};

const retry: Move<ActionOf<'producer.retry'>> = async (testbed, { action: { producer, broker }, after }) => {
  const { partition, value } = after.producers[producer].inFlight[after.producers[producer].inFlight.length - 1].batch;
  await knowLeader(testbed, producer, partition, broker);
  const name = producerId(producer);
  const again = produceFrames(producer, broker, 'request', value);
  const process = testbed.client(processOf(testbed.world, producer));
  await process.call('producer.retry', { name, ...testbed.names.partition(partition), tag: String(value) });
  await testbed.held(`${name} to send ${textOf(value)} again`, again);
};

const receive: Move<ActionOf<'producer.receive'>> = async (testbed, { action: { producer, broker } }) => {
  const responses = produceFrames(producer, broker, 'response');
  testbed.gate.pass(await testbed.held(`an answer to ${producerId(producer)}`, responses));
};

const giveUp: Move<ActionOf<'producer.give-up'>> = async (testbed, { action: { producer }, before }) => {
  const { queue, inFlight } = before.producers[producer];
  const [{ partition, value }] = queue;
  const onTheWay = inFlight.filter(({ batch, expired }) => batch.partition === partition && !expired);
  if (!isKafkajs(testbed.world)) await handled(testbed, producer, partition, onTheWay.length);
  await expireBatch(testbed, producer, before, value);
};

/** Waits until the client has heard what became of its requests: what it takes to be on its way expires otherwise. */
async function handled(testbed: Testbed, producer: number, partition: number, inFlight: number): Promise<void> {
  const client = testbed.client(processOf(testbed.world, producer));
  await client.call('producer.await', {
    name: producerId(producer),
    ...testbed.names.partition(partition),
    inFlight,
  });
}

const expire: Move<ActionOf<'producer.expire'>> = async (testbed, { action: { producer, partition }, before }) => {
  const { inFlight } = before.producers[producer];
  const request = inFlight.find(({ batch, expired }) => batch.partition === partition && !expired);
  if (request !== undefined) await expireBatch(testbed, producer, before, request.batch.value);
};

/**
 * delivery.timeout.ms passes for one batch.
 *
 * @throws {UnplayableError} where an older one has not been answered: it expires as well, wherever it is
 * (`Sender.sendProducerData`). The machine leaves it where nobody does anything about a send that fails.
 */
async function expireBatch(testbed: Testbed, producer: number, state: ClusterState, value: number): Promise<void> {
  const { queue, inFlight } = state.producers[producer];
  const waiting = [...queue, ...inFlight.filter(({ expired }) => !expired).map(({ batch }) => batch)];
  const others = waiting.map((batch) => batch.value);
  const older = testbed.clocks.olderThan(producer, value, others);
  if (older !== undefined) {
    throw new UnplayableError(`${textOf(older)} is older than ${textOf(value)}, and expires as well`);
  }
  await testbed.clocks.expire(testbed, producer, value);
}

const restart: Move<ActionOf<'producer.restart'>> = async (testbed, { action: { producer }, after }) => {
  testbed.calls.forget(producerId(producer));
  await startProducer(testbed, producer, after.producers[producer].incarnation);
};

const resume: Move<ActionOf<'producer.resume'>> = async (testbed, { action: { producer } }) => {
  testbed.client(producerId(producer)).resume();
};

/** What producers do. */
export const PRODUCER_MOVES: Moves<ProducerAction> = {
  'producer.send': send,
  'producer.retry': retry,
  'producer.receive': receive,
  'producer.give-up': giveUp,
  'producer.expire': expire,
  'producer.restart': restart,
  'producer.resume': resume,
  'producer.forget-partition': {
    because: 'the Java client keeps its sequence numbers when metadata loses a partition (a switch of other clients)',
  },
  'producer.initialise': initialise,
  'producer.end-transaction': endTransaction,
};
