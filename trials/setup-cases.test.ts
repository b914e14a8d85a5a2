import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { setupCases } from './setup-cases.ts';
import { installedHere } from './testing/installed-here.ts';

const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-setups-'));
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(
  join(folder, 'kip-848.yaml'),
  `consumer: { group.protocol: consumer, auto.offset.reset: earliest }
cluster: { brokers: 1 }
topic: { replication.factor: 1 }
application: { idempotency.key: true }
scope: { records: 1, members: 1 }
faults: {}
`,
);

describe('the setups of the documentation', () => {
  it('are played on each release that has what they say: by random walks where they hold', async () => {
    const { cases, leftOut } = await setupCases(installedHere('3.6.2', '4.1.2'), folder, {});
    expect(cases.map(({ name, group, version }) => [name, group, version])).toEqual(
      [1, 2, 3].map((walk) => [`kip-848 walk ${walk}`, 'setup', '4.1.2']),
    );
    expect(leftOut).toEqual([
      {
        group: 'setup',
        name: 'kip-848 on 3.6.2',
        because: expect.stringContaining('cannot be consumer before Kafka 3.7') as string,
      },
    ]);
  });
});
