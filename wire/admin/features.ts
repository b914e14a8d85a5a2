import type { Connection } from '../connection.ts';
import { expectSuccess } from '../broker-error.ts';
import { apiVersionsApi } from '../messages/api-versions.ts';

const VERSION = 3;
const SOFTWARE = { clientSoftwareName: 'kafka-trial', clientSoftwareVersion: '0' };

/** Features of a cluster (KIP-584), by name. */
export interface Features {
  /** The newest level that the broker asked knows. */
  readonly supported: ReadonlyMap<string, number>;
  /** The level that the cluster is at; what is missing is at 0. */
  readonly finalized: ReadonlyMap<string, number>;
}

/** What a broker says of itself to everybody. @throws {ConnectionFailed} by whoever is no broker, or wants TLS or SASL. */
export async function featuresOf(connection: Connection): Promise<Features> {
  const { errorCode, supportedFeatures, finalizedFeatures } = await connection.call(apiVersionsApi, VERSION, SOFTWARE);
  expectSuccess('ask a broker what it knows', errorCode);
  return {
    supported: new Map(supportedFeatures.map(({ name, maxVersion }) => [name, maxVersion])),
    finalized: new Map(finalizedFeatures.map(({ name, maxVersionLevel }) => [name, maxVersionLevel])),
  };
}
