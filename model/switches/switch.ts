/**
 * A switch is one entry of one table. Its type, the values that a setup may give it, the defaults of each version, the
 * messages about it and the tables of the documentation are read off the entry and written nowhere else.
 */
export interface Switch {
  readonly takes: Takes;
  /** What it does, as a clause: "a follower joins the ISR once ...". */
  readonly does: string;
}

/** The values of a switch: some of them, or every whole number between two bounds, both included. */
export type Takes = readonly (string | number | boolean)[] | Range;

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A switch that is on or off. */
export const ON_OFF = [true, false] as const;

/** The type of a switch's value. */
export type ValueOf<S extends Pick<Switch, 'takes'>> = S['takes'] extends readonly (infer Value)[] ? Value : number;

/** A value for each switch of a table. */
export type Settings<Table extends Readonly<Record<string, Switch>>> = {
  readonly [Name in keyof Table]: ValueOf<Table[Name]>;
};

/** Where somebody can read about it; `sourceUrl` has the page. */
export type Source = `KIP-${number}` | `KAFKA-${number}`;

/** A value and the releases that brought it: several where it went into several branches at once. */
export type Change<Value = string | number | boolean> = readonly [value: Value, ...since: readonly string[]];

/** The values of something through the versions of Kafka, oldest first; the first one has been so from the beginning. */
export type History<Value = string | number | boolean> = readonly [readonly [value: Value], ...Change<Value>[]];

/**
 * Whose version decides: that of the brokers (with controller and coordinators), that of the clients, or the older of the
 * two, where both must have it.
 */
export type Side = 'broker' | 'client' | 'both';

/** What must be so besides the version: a cluster without ZooKeeper, or transactions of version 2 (KIP-890). */
export type Need = 'KRaft' | 'transaction.version 2';

/** A switch of the protocol: a mechanism of Kafka that a version lacked, or one that a test takes away. */
export interface ProtocolSwitch extends Switch {
  readonly side: Side;
  /** The side of a transactional producer, where that is another one. */
  readonly ofTransactions?: Side;
  /** How the versions of Kafka had it. The last value is today's, or that of the release to come. */
  readonly history: History;
  /** Without it the value is the first of the history, in every version. */
  readonly needs?: Need;
  /** Clients since a version with brokers before another have the first value of the history, whatever else they have. */
  readonly unless?: { readonly clients: string; readonly brokersBefore: string };
  /** What in Kafka's source decides the versions: classes, commits and release tags, in a few words. */
  readonly decided: string;
  /** The KIPs and issues that changed it; none where no version of Kafka was ever without it. */
  readonly sources: readonly Source[];
  /** What goes wrong without it, as a clause. */
  readonly otherwise: string;
}

/** A switch of the clients: a behaviour of Apache Kafka's Java client that other libraries lacked. */
export interface ClientSwitch extends Switch {
  /** What the Java client has, in every version. */
  readonly java: string | boolean;
  /** What others had, value by value. */
  readonly bugs: readonly ClientBug[];
  /** Libraries that do otherwise without being wrong, and what in their source says so. */
  readonly differs?: string;
}

/** A published bug of a client library. */
export interface ClientBug {
  readonly value: string | boolean;
  /** Where it was, and what says so: a changelog, a commit and its first tag, an issue. */
  readonly found: readonly {
    readonly library: string;
    readonly versions: string;
    readonly issues?: string;
    readonly decided: string;
    /** Set where the library's own documentation says that it is so: what its users do about it, if anything, and the keys of a setup that say that. */
    readonly documented?: {
      readonly way: string;
      readonly edit?: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
    };
  }[];
  /** What went wrong, as a sentence without a full stop. */
  readonly wrong: string;
  /** What the fix was; where nobody has fixed it, what would be right. */
  readonly fix: string;
}

/** Chooses a value for each switch of a table, in the order of the table. */
export function settings<const Table extends Readonly<Record<string, Switch>>>(
  table: Table,
  choose: (name: keyof Table & string, entry: Table[keyof Table & string]) => string | number | boolean,
): Settings<Table> {
  const names = Object.keys(table) as (keyof Table & string)[];
  // One value a name, each of them one that its switch takes.
  return Object.fromEntries(names.map((name) => [name, choose(name, table[name])])) as Settings<Table>;
}
