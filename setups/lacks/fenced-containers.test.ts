import { describe, expect, it } from 'vitest';
import { setupInput } from '../input.ts';
import { resolveSetup, type Resolution } from '../resolve/resolve.ts';

const read = (more: object): Resolution =>
  resolveSetup(setupInput({ application: { preset: 'spring-transactional' }, ...more }));

/** KafkaMessageListenerContainer.invokeRecordListenerInTx: a ProducerFencedException ends the loop over the poll, and seeks nothing. */
describe('a container of Spring’s whose producer is fenced', () => {
  it('may go on behind what it was at, which the machine lacks and is said', () => {
    const { lacks, notes } = read({ faults: { 'consumer.stall': 1 } });
    expect(lacks).toEqual(['stopContainerWhenFenced']);
    expect(notes.join()).toContain('polls on behind what it was at, which is lost (issue 1612 of spring-kafka)');
  });

  it('may be fenced by a live process that has the same transactional id', () => {
    const application = { preset: 'spring-transactional', 'transactional.ids': 'shared' };
    expect(read({ application, scope: { members: 2 } }).lacks).toEqual(['stopContainerWhenFenced']);
    expect(read({ application, scope: { members: 1 } }).lacks).toEqual([]);
  });

  it('is fenced by nobody where no transaction can time out', () => {
    expect(read({ faults: { 'consumer.crash': 1, rebalance: 1 } }).lacks).toEqual([]);
  });

  it('is Spring’s alone: a stream thread starts its tasks anew', () => {
    const application = { preset: 'streams-exactly-once-v2' };
    expect(read({ application, faults: { 'consumer.stall': 1 } }).lacks).toEqual([]);
  });
});
