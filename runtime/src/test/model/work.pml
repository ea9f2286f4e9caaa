/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Work, as docs/protocol.md has it: a producer, and workers in two slots that take tasks, finish or
 * give them back, fall asleep, and may be killed between any two of their steps; then another
 * worker comes into the slot. SPIN walks through all interleavings.
 *
 * Stores of the producer go through a buffer and reach memory in order, later, one by one (total
 * store order, as on x86). Workers change states by locked operations only, which wait for a
 * buffer, as fences do. Sleeps have no slices, so that a missed wake-up is a process that never ends,
 * which SPIN tells. Where workers are killed nobody sleeps: who waits goes on when there is
 * something to do, and a task that is lost is a process that never ends.
 *
 * SLOTS, TASKS, TRIES, KILLS and REFUSALS say how large the scene is. Each of these macros takes
 * away one thing that the proof needs, and then SPIN finds an error: NO_FENCE, NO_SECOND_LOOK,
 * NO_NUMBER, NO_RETURNED, NO_LOOK_AFTER, NO_RETURN_AT_JOIN, OWNER_FIRST, READY_FIRST, NO_LOOK_AT_END,
 * NO_FENCE_AT_END, AWAITED_LAST. NO_FENCE_AT_END is of processors on which a swap is no fence.
 */

#ifndef SLOTS
#define SLOTS 2
#endif
#ifndef TASKS
#define TASKS 3
#endif
#ifndef TRIES
#define TRIES 2
#endif
#ifndef KILLS
#define KILLS 1
#endif
#ifndef REFUSALS
#define REFUSALS 1
#endif

#define NONE 0
#define READY 1
#define TAKEN 2
#define OVER 3

/* The state of each slot, which is one word: read and changed at once. */
byte phase[SLOTS];
byte number[SLOTS];
byte worker[SLOTS];
byte tries[SLOTS];
/* The message, which is its number. */
byte message[SLOTS];

byte released;
byte awaited;
byte returned;

/* Waits of workers for tasks and of the producer for space, with their sequences. */
bool tasks_waiting;
byte tasks_sequence;
bool space_waiting;
byte space_sequence;

/* Processes by number, 0 for none; the process that has each slot of a worker. */
byte owner[2];
bool is_dead[6];
byte processes;

byte kills;
byte refusals;

/* For the proof alone. */
byte over;
byte holder[TASKS];
byte begun[TASKS];

/* Kinds of stores: which word. */
#define MESSAGE 0
#define STATE 1
#define RELEASED 2
#define AWAITED 3
#define WAITING 4
chan buffer = [4] of { byte, byte };

#define FENCE empty(buffer)

#define IS(slot, n) (phase[slot] != NONE && number[slot] == n)
#define IS_LOADED(n) (is_phase != NONE && is_number == n)

/* The condition of a compare-and-set, and of a look whether anything has changed. */
#ifdef NO_NUMBER
#define SAME(slot) (phase[slot] == is_phase && worker[slot] == is_worker && tries[slot] == is_tries)
#else
#define SAME(slot) (phase[slot] == is_phase && worker[slot] == is_worker && \
                    tries[slot] == is_tries && number[slot] == is_number)
#endif

proctype drain() {
  byte word, value;
end:
  do
  :: atomic {
       buffer?word, value ->
       if
       :: word == MESSAGE -> message[value % SLOTS] = value
       :: word == STATE ->
          phase[value % SLOTS] = READY;
          number[value % SLOTS] = value;
          worker[value % SLOTS] = 0;
          tries[value % SLOTS] = 0
       :: word == RELEASED -> released = value
       :: word == AWAITED -> awaited = value
       :: word == WAITING -> tasks_waiting = false
       fi;
       word = 0;
       value = 0
     }
  od
}

inline wake_workers() {
#if KILLS == 0
  if
  :: tasks_waiting ->
     atomic { FENCE; tasks_waiting = false };
     atomic { FENCE; tasks_sequence++ }
  :: else
  fi
#else
  skip
#endif
}

/* ---- Shared ---- */

/* Forgets what does not matter any more, so that SPIN meets fewer states. */
inline forget() {
  is_phase = 0;
  is_number = 0;
  is_worker = 0;
  is_tries = 0;
  is_owner = 0;
  is_swapped = false
}

