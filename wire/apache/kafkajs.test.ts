import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { API, apiName } from '../api-keys.ts';
import { readBatches } from '../record-batch.ts';
import { writeBatch } from '../write-batch.ts';
import { decodeRequest, encodeResponse } from './decode-request.ts';
import { type ApiSchema, apiSchema } from './schemas.ts';
import { covers } from './version-range.ts';

/** What kafkajs's own protocol writes is read here, and what is written here is read by it: every version of both. */

interface Protocol {
  readonly request: { encode(): Promise<{ readonly buffer: Buffer }> };
  readonly response: { decode(body: Buffer): Promise<unknown> };
}
interface Requests {
  readonly [api: string]: {
    readonly versions: readonly string[];
    protocol(of: { readonly version: number }): (args: unknown) => Protocol;
  };
}

const load = createRequire(import.meta.url);
const requests = load('kafkajs/src/protocol/requests/index.js') as { readonly requests: Requests };
const encoded = load('kafkajs/src/protocol/request.js') as (of: object) => Promise<{ readonly buffer: Buffer }>;
const { MemberAssignment } = load('kafkajs/src/consumer/assignerProtocol.js') as {
  readonly MemberAssignment: { encode(of: object): Buffer };
};

const topics = [
  { topic: 't', partitions: [{ partition: 1, offset: '7', fetchOffset: 7, timestamp: -1, maxBytes: 9 }] },
];
const messages = [{ key: 'k', value: 'v', headers: { h: 'x' } }, { value: null }];

/** What kafkajs's requests are made of; each takes what it knows. */
const common = {
  groupId: 'g',
  groupGenerationId: 3,
  generationId: 3,
  memberId: 'm',
  groupInstanceId: null,
  transactionalId: 'x',
  producerId: 5,
  producerEpoch: 1,
  transactionTimeout: 60_000,
  transactionResult: true,
  sessionTimeout: 30_000,
  rebalanceTimeout: 60_000,
  retentionTime: '-1',
  protocolType: 'consumer',
  groupProtocols: [{ name: 'p', metadata: Buffer.from([1]) }],
  groupAssignment: [
    { memberId: 'm', memberAssignment: MemberAssignment.encode({ version: 0, assignment: { t: [1] } }) },
  ],
  maxWaitTime: 5000,
  minBytes: 1,
  maxBytes: 1000,
  acks: -1,
  timeout: 30_000,
  groupIds: ['g'],
  validateOnly: false,
  coordinatorKey: 'g',
};

const topicsOf: Readonly<Record<string, unknown>> = {
  Metadata: ['t'],
  AddPartitionsToTxn: [{ topic: 't', partitions: [1] }],
  OffsetFetch: [{ topic: 't', partitions: [{ partition: 1 }] }],
  CreateTopics: [{ topic: 't', numPartitions: 1, replicationFactor: 1 }],
};

const argsOf = (name: string): unknown => {
  if (name === 'Produce')
    return {
      ...common,
      topicData: [{ topic: 't', partitions: [{ partition: 1, firstSequence: 0, messages }] }],
    };
  return { ...common, topics: topicsOf[name] ?? topics };
};

