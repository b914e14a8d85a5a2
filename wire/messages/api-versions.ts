import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, int64, string } from '../schema/primitives.ts';
import { since, struct, tagged } from '../schema/struct.ts';

const request = struct({
  clientSoftwareName: since(3, string),
  clientSoftwareVersion: since(3, string),
});

const response = struct({
  errorCode: int16,
  apiKeys: array(
    struct({
      apiKey: int16,
      minVersion: int16,
      maxVersion: int16,
    }),
  ),
  throttleTimeMs: since(1, int32),
  supportedFeatures: tagged(
    0,
    3,
    array(
      struct({
        name: string,
        minVersion: int16,
        maxVersion: int16,
      }),
    ),
  ),
  finalizedFeaturesEpoch: tagged(1, 3, int64, -1),
  finalizedFeatures: tagged(
    2,
    3,
    array(
      struct({
        name: string,
        maxVersionLevel: int16,
        minVersionLevel: int16,
      }),
    ),
  ),
  zkMigrationReady: tagged(3, 3, bool),
});

/**
 * A client asks which versions a broker knows. A broker that does not know the version asked in answers in version 0.
 */
export const apiVersionsApi = exchange(API.ApiVersions, request, response);
