/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A latest value, as docs/protocol.md has it: a writer that may be killed between any two of its
 * steps, its successor, and readers that copy, sleep and are woken. SPIN walks through all
 * interleavings.
 *
 * A value has two words, so that a copy can be torn. Each word of memory has a store buffer of its
 * own: stores reach it in order, later, and in any order with those of other words, unless a fence
 * or a release store is between them (partial store order, which is weaker than x86). Locked
 * operations and full fences wait for all buffers, and so does whoever takes the role of a writer
 * that was killed. Sleeps have no slices unless somebody was killed, so that a missed wake-up is a
 * process that never ends, which SPIN tells.
 *
 * Values that a reader takes are asserted to be whole and newer than those before, and the newest
 * value to be there at the first attempt where nobody writes. Each of these macros takes away one
 * thing that the proof needs, and then SPIN finds an error: NO_MARK, NO_STORE_FENCE, NO_LOAD_FENCE,
 * NO_LOOK_AFTER, NO_RELEASE, PUBLISHED_FIRST, ONE_SLOT, NO_FENCE, NO_SECOND_LOOK, NO_SEQUENCE.
 */

#ifndef VALUES
#define VALUES 4
#endif
#ifndef READERS
#define READERS 1
#endif
#ifdef ONE_SLOT
#define SLOTS 1
#else
#define SLOTS 2
#endif

/* Words of memory: three of each slot, and the one that the writer shows. */
#define SEQUENCE(number) (3 * ((number) % SLOTS))
#define FIRST(number)    (3 * ((number) % SLOTS) + 1)
#define SECOND(number)   (3 * ((number) % SLOTS) + 2)
#define PUBLISHED 6
#define WORDS     7
byte memory[WORDS];
chan buffer[WORDS] = [2] of { byte };

/* Changed by locked operations only. */
byte waiting;
byte arrivals;

/* Readers that have not ended. */
byte reading = READERS;

bool is_writing = true; /* a writer lives, or has stores that are not there yet */
bool is_killed;         /* the first writer, wherever it is */

#define ALL_STORED \
  (empty(buffer[0]) && empty(buffer[1]) && empty(buffer[2]) && empty(buffer[3]) && \
   empty(buffer[4]) && empty(buffer[5]) && empty(buffer[PUBLISHED]))

proctype drain(byte word) {
  byte value;
end:
  do
  :: atomic { buffer[word]?value -> memory[word] = value; value = 0 }
  od
}

inline store(word, value) { buffer[word]!value }

inline wake() {
#ifndef NO_FENCE
  ALL_STORED;
#endif
  if
  :: waiting != 0 ->
     atomic { ALL_STORED; waiting = 0 };
#ifndef NO_SEQUENCE
     atomic { ALL_STORED; arrivals++ }
#endif
  :: else
  fi
}

/* Kills at any moment, or never. */
proctype killer() {
  if
  :: is_killed = true
  :: skip
  fi
}

/* Publishes from what is there to the last value, and stays until nobody needs it. */
proctype writer(bool may_die) {
  byte number;
  {
    number = memory[PUBLISHED];
    do
    :: number < VALUES ->
       number++;
#ifndef NO_MARK
       store(SEQUENCE(number), 2 * number - 1);
#endif
#ifndef NO_STORE_FENCE
       ALL_STORED;
#endif
#ifdef PUBLISHED_FIRST
       store(PUBLISHED, number);
#endif
       store(FIRST(number), number);
       store(SECOND(number), number);
#ifndef NO_RELEASE
       ALL_STORED;
#endif
       store(SEQUENCE(number), 2 * number);
#ifndef NO_RELEASE
       ALL_STORED;
#endif
#ifndef PUBLISHED_FIRST
       store(PUBLISHED, number);
#endif
       wake()
    :: else -> break
    od;
    reading == 0
  } unless {
    /* The system ends it between any two steps; what it has stored is stored. */
    may_die && is_killed
  };
  ALL_STORED;
  is_writing = false;
  if
  :: may_die && reading != 0 ->
     atomic { is_writing = true; run writer(false) }
  :: else
  fi
}

proctype reader(byte bit_of) {
  byte number, newest, first, second, after, seen;
  bool in_peace;
  do
  :: number == VALUES -> break
  :: else ->
     atomic { newest = memory[PUBLISHED]; in_peace = !is_writing };
     if
     :: newest == number ->
        seen = arrivals;
        atomic { waiting = waiting | bit_of };
        if
#ifndef NO_SECOND_LOOK
        :: memory[PUBLISHED] != number
        :: else -> arrivals != seen || is_killed
#else
        :: arrivals != seen || is_killed
#endif
        fi
     :: else ->
#ifdef NO_LOAD_FENCE
        after = memory[SEQUENCE(newest)];
#endif
        first = memory[FIRST(newest)];
        second = memory[SECOND(newest)];
#ifdef NO_LOOK_AFTER
        after = 2 * newest;
#else
#ifndef NO_LOAD_FENCE
        after = memory[SEQUENCE(newest)];
#endif
#endif
        if
        :: after == 2 * newest ->
           assert(first == newest && second == newest);
           assert(newest > number);
           number = newest
        :: else ->
           /* A writer may have come since. */
           assert(!in_peace || is_writing)
        fi
     fi
  od;
  atomic { waiting = waiting & (255 - bit_of); reading-- }
}

init {
  byte i;
  atomic {
    i = 0;
    do
    :: i < WORDS -> run drain(i); i++
    :: else -> break
    od;
    run writer(true);
    run killer();
    i = 0;
    do
    :: i < READERS -> run reader(1 << i); i++
    :: else -> break
    od
  }
}
