import type { Stage } from '../stage.ts';

/** It outlasts whoever tries a few times more, and not the timers that a run is waited for. */
const OUTAGE_MS = 60_000;

/** Nothing outside can be reached for a while: every call fails, whoever makes it. */
export class Outage {
  #on = 0;
  private readonly stage: Stage;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  get isOn(): boolean {
    return this.#on > 0;
  }

  begin(): void {
    const { stage } = this;
    this.#on += 1;
    stage.time.schedule(OUTAGE_MS, null, () => {
      this.#on -= 1;
      stage.story.tell('the outside can be reached again', null);
      stage.progress();
    });
  }
}
