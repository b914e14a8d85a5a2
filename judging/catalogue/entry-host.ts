/** What an entry of a catalogue is judged with, in whatever thread. */
export interface EntryHost {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Asks to stop: what there is by then decides nothing. */
  readonly signal?: { readonly aborted: boolean };
}
