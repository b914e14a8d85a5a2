import { type Why, WHYS } from '../../stage/verdict/why.ts';
import { markdownTable } from './markdown-table.ts';

/** What a line of a program on trial may be to blame for, and what mends it. */
export const reasons = (): string =>
  markdownTable(
    ['why the line', 'way out'],
    Object.values<Why>(WHYS).map(({ says, wayOut = '' }) => [says, wayOut]),
  );
