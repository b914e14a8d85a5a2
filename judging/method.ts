/** How a setup is tried; `auto` searches the whole scope where it can, and walks at random where it cannot. */
export const METHODS = ['auto', 'commands', 'walk', 'exhaustive'] as const;

export type Method = (typeof METHODS)[number];
