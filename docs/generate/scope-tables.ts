import { FAULTS } from '../../model/faults/fault-kinds.ts';
import { NAMED_SCOPES } from '../../setups/named-scopes.ts';
import { code, markdownTable } from './markdown-table.ts';

/** The named scopes. */
export const namedScopes = (): string =>
  markdownTable(
    ['', 'records', 'producers', 'groups', 'members', 'partitions', 'lags'],
    Object.entries(NAMED_SCOPES).map(([name, { records, producers, groups, members, partitions, lags }]) => [
      `${code(name)}${name === 'small' ? ' (the default)' : ''}`,
      ...[records, producers, groups, members, partitions].map(String),
      lags === undefined ? 'the default' : String(lags),
    ]),
  );

/** The kinds of fault. */
export const faultKinds = (): string =>
  markdownTable(
    ['fault', 'what happens', 'cannot happen'],
    Object.entries(FAULTS).map(([kind, { meaning, never }]) => [
      code(kind),
      meaning,
      never.map(({ where, budget }) => `${where}${budget === 'noted' ? ' *(noted)*' : ''}`).join('; '),
    ]),
  );
