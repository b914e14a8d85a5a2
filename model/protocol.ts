import { GROUPS } from './switches/groups.ts';
import { MECHANISMS } from './switches/mechanisms.ts';
import { REPLICATION } from './switches/replication.ts';
import type { Settings } from './switches/switch.ts';
import { TRANSACTIONS } from './switches/transactions.ts';

/**
 * The switches of the protocol: what differs between the versions of Kafka, and what the suite can break on purpose.
 *
 * Today's protocol is the default. A switch that follows Kafka's history says which KIP or issue changed it and in
 * which version; `kafka: "2.0"` in a setup turns them as that version had them. A switch of the last group never was a
 * version of Kafka.
 *
 * The table lies in this room and not in `setups/`, because the type that the rules read comes from it, and this room
 * imports nothing. Its order is that of a resolved setup.
 */
export const PROTOCOL = { ...REPLICATION, ...TRANSACTIONS, ...GROUPS, ...MECHANISMS };

/** The value of every switch, as the rules read them. */
export type Protocol = Settings<typeof PROTOCOL>;
