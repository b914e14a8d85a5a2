import { describe, expect, it } from 'vitest';
import { setupInput } from '../input.ts';
import { type Resolution, resolveSetup } from '../resolve/resolve.ts';

const read = (preset: string, kafka: string, faults: object, more: object = {}): Resolution =>
  resolveSetup(setupInput({ kafka, application: { preset }, faults, scope: { members: 2 }, ...more }));

const COOPERATIVE = { consumer: { 'partition.assignment.strategy': 'cooperative' } };
const FAILING = { 'processing.failed': 1, rebalance: 1 };

describe('a framework whose fault the machine lacks', () => {
  it.each<readonly [string, preset: string, kafka: string, faults: object, more: object]>([
    ['spring-kafka #2340', 'spring-batch', '2.8', FAILING, {}],
    ['spring-kafka #3019', 'spring-batch', '3.5', FAILING, COOPERATIVE],
    ['spring-kafka #3186', 'spring-record', '3.2', { rebalance: 1 }, COOPERATIVE],
    ['parallel-consumer #894', 'parallel-consumer', '4.1', { rebalance: 1 }, {}],
    ['debezium/dbz #2549', 'debezium-server', '4.1', { 'consumer.crash': 1 }, {}],
  ])('has it named, and a note says what it is: %s', (name, preset, kafka, faults, more) => {
    const { lacks, notes } = read(preset, kafka, faults, more);
    expect(lacks).toEqual([name]);
    expect(notes.filter((note) => note.startsWith('not in the machine: ') && note.endsWith(`: ${name}`))).toHaveLength(
      1,
    );
  });

  it.each<readonly [string, preset: string, kafka: string, faults: object, more: object]>([
    ['where it is mended', 'spring-batch', '3.0', FAILING, {}],
    ['where it is mended in a cooperative group', 'spring-batch', '3.6', FAILING, COOPERATIVE],
    ['where nothing fails', 'spring-batch', '2.8', { rebalance: 1 }, {}],
    ['where nobody comes or goes', 'spring-batch', '2.8', { 'processing.failed': 1 }, {}],
    ['where there is one member', 'parallel-consumer', '4.1', { rebalance: 1 }, { scope: { members: 1 } }],
    ['where no process starts again', 'debezium-server', '4.1', { 'response.lost': 1 }, {}],
    ['where a record that fails is passed over', 'spring-default-error-handler', '2.8', FAILING, {}],
    ['of another framework', 'reactor-receive', '2.8', { rebalance: 1 }, {}],
  ])('has it not named %s', (_, preset, kafka, faults, more) => {
    expect(read(preset, kafka, faults, more).lacks).toEqual([]);
  });
});
