import { expect, it } from 'vitest';
import { run } from '../run.ts';
import { prepared } from '../testing/prepared.ts';
import { quietWorld } from '../testing/quiet-world.ts';
import type { BrokerWorld } from './broker-world.ts';

/** A program that sends this, and ends by what `until` awaits of its socket. */
const sending = (request: string, until: string) =>
  prepared({
    'x.trial.ts': `
      import { connect } from 'node:net';
      const payload = Buffer.from('${request.replaceAll(' ', '')}', 'hex');
      const length = Buffer.alloc(4);
      length.writeInt32BE(payload.length);
      export default {
        start: async () => {
          const socket = connect(9092, 'broker-0', () => socket.write(Buffer.concat([length, payload])));
          ${until}
        },
      };
    `,
  });

/** Key and version, correlation id, client id `c` and no tags; then group `g`, generation 1, and null for the member's id. */
const NULL_MEMBER_ID = '0008 0009 00000001 0001 63 00 02 67 00000001 00 00 01 00';

it.each([
  ['an OffsetCommit whose member id is null', NULL_MEMBER_ID, 'a string that may not be null is null'],
  ['a request without a whole header', '00', 'is not understood by broker 0'],
])('a broker closes the connection over %s, and the program goes on', async (_, request, why) => {
  const program = await sending(
    request,
    "const { code } = await new Promise((failed) => socket.on('error', failed)); throw new Error('told: ' + code);",
  );
  const { trace, ledger } = await run(program, { ...quietWorld(), isUp: () => true }, 'seed');
  expect(trace.map(({ text }) => text).join('\n')).toContain(why);
  expect(ledger.lives[0].reason).toContain('told: ECONNRESET');
});

it('a run does not end before an answer that is late, though nothing else is left to do', async () => {
  const API_VERSIONS = '0012 0000 00000001 0001 63';
  const program = await sending(
    API_VERSIONS,
    "await new Promise((answered) => socket.on('data', answered)); throw new Error('answered');",
  );
  const world: BrokerWorld = {
    ...quietWorld(0),
    isUp: () => true,
    receive: ({ ticket }) => [{ ticket, body: { errorCode: 0, apiKeys: [] } }],
  };
  const late = { at: 1, fault: { kind: 'response.late' } } as const;
  const { ledger } = await run(program, world, 'seed', [late]);
  expect(ledger.lives[0].reason).toContain('answered');
});
