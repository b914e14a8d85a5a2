import { count } from '../reports/words.ts';
import type { Io } from './io.ts';

/** A job shorter than this shows no progress: the line would only flicker. */
const QUIET_MS = 2000;
const REDRAW_MS = 100;

/** One line on the terminal that is written anew as the work goes on; silent in a pipe. */
export class Progress {
  private readonly io: Io;
  private readonly shows: boolean;
  private readonly started: number;
  private drawn = -Infinity;
  private visible = false;

  constructor(io: Io, { quiet = false }: { readonly quiet?: boolean } = {}) {
    this.io = io;
    this.shows = io.errIsTTY && !quiet;
    this.started = io.now();
  }

  /** What is being done now, and how far it is. */
  update(what: string, done: number, total?: number): void {
    if (!this.shows) return;
    const now = this.io.now();
    if (now - this.started < QUIET_MS || now - this.drawn < REDRAW_MS) return;
    const far = total === undefined ? count(done) : `${count(done)} of ${count(total)}`;
    this.draw(`${what}: ${far}`);
    this.drawn = now;
  }

  /** Takes the line away, before anything else is written. */
  clear(): void {
    if (this.visible) this.io.err('\r\u001B[K');
    this.visible = false;
  }

  private draw(line: string): void {
    // A line longer than the terminal would wrap, and then could not be rewritten.
    const { columns = 0 } = this.io;
    const room = Math.max(20, (columns > 0 ? columns : 80) - 1);
    this.io.err(`\r\u001B[K${line.slice(0, room)}`);
    this.visible = true;
  }
}
