/** Where a group begins that has no offset: by_duration names the age from which on a record is passed over (KIP-1106). */
export type OffsetReset = 'earliest' | 'latest' | 'none' | `by_duration:${string}`;

/** Whether the age of a record decides where a group begins that has no offset. */
export const isByDuration = (reset: OffsetReset): boolean => reset.startsWith('by_duration:');
