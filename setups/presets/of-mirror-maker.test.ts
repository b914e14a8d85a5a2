import { describe, expect, it } from 'vitest';
import { readSetup } from '../read-setup.ts';
import type { Resolution } from '../resolve.ts';

const readOf = (text: string, setup?: string): Resolution =>
  readSetup({
    setups: setup === undefined ? [] : [{ file: 's.yaml', text: setup }],
    properties: { producer: { file: 'mm2.properties', text } },
  });

describe('a file of MirrorMaker’s own processes', () => {
  const presetOf = (text: string, setup?: string) => {
    const { notes } = readOf(`clusters = A, B\n${text}`, setup);
    return {
      notes: notes.join('\n'),
      preset: / preset: ([\w-]+)/.exec(notes.join('\n').replaceAll('application.', ''))?.[1],
    };
  };

  it('passes over what is not said of the cluster that is written to', () => {
    const { preset, notes } = presetOf('A->B.enabled = true\nexactly.once.source.support = enabled');
    expect(preset).toBe('connect-source');
    expect(notes).toContain('unless the cluster that is written to stands before it: B.exactly.once.source.support');
  });

  it('does not write exactly once to a cluster of which nobody says so', () => {
    const both = 'A->B.enabled = true\nB->A.enabled = true\nB.exactly.once.source.support = enabled';
    expect(presetOf(both)).toMatchObject({ preset: 'connect-source' });
    expect(presetOf(both).notes).toContain('is said of B, and not of A: judged is a flow to A');
    expect(presetOf(`${both}\nA.exactly.once.source.support = enabled`).preset).toBe('connect-source-exactly-once');
    expect(presetOf('A->B.enabled = true\nA.exactly.once.source.support = enabled').preset).toBe('connect-source');
  });

  it('has more than one process for that with an internal REST API alone (KIP-710), since 3.5', () => {
    const flow = 'A->B.enabled = true\nB.exactly.once.source.support = enabled';
    const alone = 'more than one process of MirrorMaker can do it with dedicated.mode.enable.internal.rest=true alone';
    expect(presetOf(flow).notes).toContain(alone);
    expect(presetOf(`${flow}\ndedicated.mode.enable.internal.rest = true`).notes).not.toContain(alone);
    expect(presetOf(flow, 'kafka: "3.4"').preset).toBe('connect-source');
  });
});
