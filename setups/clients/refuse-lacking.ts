import type { Given } from '../given.ts';
import type { ClientPreset } from './client-preset.ts';

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
  const cooperative = given.value('consumer', 'partition.assignment.strategy') === 'cooperative';
  if (!preset.cooperates && cooperative && given.value('consumer', 'group.protocol') !== 'consumer') {
    given.refuse(
      ['consumer'],
      given.place('consumer', 'partition.assignment.strategy'),
      `${title} does not have cooperative rebalances (KIP-429)`,
      `set it to eager, ${other}`,
    );
  }
  const version = given.value('protocol', 'transactionVersion');
  if (version !== undefined && version > (preset.protocol.transactionVersion ?? version)) {
    given.refuse(
      ['protocol'],
      given.place('protocol', 'transactionVersion'),
      `${title} does not have transactions of version ${version} (KIP-890)`,
      `leave it out, ${other}`,
    );
  }
  if (preset.idempotent === null) refuseIdempotence(given, title);
  else if (preset.transactionsSince !== undefined) refuseTransactions(given, title, preset.transactionsSince);
}

function refuseTransactions(given: Given, title: string, since: string): void {
  const id = (given.value('producer', 'transactional.id') ?? null) === null ? undefined : 'transactional.id';
  if (id === undefined && given.value('application', 'commit') !== 'transaction') return;
  given.refuse(
    ['producer', 'application'],
    given.place('producer', 'transactional.id') ?? given.place('application', 'commit'),
    `${title} has no transactions: ${since} is the first with them`,
    'give them up, or name a later version',
  );
}

function refuseIdempotence(given: Given, title: string): void {
  const transactional = (given.value('producer', 'transactional.id') ?? null) !== null;
  const commits = given.value('application', 'commit') === 'transaction';
  if (!transactional && !commits && given.value('producer', 'enable.idempotence') !== true) return;
  const key = transactional ? 'transactional.id' : 'enable.idempotence';
  given.refuse(
    ['producer', 'application'],
    given.place('producer', key) ?? given.place('application', 'commit'),
    `the producer of ${title} has neither idempotence nor transactions`,
    'leave them out, or name another client: Apache Kafka’s Java client has both',
  );
}
