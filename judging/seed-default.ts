/** The seed of random runs when nobody gives one: two runs of the same setup say the same. */
export const SEED_DEFAULT = 'kafka-trial';
