/** A number as it is printed: `12345` as `12,345`, whatever the machine's locale. */
export const printed = (value: number): string => value.toLocaleString('en-US');

/** How far a search of a scope got that did not come to its end, and why it did not. */
export const unfinishedWords = (states: number, depth: number, reason: string): string =>
  `scope not finished: ${printed(states)} ${states === 1 ? 'state' : 'states'}, depth ${printed(depth)}; ${reason}`;
