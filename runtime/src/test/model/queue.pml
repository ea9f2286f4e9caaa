/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A queue between two processes, as docs/protocol.md has it: headers as the signal, wait words,
 * fences that sleepers run for publishers, late release, roles that change hands, processes that
 * are killed between any two steps. SPIN walks through all interleavings.
 *
 * Stores go through a buffer of each process and reach memory in order, later, one by one (total
 * store order, as on x86). Locked operations, fences and barriers wait for the buffer. What a dead
 * process has stored still reaches memory, before anybody can know that it is dead. No process
 * loads a word that may be in its own buffer, so buffers are never searched.
 *
 * Checked: each message comes in order and whole, once, or again to a consumer whose predecessor
 * was killed; and both processes come to their end, so that nobody sleeps for ever. Sleeps have no
 * slices, but for who may have lost a wake-up to a peer that was killed.
 *
 * Each of these macros takes away one thing that the proof needs, and then SPIN finds an error:
 * NO_BARRIER, NO_PUBLISHER_FENCE, NO_SECOND_LOOK, NO_ROLE_FENCE, NO_SEQUENCE, ZERO_LAST,
 * HEADER_FIRST, ROOM_WITHOUT_ZERO, NO_WALK, NO_RELEASE.
 */

#ifndef SLOTS
#define SLOTS 3
#endif
#ifndef MESSAGES
#define MESSAGES 4
#endif
#ifndef HANDOVERS
#define HANDOVERS 0
#endif
#ifndef PRODUCER_KILLS
#define PRODUCER_KILLS 0
#endif
#ifndef CONSUMER_KILLS
#define CONSUMER_KILLS 0
#endif

/* Processes, which are also the wait words that they sleep on. */
#define PRODUCER 0
#define CONSUMER 1

/* Words that are stored through buffers. */
#define HEADER(n) ((n) % SLOTS)
#define PAYLOAD(n) (SLOTS + (n) % SLOTS)
#define PRODUCED (2 * SLOTS)
#define CONSUMED (2 * SLOTS + 1)
#define NEEDS_BARRIER(who) (2 * SLOTS + 2 + (who))
byte memory[2 * SLOTS + 4];

/* Words that are changed by locked operations only. */
bit waiting[2];
byte sequence[2];

chan buffer[2] = [5] of { byte, byte };

/* Payloads that were published first at each position, and must come. They tell their position
 * and which holder of the role wrote them. */
#define PAYLOAD_OF(n) ((n) + 1 + 16 * life)
byte published[MESSAGES];

byte handovers = HANDOVERS;
bit killed[2];
byte deaths[2];

proctype drain(byte whose) {
  byte word, value;
end:
  do
  :: atomic { buffer[whose]?word, value -> memory[word] = value; word = 0; value = 0 }
  od
}

/* Kills a process some times, each time between any two of its steps. */
proctype killer(byte whose; byte times) {
end:
  do
  :: atomic { times > 0 && !killed[whose] -> times--; killed[whose] = 1 }
  od
}

#define FENCE(who) empty(buffer[who])

#ifdef NO_BARRIER
#define BARRIER(peer) skip
#else
#define BARRIER(peer) empty(buffer[peer])
#endif

#ifdef NO_PUBLISHER_FENCE
#define PUBLISHER_FENCE(who) skip
#else
#define PUBLISHER_FENCE(who) FENCE(who)
#endif

#ifdef NO_ROLE_FENCE
#define ROLE_FENCE(who) skip
#else
#define ROLE_FENCE(who) FENCE(who)
#endif

/* Sleeps unless there is what it waits for. Its locked operation is its fence, too. What was
 * announced before a sleep that ended for nothing serves for the next one, if it stands. */
inline sleep_unless(who, peer, condition) {
  if
  :: announced && waiting[who] && sequence[who] == seen
  :: else ->
     seen = sequence[who];
     atomic { FENCE(who); waiting[who] = 1 };
     announced = 1;
     if
     :: memory[NEEDS_BARRIER(peer)] -> BARRIER(peer)
     :: else
     fi
  fi;
  if
#ifndef NO_SECOND_LOOK
  :: condition
  :: else ->
#else
  :: true ->
#endif
     (sequence[who] != seen || deaths[peer] > 0)
  fi
}

/* Takes the announcement back, if there is one. */
inline end_wait(who) {
  if
  :: announced -> atomic { FENCE(who); waiting[who] = 0; announced = 0; seen = 0 }
  :: else
  fi
}

