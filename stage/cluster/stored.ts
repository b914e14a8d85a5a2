import type { WireRecord } from '../../wire/record-batch.ts';

/** What a producer sent as one record; its offset is the machine's to know. */
export type Stored = Omit<WireRecord, 'offset'>;
