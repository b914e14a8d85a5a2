import type { BrokerTimer, Fault } from '../../deviation.ts';
import type { Brokers } from './brokers.ts';
import { stallsOf } from '../stage.ts';

type Cluster = Pick<Brokers, 'endpoints'>;

/** What may go wrong as a request reaches a broker: it is lost, its sender is gone, or a broker is before it has taken it. */
export const requestFaults = ({ endpoints }: Cluster): readonly Fault[] => [
  { kind: 'consumer.crash' },
  { kind: 'request.lost' },
  ...endpoints.flatMap((_, broker) => crashOf({ endpoints }, broker)),
];

/**
 * What may go wrong as a leader has appended, and its followers have not fetched yet: it is gone. A producer that does not wait for
 * followers (acks=1) is answered by then; one that does sends again, to whoever leads next.
 */
export const appendFaults = (cluster: Cluster, broker: number): readonly Fault[] => crashOf(cluster, broker);

/** What may go wrong as an answer reaches its client: it is lost or late, its reader is gone, stands still or gets company, or the broker was gone before it had sent it. */
export const responseFaults = (
  cluster: Cluster,
  broker: number,
  running: ReadonlySet<BrokerTimer>,
): readonly Fault[] => [
  { kind: 'consumer.crash' },
  { kind: 'terminate' },
  { kind: 'rebalance' },
  { kind: 'response.lost' },
  { kind: 'response.late' },
  ...stallsOf(running),
  ...crashOf(cluster, broker),
];

/** Of a broker that is not the only one: without it nobody would get anywhere. */
const crashOf = ({ endpoints }: Cluster, broker: number): readonly Fault[] =>
  endpoints.length < 2 ? [] : [{ kind: 'broker.crash', broker }];
