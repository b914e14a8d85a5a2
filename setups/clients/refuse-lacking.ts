import type { Given } from '../given.ts';
import type { ClientPreset } from './preset.ts';

/** Reports what a setup asks of a client library that it does not have. */
export function refuseLacking(given: Given, preset: ClientPreset): void {
  const { title } = preset;
  const other = 'or leave client out: Apache Kafka’s Java client has it';
  if (!preset.kip848 && given.value('consumer', 'group.protocol') === 'consumer') {
    given.refuse(
      ['consumer'],
      given.place('consumer', 'group.protocol'),
      `${title} does not have group.protocol=consumer (KIP-848)`,
      `set it to classic, ${other}`,
    );
  }
  if (!preset.cooperates && given.value('consumer', 'partition.assignment.strategy') === 'cooperative') {
    given.refuse(
      ['consumer'],
      given.place('consumer', 'partition.assignment.strategy'),
      `${title} does not have cooperative rebalances (KIP-429)`,
      `set it to eager, ${other}`,
    );
  }
  const version = given.value('protocol', 'transactionVersion');
  if (version !== undefined && version !== (preset.protocol.transactionVersion ?? version)) {
    given.refuse(
      ['protocol'],
      given.place('protocol', 'transactionVersion'),
      `${title} does not have transactions of version ${version} (KIP-890)`,
      `leave it out, ${other}`,
    );
  }
}
