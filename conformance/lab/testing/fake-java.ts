import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { FrameCutter, framed } from '../../../wire/frame-cutter.ts';
import { createTopicsApi } from '../../../wire/messages/create-topics.ts';
import { metadataApi } from '../../../wire/messages/metadata.ts';
import { readRequestHeader } from '../../../wire/request-header.ts';

/**
 * Started as Java is for a broker: says that it registers, and then listens. Of Kafka it has what a cluster asks the home
 * node for: topics are created, and all brokers that there may be are unfenced. The property `fake.fails` ends it.
 */
const properties = new Map(
  readFileSync(process.argv.at(-1) ?? '', 'utf8')
    .split('\n')
    .map((line) => line.split('=') as [string, string]),
);
const created: string[] = [];

const answerTo = (payload: Buffer): Buffer => {
  const { apiKey, apiVersion, correlationId } = readRequestHeader(payload);
  if (apiKey === createTopicsApi.apiKey) {
    const { topics } = createTopicsApi.readRequest(payload);
    created.push(...topics.map(({ name }) => name));
    return createTopicsApi.writeResponse(apiVersion, correlationId, { topics: topics.map(({ name }) => ({ name })) });
  }
  return metadataApi.writeResponse(apiVersion, correlationId, {
    brokers: [0, 1, 100].map((nodeId) => ({ nodeId, host: '127.0.0.1', port: 1 })),
    topics: created.map((name) => ({
      name,
      partitions: [{ leaderId: 100, replicaNodes: [100], isrNodes: [100] }],
    })),
  });
};

console.log(`node ${properties.get('node.id')} is now STARTING`);
if (properties.has('fake.fails')) {
  console.log('ERROR the disk is full');
  process.exit(1);
}
for (const [, port] of (properties.get('listeners') ?? '').matchAll(/:(\d+)/g)) {
  const server = createServer((socket) => {
    const cutter = new FrameCutter();
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      for (const payload of cutter.push(chunk)) socket.write(framed(answerTo(payload)));
    });
  });
  server.listen(Number(port), '127.0.0.1');
}
