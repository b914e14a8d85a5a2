import { count } from '../reports/words/words.ts';
import type { ProgressReport } from '../judging/progress-report.ts';
import { visible } from '../setups/visible.ts';
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
  /** What was last reported, and since when. */
  private what = '';
  private since = 0;
  private visible = false;

  constructor(io: Io, { quiet = false }: { readonly quiet?: boolean } = {}) {
    this.io = io;
    this.shows = io.errIsTTY && !quiet;
    this.started = io.now();
  }

  /** What is being done now, and how far it is. */
  update(subject: string, report: ProgressReport): void {
    if (!this.shows) return;
    const now = this.io.now();
    const what = report.phase === '' ? subject : `${subject}: ${report.phase}`;
    if (what !== this.what) this.since = this.what === '' ? this.started : now;
    this.what = what;
    if (now - this.started < QUIET_MS || now - this.drawn < REDRAW_MS) return;
    this.draw(`${visible(what)}: ${far(report, now - this.since)}`);
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

/** How far a job is; of a search also its speed, and what it still has before it. */
function far({ done, total, queue, depth }: ProgressReport, milliseconds: number): string {
  if (total !== undefined) return `${count(done)} of ${count(total)}`;
  if (queue === undefined || depth === undefined) return count(done);
  const perSecond = milliseconds > 0 ? Math.round((1000 * done) / milliseconds) : 0;
  return `${count(done)}, ${count(perSecond)} a second, queue ${count(queue)}, depth ${count(depth)}`;
}
