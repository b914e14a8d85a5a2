import { API, apiName } from '../../../wire/api-keys.ts';
import type { VersionRange } from '../../../wire/apache/version-range.ts';
import type { Answer } from '../../cluster/arrived.ts';
import type { Refuse } from '../undeclared.ts';

/**
 * What clients ask of Kafka's brokers and the stage's have not, by the versions of Kafka 4.1 (`common/message/*Request.json`). A client that is
 * not offered it makes an error of its own of that, which the program may take for a failure of Kafka's: it goes wrong where it would not.
 */
const UNSPOKEN: ReadonlyMap<number, VersionRange> = new Map([
  [API.DeleteRecords, [0, 2]],
  [API.DescribeAcls, [1, 3]],
  [API.CreateAcls, [1, 3]],
  [API.DeleteAcls, [1, 3]],
  [API.DescribeConfigs, [1, 4]],
  [API.AlterConfigs, [0, 2]],
  [API.DescribeLogDirs, [1, 4]],
  [API.CreatePartitions, [0, 3]],
  [API.DeleteGroups, [0, 2]],
  [API.ElectLeaders, [0, 2]],
  [API.IncrementalAlterConfigs, [0, 1]],
  [API.AlterPartitionReassignments, [0, 1]],
  [API.ListPartitionReassignments, [0, 0]],
  [API.OffsetDelete, [0, 0]],
  [API.DescribeClientQuotas, [0, 1]],
  [API.AlterClientQuotas, [0, 1]],
  [API.DescribeUserScramCredentials, [0, 0]],
  [API.AlterUserScramCredentials, [0, 0]],
]);

const OFFERED = [...UNSPOKEN].map(([apiKey, [minVersion, maxVersion]]) => ({ apiKey, minVersion, maxVersion }));

/** What brokers offer, and beside it what is refused for good once it is asked for. */
export const withUnspoken = (body: Answer['body']): Answer['body'] => ({
  ...body,
  apiKeys: [...(Array.isArray(body.apiKeys) ? body.apiKeys : []), ...OFFERED],
});

/** @throws what refuses it, where the brokers here do not have what is asked for. */
export function refuseUnspoken(apiKey: number, refuse: Refuse): void {
  if (UNSPOKEN.has(apiKey))
    refuse(
      `asks the brokers for ${apiName(apiKey)}, which those of the stage do not have`,
      'put the function that asks for it into a module of its own, and declare that in `effects`, with what it is answered in `returns`',
    );
}
