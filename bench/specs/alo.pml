/*
 * ALO: the smallest at-least-once pipeline that still has crashes, rebalances and zombies. One log, a group of two
 * consumers, one committed offset. The same system as model/pipeline/alo.ts, for SPIN.
 *
 * One process whose every step is a d_step, so that SPIN stores the states of the system and none in between. Bounds
 * come from the command line: spin -DRECORDS=6 -DCRASHES=4 -DKICKS=4 -a alo.pml, with at most 6 records.
 */
#define NOBODY 2
#define EMPTY 255

byte leo;               /* log end offset: records 0 to leo - 1 are in the log */
byte owner = NOBODY;    /* the consumer that the partition is assigned to */
byte committed;         /* where a new owner starts */
byte crashes;
byte kicks;
byte out[6];            /* how often each record was processed, saturating at 2 */
bool alive[2] = true;
byte pos[2];            /* the next offset that each consumer polls */
byte buf[2] = EMPTY;    /* the offset that it polled and has not processed yet */
byte proc[2];           /* the offset after the last one that it processed */

/* Below the committed offset every record was processed, or is in the hands of a consumer that is alive. */
#define HELD(o) ((alive[0] && buf[0] == o) || (alive[1] && buf[1] == o))
#define KEPT(o) (o >= committed || out[o] > 0 || HELD(o))
#define NO_LOSS (KEPT(0) && KEPT(1) && KEPT(2) && KEPT(3) && KEPT(4) && KEPT(5))

#define CONSUMER(c) \
  :: d_step { owner == NOBODY && alive[c] -> \
       owner = c; pos[c] = committed; buf[c] = EMPTY; proc[c] = committed; assert(NO_LOSS) } \
  :: d_step { owner == c && alive[c] && buf[c] == EMPTY && pos[c] < leo -> \
       buf[c] = pos[c]; pos[c]++; assert(NO_LOSS) } \
  /* Whoever owns the partition by now: a zombie processes what it polled. */ \
  :: d_step { alive[c] && buf[c] != EMPTY -> \
       out[buf[c]] = (out[buf[c]] == 2 -> 2 : out[buf[c]] + 1); \
       proc[c] = buf[c] + 1; buf[c] = EMPTY; assert(NO_LOSS) } \
  :: d_step { owner == c && alive[c] && proc[c] > committed -> \
       committed = proc[c]; assert(NO_LOSS) } \
  :: d_step { crashes < CRASHES && alive[c] -> \
       alive[c] = false; pos[c] = 0; buf[c] = EMPTY; proc[c] = 0; crashes++; assert(NO_LOSS) } \
  :: d_step { !alive[c] && owner != c -> \
       alive[c] = true; assert(NO_LOSS) } \
  /* The evicted consumer does not know: it keeps its position and what it polled. */ \
  :: d_step { kicks < KICKS && owner == c && alive[c] -> \
       owner = NOBODY; kicks++; assert(NO_LOSS) }

active proctype pipeline() {
end:
  do
  :: d_step { leo < RECORDS -> leo++; assert(NO_LOSS) }
  :: d_step { owner != NOBODY && !alive[owner] -> owner = NOBODY; assert(NO_LOSS) }
  CONSUMER(0)
  CONSUMER(1)
  od
}
