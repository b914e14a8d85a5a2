import type { MicroOperation, Operation, OperationType } from '../history/recording/operation.ts';
import type { Processes } from './processes.ts';

/** A record that an application has handed over. */
export interface PendingSend {
  readonly key: string;
  readonly value: string;
}

interface Send extends PendingSend {
  /** Where in the history it began, and where its sender was told what became of it. */
  readonly begun: number;
  readonly told: number;
  readonly outcome: Exclude<OperationType, 'invoke'>;
  readonly offset: number | null;
}

/** A place in a history that may stay empty. */
export type Places = (Operation | null)[];

/**
 * The sends of one producer that are under way together. Operations of Jepsen's processes come one after the other: what a
 * client sends without waiting is one operation of several sends, as is a transaction, if all of it comes out alike; otherwise
 * each send is the operation of a process of its own.
 */
export class PendingSends {
  readonly #places: Places;
  readonly #isTransactional: boolean;
  readonly #processes: Processes;
  readonly #client: string;
  readonly #pending = new Map<string, PendingSend & { readonly begun: number }>();
  #told: Send[] = [];

  /** @param places the history so far, in which places are left for invocations. @param client the producer's name. */
  constructor(places: Places, isTransactional: boolean, processes: Processes, client: string) {
    this.#places = places;
    this.#isTransactional = isTransactional;
    this.#processes = processes;
    this.#client = client;
  }

  begin(send: PendingSend): void {
    this.#pending.set(send.value, { ...send, begun: this.#places.push(null) - 1 });
  }

  /** The sender is told. @param offset where the record is, if it is known. */
  tell(value: string, outcome: Send['outcome'], offset: number | null): void {
    const pending = this.#pending.get(value);
    if (pending === undefined) return;
    this.#pending.delete(value);
    this.#told.push({ ...pending, told: this.#places.push(null) - 1, outcome, offset });
    if (this.#pending.size === 0) this.#write();
  }

  /** Nobody is told any more: the process ends, or the history does. */
  end(): void {
    for (const value of this.#pending.keys()) this.tell(value, 'info', null);
  }

  #write(): void {
    const sends = this.#told.toSorted((one, other) => one.begun - other.begun);
    this.#told = [];
    const isAlike = sends.every(({ outcome }) => outcome === sends[0].outcome);
    if (isAlike) this.#operation(this.#processes.of(this.#client), sends);
    else for (const send of sends) this.#operation(this.#processes.another(), [send]);
  }

  #operation(process: number, sends: readonly Send[]): void {
    const f = this.#isTransactional ? 'txn' : 'send';
    const value = (isKnown: boolean): MicroOperation[] =>
      sends.map(({ key, value, offset }) => ['send', key, isKnown && offset !== null ? [offset, value] : value]);
    this.#places[sends[0].begun] = { type: 'invoke', process, f, value: value(false) };
    const told = Math.max(...sends.map((send) => send.told));
    this.#places[told] = { type: sends[0].outcome, process, f, value: value(true) };
  }
}
