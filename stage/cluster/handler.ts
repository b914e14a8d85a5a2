import type { Body } from '../../wire/apache/message-type.ts';
import { apiSchema } from '../../wire/apache/schemas.ts';
import type { VersionRange } from '../../wire/apache/version-range.ts';
import { apiName } from '../../wire/api-keys.ts';
import type { Exchange } from '../../wire/schema/exchange.ts';
import type { Loose } from '../../wire/schema/type.ts';
import type { Arrived } from './arrived.ts';
import type { Cluster } from './cluster.ts';

/** A cluster that has taken a request, and its answer; null where that comes later. */
export interface Handled<P> {
  readonly cluster: Cluster;
  readonly answer: Loose<P> | null;
}

/** What a broker does about the requests of one API. */
export interface Handler {
  readonly apiKey: number;
  /** Those of Kafka, as far as they are understood here. */
  readonly versions: VersionRange;
  handle(cluster: Cluster, arrived: Arrived): Handled<Body>;
}

/**
 * A handler whose bodies are typed as `wire/messages` has them: the same fields as Apache's schemas, which a test of that
 * room sees to.
 *
 * @param to the last version that is understood, where Kafka knows later ones.
 */
export function handler<Q, P>(
  { apiKey }: Exchange<Q, P>,
  handle: (cluster: Cluster, arrived: Arrived<Q>) => Handled<NoInfer<P>>,
  to = Number.POSITIVE_INFINITY,
): Handler {
  return {
    apiKey,
    // Schemas are read when somebody asks: a command line that needs none of them does not wait for them.
    get versions() {
      const [from, last] = apiSchema(apiName(apiKey))?.versions ?? [0, 0];
      return [from, Math.min(last, to)] as const;
    },
    handle: (cluster, arrived) => handle(cluster, arrived as Arrived<Q>) as Handled<Body>,
  };
}

/** A request that is answered at once and changes nothing. */
export const answered = <P>(cluster: Cluster, answer: Loose<P>): Handled<P> => ({ cluster, answer });
