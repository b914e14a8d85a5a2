import { describe, expect, it } from 'vitest';
import { HarnessError } from '../harness-error.ts';
import { mustAgree } from './must-agree.ts';

describe('a cluster before the first step', () => {
  it('that differs from where the machine begins is a failure of the harness, and no difference from Kafka', () => {
    const isr = { what: 'ISR of input-0', machine: '0, 1', kafka: '0' };
    expect(() => mustAgree([isr])).toThrow(HarnessError);
    expect(() => mustAgree([isr])).toThrow(
      'before the first step the cluster is not where the machine begins: ISR of input-0: machine "0, 1", Kafka "0"',
    );
  });

  it('that is where the machine begins is played on', () => {
    expect(() => mustAgree([])).not.toThrow();
  });
});
