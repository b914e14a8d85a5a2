import { Kafka, logLevel } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { EXIT } from './exit.ts';
import { run } from './program.ts';
import { fakeIo, fakeJudging, type FakeIo } from './testing/fake.ts';

const judging = fakeJudging();

/** Brokers that have begun to listen, and what ends them. */
async function started(args: readonly string[], io: FakeIo) {
  let stop: () => void = () => {};
  const ended = run(
    ['broker', '--port', '0', ...args],
    {
      ...io,
      out: (text) => io.out(text),
      onInterrupt: (listener) => {
        stop = listener;
        return () => {};
      },
    },
    judging,
  );
  while (io.stdout === '') await Promise.race([ended, new Promise((soon) => setTimeout(soon, 5))]);
  return { io, stop: () => stop(), ended };
}

describe('kafka-trial broker', () => {
  it('serves a client at the address that it prints, until Ctrl-C', async () => {
    const { io, stop, ended } = await started(['--topic', 'orders:2'], fakeIo());
    const [, address] = /^bootstrap\.servers=(127\.0\.0\.1:\d+)$/m.exec(io.stdout) ?? [];
    const admin = new Kafka({ brokers: [address ?? ''], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    expect(await admin.fetchTopicOffsets('orders')).toHaveLength(2);
    await admin.disconnect();
    stop();
    expect(await ended).toBe(EXIT.asClaimed);
  });

  it('with --steps does nothing before a line says so', async () => {
    let line: (text: string) => void = () => {};
    const fake = fakeIo({
      onLine: (listener) => {
        line = listener;
        return () => {};
      },
    });
    const { io, stop, ended } = await started(['--steps', '--topic', 'orders'], fake);
    const { brokers } = JSON.parse(io.stdout) as { brokers: readonly { host: string; port: number }[] };
    const kafka = new Kafka({
      brokers: brokers.map(({ host, port }) => `${host}:${port}`),
      logLevel: logLevel.NOTHING,
    });
    const admin = kafka.admin();
    const connected = admin.connect();
    while (!io.stdout.includes('ApiVersions')) await new Promise((soon) => setTimeout(soon, 5));
    for (const text of [
      '{"release":7}',
      'x',
      '{"due":true}',
      '{"happen":{"type":"broker.crash","broker":5}}',
      '{"release":1}',
    ])
      line(text);
    await connected;
    await admin.disconnect();
    stop();
    expect(await ended).toBe(EXIT.asClaimed);
    const told = io.stdout.trim().split('\n').slice(1);
    const expected = [
      /"request":\{"ticket":1,"broker":0,"clientId":"kafkajs","api":"ApiVersions"/,
      /"error":"no request 7 is held"/,
      /"error":/,
      /"due":\[\]/,
      /"error":.*cannot happen now/,
      /"released":1/,
    ];
    expect(told.map((text, at) => expected[at]?.test(text))).toEqual(expected.map(() => true));
  });

  it.each([
    [['--port', '70000'], /--port: "70000" is no port/],
    [['--topic', 'a b'], /--topic: "a b" is no topic/],
    [['--port', '0', '--topic', 'orders:31'], /31 partitions, where 30 are possible/],
    [['--port', '0', '--host', '203.0.113.1'], /--host: nobody can listen on 203\.0\.113\.1/],
  ])('refuses %s', async (args, reason) => {
    const io = fakeIo();
    expect(await run(['broker', ...args], io, judging)).toBe(EXIT.badInput);
    expect(io.stderr).toMatch(reason);
  });
});
