/**
 * A change that becomes several records (`EventDispatcher`: a deletion and its tombstone, a primary key that changes) has the
 * same offset in each of them, so that the first one's covers all.
 */
export const DEBEZIUM_CHANGES = {
  name: 'debezium/dbz #2549',
  said: 'a change that becomes several records, as that of a primary key does, is passed over from the second on where its task starts again between them (open)',
} as const;
