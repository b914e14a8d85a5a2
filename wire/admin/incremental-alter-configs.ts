import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { incrementalAlterConfigsApi } from '../messages/incremental-alter-configs.ts';

const VERSION = 1;

const RESOURCE_TYPES = { topic: 2, broker: 4 } as const;

const SET = 0;
const DELETE = 1;

/**
 * Changes configs of a topic or a broker while it runs; null gives one back its default.
 *
 * @param name The topic, or the broker's id; '' for the default of all brokers.
 * @throws {BrokerError} INVALID_CONFIG, UNKNOWN_TOPIC_OR_PARTITION …
 */
export async function incrementalAlterConfigs(
  connection: Connection,
  type: keyof typeof RESOURCE_TYPES,
  name: string,
  configs: Readonly<Record<string, string | null>>,
): Promise<void> {
  const resource = {
    resourceType: RESOURCE_TYPES[type],
    resourceName: name,
    configs: Object.entries(configs).map(([key, value]) => ({
      name: key,
      configOperation: value === null ? DELETE : SET,
      value,
    })),
  };
  const { responses } = await connection.call(incrementalAlterConfigsApi, VERSION, { resources: [resource] });
  const [{ errorCode, errorMessage }] = responses;
  expectSuccess(`configure ${type} ${name}`, errorCode, errorMessage);
}
