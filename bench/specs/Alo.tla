-------------------------------- MODULE Alo --------------------------------
(***************************************************************************)
(* ALO: the smallest at-least-once pipeline that still has crashes,        *)
(* rebalances and zombies.  One log, a group of two consumers, one         *)
(* committed offset.  The same system as model/pipeline/alo.ts, for TLC.   *)
(***************************************************************************)
EXTENDS Integers

CONSTANTS
    Records,    \* how many records are produced
    Crashes,    \* how many times a consumer may crash
    Kicks       \* how many times the owner may be evicted alive

ASSUME /\ Records \in Nat \ {0}
       /\ Crashes \in Nat
       /\ Kicks \in Nat

VARIABLES
    leo,        \* log end offset: records 0 to leo - 1 are in the log
    owner,      \* the consumer that the partition is assigned to
    committed,  \* where a new owner starts
    crashes,    \* crashes so far
    kicks,      \* evictions of a live owner so far
    out,        \* how often each record was processed, saturating at 2
    alive,      \* which consumers are alive
    pos,        \* the next offset that each consumer polls
    buf,        \* the offset that it polled and has not processed yet
    proc        \* the offset after the last one that it processed

vars == <<leo, owner, committed, crashes, kicks, out, alive, pos, buf, proc>>

Consumers == {1, 2}
Nobody == 0
Offsets == 0..(Records - 1)
Empty == -1

Init ==
    /\ leo = 0
    /\ owner = Nobody
    /\ committed = 0
    /\ crashes = 0
    /\ kicks = 0
    /\ out = [o \in Offsets |-> 0]
    /\ alive = [c \in Consumers |-> TRUE]
    /\ pos = [c \in Consumers |-> 0]
    /\ buf = [c \in Consumers |-> Empty]
    /\ proc = [c \in Consumers |-> 0]

Produce ==
    /\ leo < Records
    /\ leo' = leo + 1
    /\ UNCHANGED <<owner, committed, crashes, kicks, out, alive, pos, buf, proc>>

\* The group coordinator misses the heartbeats of a dead owner.
Expire ==
    /\ owner # Nobody
    /\ ~ alive[owner]
    /\ owner' = Nobody
    /\ UNCHANGED <<leo, committed, crashes, kicks, out, alive, pos, buf, proc>>

Assign(c) ==
    /\ owner = Nobody
    /\ alive[c]
    /\ owner' = c
    /\ pos' = [pos EXCEPT ![c] = committed]
    /\ buf' = [buf EXCEPT ![c] = Empty]
    /\ proc' = [proc EXCEPT ![c] = committed]
    /\ UNCHANGED <<leo, committed, crashes, kicks, out, alive>>

Poll(c) ==
    /\ owner = c
    /\ alive[c]
    /\ buf[c] = Empty
    /\ pos[c] < leo
    /\ buf' = [buf EXCEPT ![c] = pos[c]]
    /\ pos' = [pos EXCEPT ![c] = @ + 1]
    /\ UNCHANGED <<leo, owner, committed, crashes, kicks, out, alive, proc>>

\* Whoever owns the partition by now: a zombie processes what it polled.
Process(c) ==
    /\ alive[c]
    /\ buf[c] # Empty
    /\ out' = [out EXCEPT ![buf[c]] = IF @ = 2 THEN 2 ELSE @ + 1]
    /\ proc' = [proc EXCEPT ![c] = buf[c] + 1]
    /\ buf' = [buf EXCEPT ![c] = Empty]
    /\ UNCHANGED <<leo, owner, committed, crashes, kicks, alive, pos>>

Commit(c) ==
    /\ owner = c
    /\ alive[c]
    /\ proc[c] > committed
    /\ committed' = proc[c]
    /\ UNCHANGED <<leo, owner, crashes, kicks, out, alive, pos, buf, proc>>

Crash(c) ==
    /\ crashes < Crashes
    /\ alive[c]
    /\ alive' = [alive EXCEPT ![c] = FALSE]
    /\ pos' = [pos EXCEPT ![c] = 0]
    /\ buf' = [buf EXCEPT ![c] = Empty]
    /\ proc' = [proc EXCEPT ![c] = 0]
    /\ crashes' = crashes + 1
    /\ UNCHANGED <<leo, owner, committed, kicks, out>>

Restart(c) ==
    /\ ~ alive[c]
    /\ owner # c
    /\ alive' = [alive EXCEPT ![c] = TRUE]
    /\ UNCHANGED <<leo, owner, committed, crashes, kicks, out, pos, buf, proc>>

\* The evicted consumer does not know: it keeps its position and what it polled.
Kick(c) ==
    /\ kicks < Kicks
    /\ owner = c
    /\ alive[c]
    /\ owner' = Nobody
    /\ kicks' = kicks + 1
    /\ UNCHANGED <<leo, committed, crashes, out, alive, pos, buf, proc>>

Next ==
    \/ Produce
    \/ Expire
    \/ \E c \in Consumers :
        \/ Assign(c)
        \/ Poll(c)
        \/ Process(c)
        \/ Commit(c)
        \/ Crash(c)
        \/ Restart(c)
        \/ Kick(c)

Spec == Init /\ [][Next]_vars

(***************************************************************************)
(* Every record below the committed offset was processed, or is in the     *)
(* hands of a consumer that is alive.                                      *)
(***************************************************************************)
NoLoss ==
    \A o \in Offsets :
        o < committed => out[o] > 0 \/ \E c \in Consumers : alive[c] /\ buf[c] = o

\* False on purpose: a crash or an eviction between processing and commit is enough.
NoDup == \A o \in Offsets : out[o] < 2
=============================================================================
