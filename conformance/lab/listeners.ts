/** The node that is controller and coordinators' broker, and never a victim of a fault. */
export const HOME = 100;

/** A place at which a node is reached. */
export interface Listener {
  /** `external-N` for clients, `internal-N` for brokers; `controller` is that of the home node. */
  readonly name: string;
  /** The port that everybody is told: where a proxy listens. */
  readonly advertised: number;
  /** The port at which the node itself listens. */
  readonly real: number;
}

/** The kinds of listeners of a broker, as its properties call them. */
export const KINDS = ['EXTERNAL', 'INTERNAL'] as const;

/** The data brokers' numbers, and the home node's. */
export const nodesOf = (brokers: number): readonly number[] => [
  ...Array.from({ length: brokers }, (_, broker) => broker),
  HOME,
];

/** How many ports a cluster takes: two for each listener. */
export const portsOf = (brokers: number): number => 2 * (2 * nodesOf(brokers).length + 1);

/** Gives ports to the listeners of all nodes. */
export function listenersOf(brokers: number, ports: readonly number[]): readonly Listener[] {
  const names = [...nodesOf(brokers).flatMap((node) => KINDS.map((kind) => listenerName(kind, node))), 'controller'];
  return names.map((name, index) => ({ name, advertised: ports[2 * index], real: ports[2 * index + 1] }));
}

/** The name of a broker's listener. */
export const listenerName = (kind: (typeof KINDS)[number], node: number): string => `${kind.toLowerCase()}-${node}`;
