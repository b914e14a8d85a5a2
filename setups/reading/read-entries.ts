import type { SetupInput } from '../input.ts';
import type { Place } from '../place.ts';

/** What a text says of a setup: its entries with their lines, and what is wrong with the text itself. */
export type ReadEntries = Required<Pick<SetupInput, 'entries' | 'sections' | 'problems'>>;

/** What is read of a text that is of no use. */
export const unreadable = (place: Place, reason: string, wayOut: string): ReadEntries => ({
  entries: [],
  sections: [],
  problems: [{ place, reason, wayOut }],
});

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
