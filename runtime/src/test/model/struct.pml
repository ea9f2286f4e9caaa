/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Waits for values of a struct's fields, as docs/protocol.md has them: two processes that store, a
 * field each; a process that waits for either, of two threads that share its bit, of which one
 * gives up at any time; and another process that waits. SPIN walks through all interleavings.
 *
 * Stores go through a buffer of each process and reach memory in order, later, one by one (total
 * store order, as on x86). Locked operations and fences wait for the buffer. Who waits changes
 * words by locked operations only. Sleeps have no slices, so that a missed wake-up is a process
 * that never ends, which SPIN tells.
 *
 * STORED_BITS has wakers clear the bits by a store, as in Java, instead of a locked operation. Each
 * of these macros takes away one thing that the proof needs, and then SPIN finds an error:
 * NO_FENCE, NO_SECOND_LOOK, NO_SEQUENCE, NO_COUNT, SUM_IN_STEPS.
 */

#ifndef STORES
#define STORES 2
#endif

/* Words of memory; the first two are fields, stored by the process of that number. */
#define WAITING 2
byte memory[3];

/* Changed by locked operations only. */
byte sequence;

chan buffer[2] = [4] of { byte, byte };

#define FENCE(who) empty(buffer[who])

/* Threads of the process with two that wait; changed under its own lock. */
byte threads;

proctype drain(byte whose) {
  byte word, value;
end:
  do
  :: atomic { buffer[whose]?word, value -> memory[word] = value; word = 0; value = 0 }
  od
}

inline wake(who) {
#ifndef NO_FENCE
  FENCE(who);
#endif
  if
  :: memory[WAITING] != 0 ->
#ifdef STORED_BITS
     buffer[who]!WAITING, 0;
#else
     atomic { FENCE(who); memory[WAITING] = 0 };
#endif
#ifdef SUM_IN_STEPS
     FENCE(who);
     sum = sequence;
     sequence = sum + 1
#else
#ifndef NO_SEQUENCE
     atomic { FENCE(who); sequence++ }
#endif
#endif
  :: else
  fi
}

proctype storer(byte who) {
  byte n = 1;
  byte sum;
  do
  :: n <= STORES -> buffer[who]!who, n; wake(who); n++
  :: else -> break
  od
}

/* Says that a participant waits; its locked operation is its fence, too. */
inline announce(bit_of) {
  seen = sequence;
  atomic { memory[WAITING] = memory[WAITING] | bit_of }
}

inline sleep_until(bit_of, condition) {
  do
  :: condition -> break
  :: else ->
     announce(bit_of);
     if
#ifndef NO_SECOND_LOOK
     :: condition
     :: else -> sequence != seen
#else
     :: sequence != seen
#endif
     fi
  od
}

inline take_back(bit_of) {
  atomic { memory[WAITING] = memory[WAITING] & (7 - bit_of) }
}

inline begin_thread() {
  atomic { threads++ }
}

/* The last thread takes the bit back, under the lock of its process. */
inline end_thread() {
#ifdef NO_COUNT
  take_back(1);
  atomic { threads-- }
#else
  atomic {
    threads--;
    if
    :: threads == 0 -> memory[WAITING] = memory[WAITING] & 6
    :: else
    fi
  }
#endif
}

proctype waiter_of_both() {
  byte n = 1;
  byte seen;
  do
  :: n <= STORES ->
     begin_thread();
     sleep_until(1, memory[0] >= n);
     end_thread();
     begin_thread();
     sleep_until(1, memory[1] >= n);
     end_thread();
     n++
  :: else -> break
  od
}

/* The other thread of that process; its time is over whenever that does harm. */
proctype quitter() {
  byte seen;
  begin_thread();
  announce(1);
  end_thread()
}

proctype other_waiter() {
  byte seen;
  sleep_until(2, memory[1] >= STORES);
  take_back(2)
}

init {
  atomic {
    run drain(0);
    run drain(1);
    run storer(0);
    run storer(1);
    run waiter_of_both();
    run quitter();
    run other_waiter()
  }
}