/* Reads a state at once. */
inline load(slot) {
  atomic {
    is_phase = phase[slot];
    is_number = number[slot];
    is_worker = worker[slot];
    is_tries = tries[slot]
  }
}

inline wake_producer(n) {
#if KILLS == 0
  if
  :: space_waiting && awaited == n ->
     space_waiting = false;
     atomic { space_sequence++ }
  :: else
  fi
#else
  skip
#endif
}

/* Tells if a look at a task whose worker is dead would give it back. */
#ifdef NO_LOOK_AFTER
#define IS_ABANDONED(slot) false
#else
#define IS_ABANDONED(slot) (phase[slot] == TAKEN && is_dead[owner[worker[slot]]])
#endif

/* Ends a task that was seen taken; its parts for who may be killed in between. */
inline swap_back(slot, swapped) {
  atomic {
    if
    :: SAME(slot) ->
       swapped = true;
       worker[slot] = 0;
       if
       :: tries[slot] == TRIES -> phase[slot] = OVER; over++
       :: else -> phase[slot] = READY
       fi
    :: else -> swapped = false
    fi
  }
}

inline tell_back(n) {
#ifndef NO_RETURNED
  atomic { returned++ };
#endif
  wake_producer(n);
  wake_workers()
}

/* Gives a task back whose worker is dead. The producer uses it, too; nobody kills that. */
inline look_after_one(n) {
#ifdef OWNER_FIRST
  load(n % SLOTS);
  is_owner = owner[is_worker];
  load(n % SLOTS);
#else
  load(n % SLOTS);
  is_owner = owner[is_worker];
#endif
  if
  :: is_phase == TAKEN && is_number == n && (is_owner == 0 || is_dead[is_owner]) ->
     swap_back(n % SLOTS, is_swapped);
     if
     :: is_swapped -> tell_back(n)
     :: else
     fi
  :: else
  fi
}

/* ---- Producer ---- */

proctype producer() {
  byte next;
  byte first; /* the task whose room it has not got back */
  byte seen;
  byte is_phase, is_number, is_worker, is_tries, is_owner;
  bool is_swapped;
  do
  :: next < TASKS && next - first < SLOTS ->
#ifdef READY_FIRST
     buffer!STATE, next;
     buffer!MESSAGE, next;
#else
     buffer!MESSAGE, next;
     buffer!STATE, next;
#endif
#ifndef NO_FENCE
     FENCE;
#endif
     wake_workers();
     next++
  :: next < TASKS && next - first == SLOTS ->
     if
     :: phase[first % SLOTS] == OVER && number[first % SLOTS] == first ->
        first++;
        buffer!RELEASED, first
     :: else ->
#if KILLS == 0
#ifndef AWAITED_LAST
        buffer!AWAITED, first;
#endif
        seen = space_sequence;
        atomic { FENCE; space_waiting = true };
#ifdef AWAITED_LAST
        buffer!AWAITED, first;
#endif
        if
#ifndef NO_SECOND_LOOK
        :: phase[first % SLOTS] == OVER && number[first % SLOTS] == first
        :: else -> space_sequence != seen
#else
        :: space_sequence != seen
#endif
        fi;
        atomic { FENCE; space_waiting = false; seen = 0 }
#else
        if
        :: phase[first % SLOTS] == OVER
        :: IS_ABANDONED(first % SLOTS) -> look_after_one(first); forget()
        fi
#endif
     fi
  :: next == TASKS -> break
  od
}

/* ---- Workers ---- */

/* May be killed here; another one comes into its slot, unless NO_SUCCESSOR is set. */
inline may_die() {
  if
  :: atomic {
       kills < KILLS ->
       kills++;
       is_dead[self] = true;
       processes++;
#ifndef NO_SUCCESSOR
       run taker(own, processes)
#endif
     };
     goto dead
  :: skip
  fi
}

/* Tells if a worker that looks after others finds something. */
#ifdef NO_LOOK_AFTER
#define CAN_LOOK false
#else
#if SLOTS == 1
#define CAN_LOOK IS_ABANDONED(0) || (phase[0] == READY && number[0] < cursor)
#else
#define CAN_LOOK IS_ABANDONED(0) || IS_ABANDONED(1) || \
                 (phase[0] == READY && number[0] < cursor) || \
                 (phase[1] == READY && number[1] < cursor)
