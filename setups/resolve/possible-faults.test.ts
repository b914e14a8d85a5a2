import { describe, expect, it } from 'vitest';
import { small, transforming } from '../../model/testing/story.ts';
import { readSetup } from '../reading/read-setup.ts';
import { problemText, SetupError } from '../place.ts';
import { resolveSetup, setupOf } from './resolve.ts';
import { setupInput, type SetupDraft } from '../input.ts';

/** What a setup is refused for. */
function refusal(text: string): string[] {
  try {
    readSetup({ setups: [{ file: 'a.yaml', text }] });
  } catch (error) {
    if (error instanceof SetupError) return error.problems.map(problemText);
    throw error;
  }
  return [];
}

const notesOn = (draft: SetupDraft): readonly string[] => resolveSetup(setupInput(draft)).notes;

describe('V4: a fault that a setup cannot have', () => {
  it('is an input error that says where it stands, why it cannot happen there, and what to do', () => {
    const text = [
      'application: { shape: transform }',
      'faults:',
      '  producer.crash: 1',
      '  records.deleted: 1',
      '  request.refused: 1',
      '  consumer.crash: 1',
    ].join('\n');
    expect(refusal(text)).toEqual([
      'a.yaml:3: producer.crash cannot happen in a transform, where a producer dies with its member, and those of the input are done from the start; allow consumer.crash instead, or set it to 0',
      'a.yaml:4: records.deleted cannot happen in a transform: Kafka would delete there as well, but this machine keeps the topics of a transform; put the reader on trial by itself (shape: consume), or set it to 0',
    ]);
  });

  it.each([
    ['producer: { acks: 0, enable.idempotence: false }', 'request.refused', 'with acks=0, where nobody is told'],
    ['producer: { acks: 0, enable.idempotence: false }', 'response.lost', 'where nobody waits for a response'],
    ['cluster: { brokers: 1 }', 'leader.moved', 'with one broker'],
  ])('depends on more than the shape: %s', (section, kind, why) => {
    const [problem, ...others] = refusal(`${section}\nfaults: { ${kind}: 1 }`);
    expect(others).toEqual([]);
    expect(problem).toContain(`a.yaml:2: ${kind} cannot happen ${why}`);
    expect(refusal(`${section}\nfaults: { ${kind}: 0 }`)).toEqual([]);
  });

  it('is not said where a wrong key leaves open what the setup is', () => {
    expect(refusal('application: { shape: transfrom }\nfaults: { leader.moved: 1 }\ncluster: { brokers: 1 }')).toEqual([
      expect.stringContaining('application.shape cannot be "transfrom"'),
    ]);
  });

  it('is no part of the faults of a setup that names none', () => {
    const { faults } = setupOf({ producer: { acks: 0, 'enable.idempotence': false } });
    expect([faults['response.lost'], faults['consumer.crash']]).toEqual([0, 1]);
    expect(setupOf({}).faults['response.lost']).toBe(1);
  });
});

describe('V4: a fault that only a version or the other faults of a setup prevent', () => {
  const expiring = { faults: { 'offsets.expired': 1 } };
  const named = { producer: { 'transactional.id': 'named' } };
  const established = { application: { group: 'established' } } as const;
  const lonely =
    'offsets.expired cannot happen where no group is ever empty, which since Kafka 2.1 is when its offsets';

  it('stays in the budget, and a note says how it can happen', () => {
    const [note, ...others] = notesOn(small(expiring));
    expect(others).toEqual([]);
    expect(note).toContain(lonely);
    expect(note).toContain(
      '; allow consumer.crash, consumer.stall or consumer.close, together as often as a group has members',
    );
    expect(setupOf(small(expiring)).faults['offsets.expired']).toBe(1);
  });

  it.each<[string, SetupDraft, string]>([
    ['everybody can be gone', small({ faults: { ...expiring.faults, 'consumer.stall': 1 } }), ''],
    ['one of two stays', small({ faults: { ...expiring.faults, 'consumer.crash': 1 }, scope: { members: 2 } }), lonely],
    ['offsets just age, before 2.1', small({ ...expiring, kafka: '2.0' }), ''],
    ['2.4, nothing rebalances', small({ ...expiring, kafka: '2.4' }), 'empty or in the middle of a rebalance'],
    ['a coordinator loses its group', small({ faults: { ...expiring.faults, 'broker.power-loss': 1 } }), ''],
    ['2.4, a group that has run before joins', small({ ...expiring, kafka: '2.4', ...established }), ''],
    ['2.4, a rebalance', small({ kafka: '2.4', faults: { ...expiring.faults, rebalance: 1 } }), ''],
    [
      'what fails in a transaction ends its process',
      transforming({ ...expiring, ...named, kafka: '4.1', broker: { 'transaction.version': 2 } }),
      '',
    ],
    [
      'one replica',
      // Up to 4.1, where a coordinator that has moved still answers, that is one that can move.
      small({ kafka: '4.4', cluster: { brokers: 2 }, faults: { 'leader.moved': 1 } }),
      'where partitions have one replica',
    ],
  ])('is told for what it depends on: %s', (_name, draft, note) => {
    const [told = '', ...others] = notesOn(draft);
    expect([told.includes(note), told === '', others]).toEqual([true, note === '', []]);
  });
});
