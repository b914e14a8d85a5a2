import { expect, it } from 'vitest';
import { run } from '../run.ts';
import { prepared } from '../testing/prepared.ts';
import { quietWorld } from '../testing/quiet-world.ts';

/** Key and version, correlation id, client id `c` and no tags; then group `g`, generation 1, and null for the member's id. */
const NULL_MEMBER_ID = '0008 0009 00000001 0001 63 00 02 67 00000001 00 00 01 00';

it.each([
  ['an OffsetCommit whose member id is null', NULL_MEMBER_ID, 'a string that may not be null is null'],
  ['a request without a whole header', '00', 'is not understood by broker 0'],
])('a broker closes the connection over %s, and the program goes on', async (_, request, why) => {
  const program = await prepared({
    'x.trial.ts': `
      import { connect } from 'node:net';
      const payload = Buffer.from('${request.replaceAll(' ', '')}', 'hex');
      const length = Buffer.alloc(4);
      length.writeInt32BE(payload.length);
      export default {
        start: async () => {
          const socket = connect(9092, 'broker-0', () => socket.write(Buffer.concat([length, payload])));
          const { code } = await new Promise((failed) => socket.on('error', failed));
          throw new Error('told: ' + code);
        },
      };
    `,
  });
  const { trace, ledger } = await run(program, { ...quietWorld(), isUp: () => true }, 'seed');
  expect(trace.map(({ text }) => text).join('\n')).toContain(why);
  expect(ledger.lives[0].reason).toContain('told: ECONNRESET');
});
