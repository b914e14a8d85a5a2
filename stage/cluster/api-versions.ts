import { covers } from '../../wire/apache/version-range.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import { apiVersionsApi } from '../../wire/messages/api-versions.ts';
import type { Cluster } from './cluster.ts';
import { answered, type Handler, handler } from './handler.ts';

/** ApiVersions, beside the handlers of everything else that a broker understands. */
export function withApiVersions(others: readonly Handler[]): readonly Handler[] {
  const own: Handler = handler(apiVersionsApi, (cluster, { version }) =>
    answered(cluster, {
      errorCode: covers(own.versions, version) ? ERROR_CODES.NONE : ERROR_CODES.UNSUPPORTED_VERSION,
      apiKeys: [...others, own]
        .sort((a, b) => a.apiKey - b.apiKey)
        .map(({ apiKey, versions: [minVersion, maxVersion] }) => ({ apiKey, minVersion, maxVersion })),
      ...featuresOf(cluster),
    }),
  );
  return [...others, own];
}

/** Clients end transactions as KIP-890 has it where the cluster says that it does. */
function featuresOf({ world }: Cluster) {
  const level = world.protocol.transactionVersion;
  return {
    supportedFeatures: [{ name: 'transaction.version', minVersion: 0, maxVersion: 2 }],
    finalizedFeaturesEpoch: 0,
    finalizedFeatures: [{ name: 'transaction.version', minVersionLevel: level, maxVersionLevel: level }],
  };
}
