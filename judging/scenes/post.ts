import type { Message } from '../../reports/documents/scene.ts';

type Sent = { -readonly [Key in keyof Message]: Message[Key] };

/** The messages of a run, as they are sent and arrive. */
export class Post {
  readonly messages: Sent[] = [];
  readonly #onTheWay = new Map<string, Sent>();

  /** Something is sent that is known by `key` until it arrives. */
  send(key: string, message: Omit<Message, 'there'>): void {
    const sent: Sent = { ...message };
    this.messages.push(sent);
    this.#onTheWay.set(key, sent);
  }

  /** What is known by `key`, if anything, arrives in this step, or is lost in it. */
  end(key: string, step: number, lost = false): void {
    const sent = this.#onTheWay.get(key);
    if (sent === undefined) return;
    sent.there = step;
    if (lost) sent.lost = true;
    this.#onTheWay.delete(key);
  }

  /** Something is sent and arrives: in one step unless it was sent before. */
  pass(step: number, message: Omit<Message, 'there' | 'sent'>, sent = step): void {
    this.messages.push({ ...message, sent, there: step });
  }
}