#endif
#endif

proctype taker(byte own; byte self) {
  byte is_phase, is_number, is_worker, is_tries, is_owner;
  bool is_swapped;
  byte cursor, seen_returned, n, seen;
  /* Nobody has the slot, or a dead process has. */
  owner[own] = self;
#ifndef NO_RETURN_AT_JOIN
  n = released;
  do
  :: atomic { n < released + SLOTS -> load(n % SLOTS) };
     if
     :: is_phase == TAKEN && is_worker == own ->
        swap_back(n % SLOTS, is_swapped);
        if
        :: is_swapped -> tell_back(is_number)
        :: else
        fi
     :: else
     fi;
     n++
  :: else -> break
  od;
#endif
  atomic { seen_returned = returned; cursor = released };
  do
  :: over == TASKS -> break
  :: atomic {
       over < TASKS ->
       forget();
       n = 0;
       seen = 0;
       if
       :: returned != seen_returned -> seen_returned = returned; cursor = released
       :: else
       fi
     };
     /* Goes on behind what others have or have finished. */
     do
     :: atomic {
          load(cursor % SLOTS);
          if
          :: IS_LOADED(cursor) && is_phase == READY -> break
          :: IS_LOADED(cursor) && is_phase != READY -> cursor++
          :: !IS_LOADED(cursor) && released > cursor -> cursor = released
          :: !IS_LOADED(cursor) && released <= cursor -> break
          fi
        }
     od;
     if
     :: is_phase == READY && IS_LOADED(cursor) ->
        /* Of all that see it ready one succeeds. */
        atomic {
          n = cursor;
          is_swapped = SAME(n % SLOTS);
          if
          :: is_swapped ->
             phase[n % SLOTS] = TAKEN;
             worker[n % SLOTS] = own;
             tries[n % SLOTS]++;
             assert(tries[n % SLOTS] <= TRIES);
             assert(holder[n] == 0 || is_dead[holder[n]]);
             holder[n] = self;
             load(n % SLOTS);
             cursor++
          :: else
          fi
        };
        if
        :: is_swapped ->
           assert(message[n % SLOTS] == n);
           may_die();
           if
           :: atomic {
                refusals < REFUSALS ->
                refusals++;
                assert(message[n % SLOTS] == n && SAME(n % SLOTS) && holder[n] == self);
                holder[n] = 0;
                swap_back(n % SLOTS, is_swapped)
              };
              may_die();
              tell_back(n)
           :: atomic {
#ifdef NO_FENCE_AT_END
                /* A processor may load who waits before others see what is swapped. */
                is_owner = (space_waiting && awaited == n)
              };
              atomic {
#endif
                assert(message[n % SLOTS] == n && SAME(n % SLOTS) && holder[n] == self);
                holder[n] = 0;
                phase[n % SLOTS] = OVER;
                worker[n % SLOTS] = 0;
                over++
              };
              may_die();
#ifdef NO_FENCE_AT_END
              if
              :: is_owner -> space_waiting = false; atomic { space_sequence++ }
              :: else
              fi
#elif !defined(NO_LOOK_AT_END)
              wake_producer(n)
#endif
           fi
        :: else
        fi
     :: else ->
#if KILLS == 0
        seen = tasks_sequence;
        tasks_waiting = true;
        if
#ifndef NO_SECOND_LOOK
        :: !SAME(cursor % SLOTS) || returned != seen_returned
        :: else -> tasks_sequence != seen || over == TASKS
#else
        :: tasks_sequence != seen || over == TASKS
#endif
        fi
#else
        /* Looks after others at the end of a slice. */
        if
        :: !SAME(cursor % SLOTS) || returned != seen_returned || over == TASKS
        :: CAN_LOOK ->
           n = released;
           do
           :: n < cursor ->
              look_after_one(n);
              if
              :: atomic {
                   IS(n % SLOTS, n) && phase[n % SLOTS] == READY ->
                   cursor = n;
                   break
                 }
              :: else -> n++
              fi
           :: else -> break
           od
        fi
#endif
     fi
  od;
dead:
  atomic { forget(); n = 0; seen = 0; cursor = 0; seen_returned = 0 }
}

init {
  atomic {
    processes = 2;
    run drain();
    run producer();
    run taker(0, 1);
    run taker(1, 2)
  }
}
