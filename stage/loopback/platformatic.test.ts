import { Consumer, Producer, stringDeserializers, stringSerializers } from '@platformatic/kafka';
import { expect, it } from 'vitest';
import { setupInput } from '../../setups/input.ts';
import { resolveSetup } from '../../setups/resolve/resolve.ts';
import { LoopbackBrokers } from './loopback-brokers.ts';

it('@platformatic/kafka writes in a transaction, and a group reads and commits, at brokers of the machine', async () => {
  const { setup } = resolveSetup(setupInput({ cluster: { brokers: 1 } }));
  const brokers = await LoopbackBrokers.open({ setup, topics: { orders: 1 } });
  const bootstrapBrokers = brokers.cluster.endpoints.map(({ host, port }) => `${host}:${port}`);
  const producer = new Producer({
    clientId: 'p',
    bootstrapBrokers,
    serializers: stringSerializers,
    idempotent: true,
    transactionalId: 'x',
  });
  const consumer = new Consumer({ groupId: 'g', clientId: 'c', bootstrapBrokers, deserializers: stringDeserializers });
  try {
    const transaction = await producer.beginTransaction();
    await transaction.send({ messages: ['a', 'b'].map((value) => ({ topic: 'orders', key: 'k', value })) });
    await transaction.commit();

    const starting = setInterval(() => {
      if (!brokers.cluster.groups.some((group) => group.starting)) return;
      clearInterval(starting);
      brokers.happen({ type: 'group.start', group: 'g' });
    }, 5);
    const stream = await consumer.consume({
      topics: ['orders'],
      mode: 'earliest',
      autocommit: false,
      maxWaitTime: 100,
    });
    const read: string[] = [];
    for await (const message of stream) {
      read.push(message.value);
      await message.commit();
      if (read.length === 2) break;
    }
    expect(read).toEqual(['a', 'b']);
    expect(brokers.cluster.machine.groups[0].committed).toEqual([2]);
  } finally {
    await new Promise<void>((closed) => consumer.close(true, () => closed()));
    await producer.close();
    await brokers.close();
  }
});
