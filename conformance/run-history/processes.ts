/** Numbers for the clients of a run, as a history has them: a client that starts again is another process. */
export class Processes {
  readonly #numbers = new Map<string, number>();
  #count = 0;

  /** The process that a client is for the time being. @param client any name that no other client has. */
  of(client: string): number {
    const number = this.#numbers.get(client) ?? this.another();
    this.#numbers.set(client, number);
    return number;
  }

  /** A process that is no client's. */
  another(): number {
    this.#count += 1;
    return this.#count - 1;
  }

  /** The client is no more: one of its name will be another process. */
  end(client: string): void {
    this.#numbers.delete(client);
  }
}

/** A member as a client. */
export const memberName = (member: number): string => `member ${member}`;
