import { covers } from '../../wire/apache/version-range.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import { apiVersionsApi } from '../../wire/messages/api-versions.ts';
import { answered, type Handler, handler } from './handler.ts';

/** ApiVersions, beside the handlers of everything else that a broker understands. */
export function withApiVersions(others: readonly Handler[]): readonly Handler[] {
  const own: Handler = handler(apiVersionsApi, (cluster, { version }) =>
    answered(cluster, {
      errorCode: covers(own.versions, version) ? ERROR_CODES.NONE : ERROR_CODES.UNSUPPORTED_VERSION,
      apiKeys: [...others, own]
        .sort((a, b) => a.apiKey - b.apiKey)
        .map(({ apiKey, versions: [minVersion, maxVersion] }) => ({ apiKey, minVersion, maxVersion })),
    }),
  );
  return [...others, own];
}
