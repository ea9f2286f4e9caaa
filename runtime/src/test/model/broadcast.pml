/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A broadcast, as docs/protocol.md has it: a producer that may be killed between any two of its
 * steps, its successor, and consumers that copy, are overrun, sleep and are woken. SPIN walks
 * through all interleavings.
 *
 * The ring has SLOTS records of the same size, of two words each, so that a copy can be torn. Each
 * word of memory has a store buffer of its own: stores reach it in order, later, and in any order
 * with those of other words, unless a fence or a release store is between them (partial store
 * order, which is weaker than x86). Locked operations and full fences wait for all buffers, and so
 * does whoever takes the role of a producer that was killed. Sleeps have no slices unless somebody
 * was killed, so that a missed wake-up is a process that never ends, which SPIN tells.
 *
 * Records given to a consumer are asserted to be those of their position, its two words and its
 * number; and in the end it was given or has missed everything. Each of these macros takes away one
 * thing that the proof needs, and then SPIN finds an error: NO_STORE_FENCE, NO_LOAD_FENCE,
 * NO_LOOK_AT_REACH, LATE_REACH, LOWER_REACH, NO_RELEASE, NO_FENCE, NO_SECOND_LOOK, NO_SEQUENCE.
 */

#ifndef MESSAGES
#define MESSAGES 4
#endif
#ifndef CONSUMERS
#define CONSUMERS 1
#endif
#define SLOTS 2

/* Words of memory: two of each slot, and those that the producer shows. */
#define NUMBER(position) (2 * ((position) % SLOTS))
#define BYTES(position)  (2 * ((position) % SLOTS) + 1)
#define PUBLISHED (2 * SLOTS)
#define REACHED   (2 * SLOTS + 1)
#define WORDS     (2 * SLOTS + 2)
byte memory[WORDS];
chan buffer[WORDS] = [2] of { byte };

/* Changed by locked operations only. */
byte waiting;
byte sequence;

/* Consumers that have not ended. */
byte consuming = CONSUMERS;

bool is_killed; /* the first producer, wherever it is */

#define ALL_STORED \
  (empty(buffer[0]) && empty(buffer[1]) && empty(buffer[2]) && empty(buffer[3]) && \
   empty(buffer[PUBLISHED]) && empty(buffer[REACHED]))

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
     atomic { ALL_STORED; sequence++ }
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

/* Publishes from what is there to the last message, and stays until nobody needs it. */
proctype producer(bool may_die) {
  byte position, reached;
  {
    /* The word is what the former one stored, or the successor's own reads. */
    position = memory[PUBLISHED];
    reached = memory[REACHED];
#ifdef LOWER_REACH
    reached = position;
    store(REACHED, reached);
    ALL_STORED;
#endif
    do
    :: position < MESSAGES ->
#ifndef LATE_REACH
       if
       :: position + 1 > reached ->
          reached = position + 1;
          store(REACHED, reached);
#ifndef NO_STORE_FENCE
          ALL_STORED
#endif
       :: else
       fi;
#endif
       store(NUMBER(position), position + 1);
       store(BYTES(position), position + 1);
#ifdef LATE_REACH
       reached = position + 1;
       store(REACHED, reached);
#endif
#ifndef NO_RELEASE
       ALL_STORED;
#endif
       position++;
       store(PUBLISHED, position);
       wake()
    :: else -> break
    od;
    consuming == 0
  } unless {
    /* The system ends it between any two steps; what it has stored is stored. */
    may_die && is_killed
  };
  ALL_STORED;
  if
  :: may_die && consuming != 0 -> run producer(false)
  :: else
  fi
}

inline look(position) {
#ifdef NO_LOAD_FENCE
  reached = memory[REACHED];
  number = memory[NUMBER(position)];
  bytes = memory[BYTES(position)]
#else
  number = memory[NUMBER(position)];
  bytes = memory[BYTES(position)];
  reached = memory[REACHED]
#endif
}

proctype consumer(byte bit_of) {
  byte position, published, number, bytes, reached, seen, given, missed;
  byte expected = 1;
  bool overrun;
  do
  :: expected > MESSAGES -> break
  :: else ->
     published = memory[PUBLISHED];
     if
     :: position == published ->
        seen = sequence;
        atomic { waiting = waiting | bit_of };
        if
#ifndef NO_SECOND_LOOK
        :: memory[PUBLISHED] != position
        :: else -> sequence != seen || is_killed
#else
        :: sequence != seen || is_killed
#endif
        fi
     :: else ->
        look(position);
        if
#ifndef NO_LOOK_AT_REACH
        :: reached > position + SLOTS ->
           /* A mark: the record before the end. */
           position = memory[PUBLISHED] - 1;
           overrun = true
        :: else ->
#else
        :: true ->
#endif
           assert(number == position + 1 && bytes == position + 1);
           assert(number == expected || (overrun && number > expected));
           missed = missed + number - expected;
           expected = number + 1;
           overrun = false;
           given++;
           position++
        fi
     fi
  od;
  assert(given + missed == MESSAGES);
  atomic { waiting = waiting & (255 - bit_of); consuming-- }
}

init {
  byte i;
  atomic {
    i = 0;
    do
    :: i < WORDS -> run drain(i); i++
    :: else -> break
    od;
    run producer(true);
    run killer();
    i = 0;
    do
    :: i < CONSUMERS -> run consumer(1 << i); i++
    :: else -> break
    od
  }
}
