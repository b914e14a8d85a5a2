import type { MicroOperation, Operation, OperationType } from '../recording/operation.ts';

/** One step of a process: it begins an operation, or completes the one that it has begun. */
export interface Choice {
  readonly process: number;
  readonly sends: readonly number[];
  readonly polls: boolean;
  readonly outcome: 'ok' | 'fail' | 'info';
}

interface Client {
  id: number;
  positions: number[];
  begun?: { readonly f: 'send' | 'poll' | 'txn'; readonly value: readonly MicroOperation[] };
}

/**
 * A history of a cluster that does all that it promises: an operation takes effect at one moment, when it comes out; what
 * fails does not, and its consumer is where it was before. At the end everybody reads everything.
 */
export function soundHistory(choices: readonly Choice[], keys: number): Operation[] {
  const logs: number[][] = Array.from({ length: keys }, () => []);
  const history: Operation[] = [];
  const clients = new Map<number, Client>();
  let value = 0;
  const clientOf = (process: number): Client => {
    const client = clients.get(process) ?? { id: process, positions: logs.map(() => 0) };
    clients.set(process, client);
    return client;
  };
  const poll = (client: Client): MicroOperation => {
    const polled = logs.map((log, key) =>
      log.slice(client.positions[key]).map((v, at) => [client.positions[key] + at, v] as const),
    );
    client.positions = logs.map(({ length }) => length);
    return ['poll', Object.fromEntries(polled.map((records, key) => [`k${key}`, records]))];
  };
  const complete = (client: Client, type: Exclude<OperationType, 'invoke'>): void => {
    const { begun, positions } = client;
    if (begun === undefined) return;
    const value = begun.value.map((micro): MicroOperation => {
      if (micro[0] === 'poll') return poll(client);
      if (type !== 'ok') return micro;
      const log = logs[Number(String(micro[1]).slice(1))];
      return ['send', micro[1], [log.push(micro[2] as number) - 1, micro[2]]];
    });
    if (type !== 'ok') client.positions = positions;
    history.push({ type, process: client.id, f: begun.f, value });
    client.begun = undefined;
  };
  for (const { process, sends, polls, outcome } of choices) {
    const client = clientOf(process);
    if (client.begun !== undefined) {
      complete(client, outcome);
      // A process of which nobody knows what it did never acts again.
      if (outcome === 'info') clients.set(process, { id: client.id + 100, positions: logs.map(() => 0) });
      continue;
    }
    const micros: MicroOperation[] = sends.map((key) => ['send', `k${key}`, value++]);
    if (polls || sends.length === 0) micros.unshift(['poll']);
    const f = sends.length === 0 ? 'poll' : polls ? 'txn' : 'send';
    client.begun = { f, value: micros };
    history.push({ type: 'invoke', process: client.id, f, value: micros });
  }
  for (const client of clients.values()) complete(client, 'ok');
  const reader: Client = { id: 99, positions: logs.map(() => 0), begun: { f: 'poll', value: [['poll']] } };
  history.push({ type: 'invoke', process: reader.id, f: 'poll', value: [['poll']] });
  complete(reader, 'ok');
  return history;
}
