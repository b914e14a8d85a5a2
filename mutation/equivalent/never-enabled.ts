/** Why nobody notices a condition of `instances` that lets more through: of what it lets through nothing happens. */
export const NEVER_ENABLED =
  'the bindings that there are more are never enabled: leaving them out spares a search the look at them';
