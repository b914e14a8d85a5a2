import { describe, expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';
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

it('a client that sends for ever what no broker can read is told of twice, and is named in the ledger', async () => {
  const program = await prepared({
    'x.trial.ts': `
      import { connect } from 'node:net';
      const send = () => {
        const socket = connect(9092, 'broker-0', () => socket.write(Buffer.from([0, 0, 0, 1, 0])));
        socket.on('error', () => setTimeout(send, 1000));
      };
      export default { start: send };
    `,
  });
  const { trace, ledger } = await run(program, { ...quietWorld(), isUp: () => true }, 'seed');
  expect(trace.filter(({ text }) => text.startsWith('is not understood'))).toHaveLength(2);
  expect(ledger.lives).toEqual([{ process: 0, incarnation: 0, end: 'alive', isMisread: true }]);
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

describe('a broker that crashes', () => {
  /** Version, correlation id, client id `c`, no transactional id, acks=1, no time-out, no topics. */
  const PRODUCE = '0000 0003 00000001 0001 63 ffff 0001 00000000 00000000';

  /** What the program reads before its connection breaks, where the broker crashes at a moment. */
  async function read(at: number) {
    const program = await sending(
      PRODUCE,
      `let bytes = 0;
       socket.on('data', (data) => { bytes += data.length; });
       const { code } = await new Promise((failed) => socket.on('error', failed));
       throw new Error(bytes + ' bytes, ' + code);`,
    );
    let [state, isUp] = [{}, true];
    const world: BrokerWorld = {
      ...quietWorld(0),
      endpoints: [0, 1].map((broker) => ({ host: `broker-${broker}`, port: 9092 })),
      get state() {
        return state;
      },
      isUp: () => isUp,
      receive: ({ ticket }) => {
        state = {};
        return [{ ticket, body: { responses: [], throttleTimeMs: 0 } }];
      },
      crash: () => {
        isUp = false;
        return [];
      },
    };
    const { ledger, points } = await run(program, world, 'seed', [{ at, fault: { kind: 'broker.crash', broker: 0 } }]);
    return [`${points[at].kind} ${points[at].what}`, ledger.lives[0].reason];
  }

  it('as it has appended has answered by then: the answer arrives, and the connection breaks after it', async () => {
    expect(await read(1)).toEqual(['append Produce', 'Error: 16 bytes, ECONNRESET']);
  });

  it('before or after that is heard of no more', async () => {
    expect(await read(0)).toEqual(['request Produce', 'Error: 0 bytes, ECONNRESET']);
    expect(await read(2)).toEqual(['response Produce', 'Error: 0 bytes, ECONNRESET']);
  });
});
