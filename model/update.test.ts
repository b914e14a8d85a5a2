import { describe, expect, it } from 'vitest';
import { type Story, small, story, transactional } from './testing/story.ts';
import { groupCoordinatorAnswers, presumedLeader } from './broker/reachability.ts';

const answers = ({ world, state }: Story) => groupCoordinatorAnswers(world, state);
const onTwoBrokers = (draft = {}) => small({ cluster: { brokers: 2 }, faults: { 'broker.crash': 2 }, ...draft });

describe('the coordinators', () => {
  it('are silent while their broker is down and nobody has noticed', () => {
    const told = story(onTwoBrokers()).does('broker.crash', { broker: 1 });
    expect([answers(told), told.can('group.complete')]).toEqual([false, false]);
  });

  it('move when the controller has fenced their broker', () => {
    const told = story(onTwoBrokers()).does('broker.crash', { broker: 1 }).does('controller.fence-broker');
    expect([answers(told), told.can('group.complete')]).toEqual([true, true]);
  });

  it('do not care about the crash of another broker', () => {
    expect(answers(story(onTwoBrokers()).does('broker.crash', { broker: 0 }))).toBe(true);
  });

  it('are gone while no broker is left', () => {
    const told = story(onTwoBrokers())
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker');
    expect(answers(told)).toBe(false);
    expect(answers(told.does('broker.restart', { broker: 0 }))).toBe(true);
  });

  it('keep offsets, generations and decisions when they move', () => {
    const told = story(onTwoBrokers())
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('consumer.process')
      .does('consumer.commit')
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker');
    expect(told.state.groups[0]).toMatchObject({ generation: 1, committed: [1] });
  });

  it('go on with the markers of a transaction that was decided before they moved', () => {
    const broker = { 'transaction.state.log.min.isr': 1 };
    const told = story(onTwoBrokers(transactional({ cluster: { brokers: 2 }, broker, faults: { 'broker.crash': 1 } })))
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('producer.end-transaction', { commit: true })
      .does('broker.crash', { broker: 1 });
    expect(told.can('transaction.write-marker')).toBe(false);
    told.does('controller.fence-broker').does('transaction.write-marker').does('transaction.complete');
    expect(told.state.transactions[0].status).toBe('complete-commit');
  });
});

describe('the leader that clients find', () => {
  const replicated = small({
    cluster: { brokers: 2 },
    topic: { 'replication.factor': 2 },
    faults: { 'broker.crash': 1 },
  });

  it('is nobody between the crash of one and the news to the next', () => {
    const told = story(replicated).does('broker.crash', { broker: 0 });
    expect(presumedLeader(told.world, told.state, 0)).toBe(-1);
    told.does('controller.fence-broker');
    expect(presumedLeader(told.world, told.state, 0)).toBe(-1);
    told.does('broker.update-metadata', { broker: 1 });
    expect(presumedLeader(told.world, told.state, 0)).toBe(1);
  });
});
