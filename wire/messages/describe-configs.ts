import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, int8, nullableArray, nullableString, string } from '../schema/primitives.ts';
import { initially, since, struct, until } from '../schema/struct.ts';

const request = struct({
  resources: array(
    struct({
      resourceType: int8,
      resourceName: string,
      // null for all of them.
      configurationKeys: initially(null, nullableArray(string)),
    }),
  ),
  includeSynonyms: since(1, bool),
  includeDocumentation: since(3, bool),
});

const response = struct({
  throttleTimeMs: int32,
  results: array(
    struct({
      errorCode: int16,
      errorMessage: initially('', nullableString),
      resourceType: int8,
      resourceName: string,
      configs: array(
        struct({
          name: string,
          value: initially('', nullableString),
          readOnly: bool,
          isDefault: until(0, bool),
          configSource: since(1, int8, -1),
          isSensitive: bool,
          synonyms: since(
            1,
            array(
              struct({
                name: string,
                value: initially('', nullableString),
                source: int8,
              }),
            ),
          ),
          configType: since(3, int8),
          documentation: since(3, nullableString),
        }),
      ),
    }),
  ),
});

/** The properties of a broker or a topic, those included that nobody has set. */
export const describeConfigsApi = exchange(API.DescribeConfigs, request, response);
