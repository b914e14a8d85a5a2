import { expect, it } from 'vitest';
import { readSetup } from '../read-setup.ts';

/** KafkaSink of SmallRye: `waitForWriteCompletion`. */
it('of a channel that does not wait until something is written the price is told', () => {
  const text = 'mp.messaging.incoming.a.topic=a\nmp.messaging.outgoing.b.waitForWriteCompletion=false';
  const file = { file: 'application.properties', text };
  const notes = readSetup({ properties: { producer: file, consumer: file } }).notes;
  expect(notes.filter((note) => note.includes('counts as done before the brokers have what'))).toEqual([
    'mp.messaging.outgoing.b.waitForWriteCompletion=false: a message counts as done before the brokers have what it was written for, which may then be lost; that is not in the machine',
  ]);
});

it('of a channel that writes in transactions it is told what of them no file says', () => {
  const text = 'mp.messaging.incoming.a.topic=a\nmp.messaging.outgoing.b.transactional.id=t';
  const { notes } = readSetup({ properties: { consumer: { file: 'f', text } } });
  expect(notes.join()).toContain('for KafkaTransactions.withTransactionAndAck() a setup beside the file says');
});