/** What must be in a body: of one field each, in whichever way the version has it. */
const told: Readonly<Record<string, RegExp>> = {
  Produce: /"timeoutMs":30000.*"name":"t".*"index":1/,
  Fetch: /"maxWaitMs":5000.*"fetchOffset":7/,
  ListOffsets: /"partitionIndex":1.*"timestamp":-1/,
  Metadata: /"name":"t"/,
  OffsetCommit: /"groupId":"g".*"committedOffset":7/,
  OffsetFetch: /"partitionIndexes":\[1\]/,
  FindCoordinator: /"key":"g"/,
  JoinGroup: /"sessionTimeoutMs":30000.*"protocolType":"consumer"/,
  Heartbeat: /"generationId":3,"memberId":"m"/,
  LeaveGroup: /"memberId":"m"/,
  SyncGroup: /"generationId":3.*"assignments":\[\{"memberId":"m"/,
  InitProducerId: /"transactionTimeoutMs":60000/,
  AddPartitionsToTxn: /"partitions":\[1\]/,
  AddOffsetsToTxn: /"producerId":5,"producerEpoch":1,"groupId":"g"/,
  EndTxn: /"committed":true/,
  TxnOffsetCommit: /"committedOffset":7/,
  CreateTopics: /"numPartitions":1,"replicationFactor":1/,
  DescribeGroups: /"groups":\["g"\]/,
  ApiVersions: /\{/,
};

function* versionsOf(name: string): Generator<{ version: number; protocol: Protocol; api: ApiSchema }> {
  const api = apiSchema(name);
  // It has kept the name of before Kafka 0.11.
  const theirs = requests.requests[name === 'FindCoordinator' ? 'GroupCoordinator' : name];
  for (const version of theirs.versions.map(Number))
    if (api && covers(api.versions, version))
      yield { version, api, protocol: theirs.protocol({ version })(argsOf(name)) };
}

describe.each(Object.keys(told))('%s of kafkajs', (name) => {
  it('is read, and its answer is understood', async () => {
    let versions = 0;
    for (const { version, api, protocol } of versionsOf(name)) {
      const { buffer } = await encoded({ correlationId: 9, clientId: 'kjs', request: protocol.request });
      const read = decodeRequest(buffer.subarray(4));
      expect(read).toMatchObject({ apiKey: api.apiKey, version, correlationId: 9, clientId: 'kjs' });
      expect(JSON.stringify(read.body)).toMatch(told[name]);
      const again = api.exchange.writeRequest({ apiVersion: version, correlationId: 9, clientId: 'kjs' }, read.body);
      expect(again.toString('hex')).toBe(buffer.subarray(4).toString('hex'));
      const answer = encodeResponse(api.apiKey, version, 9, { throttleTimeMs: 11, errorCode: 0 });
      expect(await protocol.response.decode(answer.subarray(4))).toBeDefined();
      versions += 1;
    }
    expect(versions).toBeGreaterThan(0);
  });
});

describe('record batches of kafkajs', () => {
  it('are read: two records, a header, no value', async () => {
    const [{ protocol }] = [...versionsOf(apiName(API.Produce))];
    const { buffer } = await encoded({ correlationId: 9, clientId: 'kjs', request: protocol.request });
    const body = JSON.stringify(decodeRequest(buffer.subarray(4)).body);
    const [, bytes] = /"records":\{"type":"Buffer","data":\[([\d,]+)\]/.exec(body) ?? [];
    const [batch] = readBatches(Buffer.from(bytes.split(',').map(Number)));
    expect(batch).toMatchObject({ producerId: 5, producerEpoch: 1, baseSequence: 0 });
    expect(batch.records).toMatchObject([
      { offset: 0, key: Buffer.from('k'), value: Buffer.from('v'), headers: [{ key: 'h', value: Buffer.from('x') }] },
      { offset: 1, key: null, value: null },
    ]);
  });

  it.each([0, 1])('are written so that it reads them, attributes %i', async (attributes) => {
    const records = writeBatch({
      attributes,
      records: [
        { offset: 3, value: Buffer.from('v') },
        { offset: 4, value: null },
      ],
    });
    const partitions = [{ partitionIndex: 1, highWatermark: 5, records }];
    const answer = encodeResponse(API.Fetch, 11, 9, { responses: [{ topic: 't', partitions }] });
    const eleventh = [...versionsOf('Fetch')].find(({ version }) => version === 11);
    expect(await eleventh?.protocol.response.decode(answer.subarray(4))).toMatchObject({
      responses: [
        {
          topicName: 't',
          partitions: [{ highWatermark: '5', messages: [{ offset: '3' }, { offset: '4', value: null }] }],
        },
      ],
    });
  });
});
