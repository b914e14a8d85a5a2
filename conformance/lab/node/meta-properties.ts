import { randomBytes } from 'node:crypto';

/** A random identifier as Kafka writes them: 16 bytes, 22 characters of base64url; none begins with a dash. */
export function randomUuid(): string {
  const text = randomBytes(16).toString('base64url');
  return text.startsWith('-') ? randomUuid() : text;
}

/** What `meta.properties` says in the directory of a node's logs: to what cluster it belongs, and whose it is. */
export const metaProperties = (node: number, clusterId: string): string =>
  `version=1\ncluster.id=${clusterId}\nnode.id=${node}\ndirectory.id=${randomUuid()}\n`;