/* Wakes the peer if it sleeps, after the store that it waits for. */
inline wake(who, peer, has_fences) {
  if
  :: has_fences -> PUBLISHER_FENCE(who)
  :: else
  fi;
  if
  :: waiting[peer] ->
     atomic { FENCE(who); waiting[peer] = 0 };
#ifndef NO_SEQUENCE
     atomic { FENCE(who); sequence[peer]++ }
#endif
  :: else
  fi
}

#ifdef ROOM_WITHOUT_ZERO
#define ROOM_FOR(n) ((n) - memory[CONSUMED] < SLOTS)
#else
#define ROOM_FOR(n) ((n) + 1 - memory[CONSUMED] < SLOTS)
#endif

inline show_record(n) {
  atomic {
    buffer[PRODUCER]!HEADER(n), 1;
    published[n] = (published[n] == 0 -> PAYLOAD_OF(n) : published[n])
  }
}

proctype producer() {
  byte n, seen, life;
  bit has_fences, announced;

take:
  /* Whoever was here before is proved dead, or has left. */
  FENCE(PRODUCER);
  killed[PRODUCER] = 0;
  life++;
  buffer[PRODUCER]!NEEDS_BARRIER(PRODUCER), !has_fences;
  ROLE_FENCE(PRODUCER);
  n = (memory[PRODUCED] > memory[CONSUMED] -> memory[PRODUCED] : memory[CONSUMED]);
#ifndef NO_WALK
  do
  :: memory[HEADER(n)] != 0 -> n++
  :: else -> break
  od;
#endif
  {
    do
    :: n < MESSAGES ->
       do
       :: ROOM_FOR(n) -> break
       :: else -> sleep_unless(PRODUCER, CONSUMER, ROOM_FOR(n))
       od;
       end_wait(PRODUCER);
#ifdef HEADER_FIRST
       show_record(n);
#endif
       buffer[PRODUCER]!PAYLOAD(n), PAYLOAD_OF(n);
#ifndef ZERO_LAST
       buffer[PRODUCER]!HEADER(n + 1), 0;
#endif
       show_record(n);
#ifdef ZERO_LAST
       buffer[PRODUCER]!HEADER(n + 1), 0;
#endif
       n++;
       buffer[PRODUCER]!PRODUCED, n;
       wake(PRODUCER, CONSUMER, has_fences)
    :: n < MESSAGES && handovers > 0 ->
       handovers--;
       buffer[PRODUCER]!NEEDS_BARRIER(PRODUCER), 0;
       FENCE(PRODUCER);
       wake(PRODUCER, CONSUMER, 1);
       has_fences = !has_fences;
       goto take
    :: n >= MESSAGES -> break
    od
  } unless {
    killed[PRODUCER] -> deaths[PRODUCER]++; has_fences = !has_fences; announced = 0; seen = 0; goto take
  }
}

proctype consumer() {
  byte c, seen;
  bit has_fences, announced;

take:
  FENCE(CONSUMER);
  killed[CONSUMER] = 0;
  buffer[CONSUMER]!NEEDS_BARRIER(CONSUMER), !has_fences;
  ROLE_FENCE(CONSUMER);
  c = memory[CONSUMED];
  {
    do
    :: c < MESSAGES ->
       if
       :: memory[HEADER(c)] == 0 -> sleep_unless(CONSUMER, PRODUCER, memory[HEADER(c)] != 0)
       :: else ->
          end_wait(CONSUMER);
          assert(memory[PAYLOAD(c)] == published[c]);
          /* It may be read at any time until its room is given back. */
          assert(memory[PAYLOAD(c)] == published[c]);
          c++;
          if
          :: memory[HEADER(c)] != 0 && c < MESSAGES /* later */
#ifndef NO_RELEASE
          :: true ->
             buffer[CONSUMER]!CONSUMED, c;
             wake(CONSUMER, PRODUCER, has_fences)
#else
          :: c == MESSAGES
          :: memory[HEADER(c)] == 0
#endif
          fi
       fi
    :: else -> break
    od
  } unless {
    killed[CONSUMER] -> deaths[CONSUMER]++; has_fences = !has_fences; announced = 0; seen = 0; goto take
  }
}

init {
  atomic {
    run drain(PRODUCER);
    run drain(CONSUMER);
    run producer();
    run consumer();
#if PRODUCER_KILLS > 0
    run killer(PRODUCER, PRODUCER_KILLS);
#endif
#if CONSUMER_KILLS > 0
    run killer(CONSUMER, CONSUMER_KILLS);
#endif
    skip
  }
}
