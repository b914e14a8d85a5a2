import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { compiledJar } from './compiled-jar.ts';
import { javaSources } from './java-sources.ts';
import type { Jars } from './jars.ts';

/** An assignor of the group coordinator (KIP-848) that does what the harness says. */

/** What it is compiled against. */
const NEEDED = /^kafka-(?:clients|group-coordinator-api)-/;

/** Properties of a broker whose groups are assigned by it, at once, and whose members are never late. */
export const PLANNED_ASSIGNMENT = {
  'group.consumer.assignors': 'kafkatrial.PlannedAssignor',
  'group.consumer.heartbeat.interval.ms': '2147483646',
  'group.consumer.max.heartbeat.interval.ms': '2147483646',
  'group.consumer.session.timeout.ms': '2147483647',
  'group.consumer.max.session.timeout.ms': '2147483647',
  // From 4.3 on assignments are put off and made by another thread.
  'group.consumer.assignment.interval.ms': '0',
  'group.consumer.assignor.offload.enable': 'false',
} as const;

/** Its jar, for the classpath of the coordinator. @throws {InputError} when this Java has no compiler. */
export const plannedAssignor = (java: string, jars: Jars): Promise<string> =>
  compiledJar({
    what: 'the assignor of the group coordinator',
    name: 'assignor',
    sources: javaSources('conformance/lab/java'),
    java,
    version: jars.version,
    classpath: jars.classpath.filter((jar) => NEEDED.test(basename(jar))),
    folder: join(cacheFolder(process.env), 'driver'),
  });

/** A partition that a member shall have. */
export interface PlannedPartition {
  readonly memberId: string;
  readonly topicId: string;
  readonly partition: number;
}

/** What is assigned from now on, in all groups. @param logs the folder of the coordinator's logs. */
export function planAssignments(logs: string, plan: readonly PlannedPartition[]): void {
  const lines = plan.map(({ memberId, topicId, partition }) => `${memberId} ${topicId} ${partition}\n`);
  writeFileSync(join(dirname(logs), 'assignments'), lines.join(''));
}
