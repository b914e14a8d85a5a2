import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from './input.ts';
import { type Resolution, resolveSetup } from './resolve.ts';

const KEY = 'controlled.shutdown.enable';

const read = (draft: SetupDraft): Resolution =>
  resolveSetup(
    setupInput({ cluster: { brokers: 2 }, broker: { [KEY]: false }, faults: { 'broker.shutdown': 1 }, ...draft }),
  );

/** BrokerServer.shutdown at 4.1.2. */
describe('a broker that does not hand over as it is stopped', () => {
  it('stops as in a crash, which the machine lacks and is said', () => {
    const { lacks, notes, ignored } = read({});
    expect(lacks).toEqual([KEY]);
    expect(notes.join()).toContain('hands nothing over first');
    expect(ignored).toEqual([]);
  });

  it.each<[string, SetupDraft]>([
    ['where it does, as by default', { broker: { [KEY]: true } }],
    ['where none is stopped', { faults: { 'broker.crash': 1 } }],
    ['where there is nobody to hand over to', { cluster: { brokers: 1 } }],
  ])('is named nowhere else: not %s', (_, draft) => {
    expect(read(draft).lacks).toEqual([]);
  });
});
