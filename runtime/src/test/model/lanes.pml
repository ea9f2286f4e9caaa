/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A queue with two lanes, as docs/protocol.md has it: two producers, each of which takes the first
 * lane that nobody living has, publishes one message or two at once, leaves, or is killed between
 * any two of its steps; then another process takes some lane and goes on. A consumer merges the
 * lanes, is told who has left, and sleeps for any of them. SPIN walks through all interleavings.
 *
 * Stores of a producer go through a buffer and reach memory in order, later, one by one (total
 * store order, as on x86). Locked operations, fences and barriers wait for the buffer, but for two
 * that are no fences on other processors: the epoch goes through the buffer, and so does the bit
 * of the sleeper, through one of its own. What a dead process has stored reaches memory before
 * anybody can know that it is dead. Rings do not end here, and a message is its header: how room
 * is given back and how a record gets there is what queue.pml shows.
 *
 * Checked: the messages of each process come in order, none twice and none that was not published;
 * whoever is told to have left has, and all that it published came before; in the end everything
 * has come, everybody's end was told, and nobody sleeps for ever. Sleeps have no slices, but each
 * death ends one sleep, once.
 *
 * MESSAGES of each producer, KILLS and HANDOVERS say how large the scene is. SETTLED has the second
 * producer in its lane from the beginning to the end, and nobody kills it; with STAYS nobody
 * leaves; with AWAKE the consumer sleeps without wait words, so that no wake-up can be missed. Who
 * needs barriers and who has fences changes with each holder; the first producer begins with
 * fences, with FENCED the second.
 *
 * Each of these macros takes away one thing that the proof needs, and then SPIN finds an error:
 * NO_BARRIER, NO_PUBLISHER_FENCE, NO_ROLE_FENCE, NO_SLEEPER_FENCE, NO_WAKE, NO_WAKE_AT_LEAVE,
 * NO_SEQUENCE, NO_SECOND_LOOK, ONE_LANE, ONE_FLAG, NO_LOOK_AT_OWNERS, NO_LAST_LOOK,
 * NO_SECOND_EPOCH, NO_WALK, NO_ZERO, NO_IDENTITY, NO_COMPARE, NO_TAKEOVER.
 */

#ifndef MESSAGES
#define MESSAGES 1
#endif
#ifndef KILLS
#define KILLS 0
#endif
#ifndef HANDOVERS
#define HANDOVERS 0
#endif
#define LANES 2
#define PRODUCERS 2

/* Words that are stored through buffers. A header is what it shows, zero for nothing. */
#define TOTAL (PRODUCERS * MESSAGES)
#define HEADER(lane, n) ((lane) * (TOTAL + 1) + (n))
#define PRODUCED(lane) (LANES * (TOTAL + 1) + (lane))
#define FLAGS(lane) (LANES * (TOTAL + 2) + (lane))
#define EPOCH(lane) (LANES * (TOTAL + 3) + (lane))
byte memory[LANES * (TOTAL + 4)];

/* Message of a process, by its number. */
#define MESSAGE(process, number) (8 * (process) + (number))

/* Words that are changed by locked operations only. Processes are numbered from one. */
byte owner[LANES];
bit waiting;
/* The sequence is another than the one that the sleeper has loaded last. */
bit is_woken;

chan buffer[PRODUCERS] = [4] of { byte, byte };
chan bit_buffer = [1] of { bit };

/* Producers that were killed, that cannot be any more, and that are known to be dead. */
bit killed[PRODUCERS];
bit is_over[PRODUCERS];
bit is_dead[PRODUCERS + KILLS + 1];
bit is_death_news;
byte kills = KILLS;
byte handovers = HANDOVERS;

/* For the proof alone: processes that there were; producers that have ended; messages that each
 * producer has published, and each lane; what is to come next of each process; the epoch of whoever
 * lives in a lane; where those before it ended. */
byte processes = PRODUCERS;
byte ended;
byte shown[PRODUCERS];
byte shown_in[LANES];
byte next[PRODUCERS + KILLS + 1];
byte living[LANES];
byte end_of[LANES];

#define FENCE(who) empty(buffer[who])

proctype drain(byte whose) {
  byte word, value;
end:
  do
  :: atomic { buffer[whose]?word, value -> memory[word] = value; word = 0; value = 0 }
  od
}

proctype drain_bit() {
end:
  do
  :: atomic { bit_buffer?1 -> waiting = 1 }
  od
}

/* Kills a process when all of its stores are in memory: nobody else can tell that from one that is
 * killed with its stores on their way. */
proctype killer() {
end:
  do
  :: atomic { kills > 0 && FENCE(0) && !is_over[0] -> kills--; killed[0] = 1 }
#ifndef SETTLED
  :: atomic { kills > 0 && FENCE(1) && !is_over[1] -> kills--; killed[1] = 1 }
#endif
  od
}

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

/* ---- Producers ---- */

/* Looks whether somebody sleeps, behind the fence that comes before; the look is a part of the
 * step that the caller is in. */
inline wake(me) {
  if
  :: waiting ->
     is_waking = 1
  :: else
  fi
}

inline end_life() {
  end_of[lane] = shown_in[lane];
  living[lane] = 0;
  has_lane = 0;
  if
  :: shown[me] == MESSAGES -> ended++
  :: else
  fi
}

#ifdef STAYS
#define MAY_LEAVE false
#else
#ifdef SETTLED
#define MAY_LEAVE (me == 0)
#else
#define MAY_LEAVE true
#endif
#endif

/* Makes the header of the first of some messages visible, and with it all of them. */
inline publish(count) {
  buffer[me]!HEADER(lane, n), MESSAGE(self, shown[me]);
  shown[me] = shown[me] + count;
  shown_in[lane] = shown_in[lane] + count;
  n = n + count;
  if
  :: !MAY_LEAVE && shown[me] == MESSAGES -> ended++; is_over[me] = 1
  :: else
  fi
}

#ifdef NO_TAKEOVER
#define IS_FREE(owner) (owner == 0)
#else
#ifdef NO_IDENTITY
#define IS_FREE(owner) true
#else
#define IS_FREE(owner) (owner == 0 || is_dead[owner])
#endif
#endif

proctype producer(byte me; bit has_fences) {
  byte self, lane, n, found;
  bit has_lane, is_waking, is_leaving;
  self = me + 1;

take:
  {
    next[self] = shown[me];
#ifdef SETTLED
    if
    :: atomic { me == 1 && self == 2 -> lane = 1; has_lane = 1; goto publishing }
    :: else
    fi;
#endif
again:
    atomic { (IS_FREE(owner[0]) || IS_FREE(owner[1])) -> lane = 0 };
    do
    :: atomic { found = owner[lane]; assert(found != self) };
       if
       :: atomic {
            IS_FREE(found) && FENCE(me) ->
            if
#ifdef NO_COMPARE
            :: true ->
#else
            :: owner[lane] == found ->
#endif
               owner[lane] = self; has_lane = 1; found = 0; break
            :: else -> found = 0
            fi
          }
       :: atomic {
            !IS_FREE(found) ->
            found = 0;
            lane++;
            if
            :: lane == LANES -> lane = 0; goto again
            :: else
            fi
          }
       fi
    od;
    atomic {
      buffer[me]!FLAGS(lane), !has_fences;
      buffer[me]!EPOCH(lane), memory[EPOCH(lane)] + 1;
      living[lane] = memory[EPOCH(lane)] + 1
    };
    /* Nobody else writes to the lane. */
    atomic {
      ROLE_FENCE(me);
      n = memory[PRODUCED(lane)];
#ifndef NO_WALK
      do
      :: memory[HEADER(lane, n)] != 0 -> n++
      :: else -> break
      od
#endif
    };
publishing:
    do
#if MESSAGES > 1
    :: shown[me] < MESSAGES ->
       if
       :: true ->
#ifndef NO_ZERO
          buffer[me]!HEADER(lane, n + 1), 0;
#endif
          atomic { publish(1) }
       :: shown[me] + 1 < MESSAGES ->
          buffer[me]!HEADER(lane, n + 1), MESSAGE(self, shown[me] + 1);
          atomic { publish(2) }
       fi;
#else
    :: atomic { shown[me] < MESSAGES -> publish(1) };
#endif
       atomic {
         buffer[me]!PRODUCED(lane), n;
#ifdef NO_WAKE
       }
#else
         if
         :: has_fences -> PUBLISHER_FENCE(me)
         :: else
         fi;
         wake(me)
       };
       goto raise
#endif
    :: atomic {
         MAY_LEAVE && (shown[me] == MESSAGES || handovers > 0) ->
         if
         :: shown[me] < MESSAGES -> handovers--
         :: else
         fi;
         buffer[me]!FLAGS(lane), 0;
         is_leaving = 1
       };
       atomic {
         FENCE(me);
         assert(owner[lane] == self);
         owner[lane] = 0;
         end_life();
         lane = 0;
         n = 0
       };
#ifndef NO_WAKE_AT_LEAVE
       atomic { FENCE(me); wake(me) };
#endif
raise:
       if
       :: atomic { is_waking && FENCE(me) -> waiting = 0 };
#ifndef NO_SEQUENCE
          atomic { is_woken = 1; is_waking = 0 }
#else
          is_waking = 0
#endif
       :: !is_waking
       fi;
       if
       :: (is_leaving || is_over[me]) && shown[me] == MESSAGES -> break
       :: atomic { is_leaving && shown[me] < MESSAGES -> is_leaving = 0; has_fences = !has_fences };
          goto again
       :: !is_leaving && !is_over[me]
       fi
    od;
    atomic { is_over[me] = 1; is_leaving = 0; has_fences = 0 }
  } unless {
    atomic {
      killed[me] ->
      killed[me] = 0;
      is_dead[self] = 1;
      is_death_news = 1;
      n = 0;
      found = 0;
      if
      :: has_lane -> end_life()
      :: else
      fi;
      lane = 0;
      is_waking = 0;
      is_leaving = 0;
      if
      :: shown[me] < MESSAGES ->
         has_fences = !has_fences;
         processes++;
         self = processes;
         goto take
      :: else -> is_over[me] = 1; has_fences = 0
      fi
    }
  }
}

/* ---- Consumer ---- */

#define HAS_RECORD(lane) (memory[HEADER(lane, position[lane])] != 0)

/* Which lane comes first is nothing that others can tell. */
inline look_for_records() {
  if
  :: atomic { HAS_RECORD(0) -> consume(0) }; goto end_wait
  :: else
  fi;
  if
  :: atomic { HAS_RECORD(1) -> consume(1) }; goto end_wait
  :: else
  fi
}

inline consume(lane) {
  found = memory[HEADER(lane, position[lane])];
  assert(found % 8 == next[found / 8]);
  next[found / 8]++;
  found = 0;
  consumed++;
  position[lane]++
}

/* Looks whether whoever had a lane has left. Anybody may come meanwhile. */
inline look_for_leaver(lane) {
  seen_owner[lane] = owner[lane];
  if
  :: memory[EPOCH(lane)] == reported[lane]
  :: atomic { memory[EPOCH(lane)] != reported[lane] -> epoch = memory[EPOCH(lane)] };
     if
     :: atomic { seen_owner[lane] == 0 || is_dead[seen_owner[lane]] -> found = end_of[lane] };
#ifndef NO_SECOND_EPOCH
        if
        :: atomic { memory[EPOCH(lane)] == epoch -> found = end_of[lane] };
           if
           :: atomic {
                owner[lane] == seen_owner[lane] && leaver == LANES ->
#else
        atomic {
#endif
                leaver = lane;
                leaver_epoch = epoch;
                leaver_end = found;
                found = 0;
                epoch = 0
              }
#ifndef NO_SECOND_EPOCH
           :: else -> atomic { found = 0; epoch = 0 }
           fi
        :: else -> atomic { found = 0; epoch = 0 }
        fi
#endif
     :: else -> epoch = 0
     fi
  fi
}

/* Behind the announcement and its fence. */
inline order() {
#ifndef NO_BARRIER
  if
  :: atomic {
#ifndef NO_SLEEPER_FENCE
       empty(bit_buffer) &&
#endif
       memory[FLAGS(0)] -> is_barrier = 1 }
  :: atomic {
#ifndef NO_SLEEPER_FENCE
       empty(bit_buffer) &&
#endif
       !memory[FLAGS(0)] }
  fi;
#ifndef ONE_FLAG
  if
  :: atomic { !is_barrier && memory[FLAGS(1)] -> is_barrier = 1 }
  :: else
  fi;
#endif
  if
  :: is_barrier -> FENCE(0); FENCE(1); is_barrier = 0
  :: else
  fi
#else
#ifndef NO_SLEEPER_FENCE
  empty(bit_buffer)
#endif
#endif
}

#ifdef STAYS
#define IS_DONE (consumed == TOTAL)
#else
#define IS_DONE (consumed == TOTAL && ended == PRODUCERS && reported[0] == memory[EPOCH(0)] && \
                 reported[1] == memory[EPOCH(1)])
#endif

proctype consumer() {
  byte position[LANES], seen_owner[LANES], reported[LANES];
  byte epoch, found, leaver, leaver_epoch, leaver_end, consumed;
  bit is_announced, is_barrier;
  leaver = LANES;
#ifdef SETTLED
  reported[1] = 1;
#endif

look:
#ifdef NO_LAST_LOOK
  look_for_records();
#endif
  look_for_leaver(0);
  look_for_leaver(1);
#ifndef NO_LAST_LOOK
  look_for_records();
#endif
  if
  :: atomic {
       leaver < LANES ->
       assert(leaver_epoch != living[leaver]);
       assert(position[leaver] >= leaver_end);
       reported[leaver] = leaver_epoch;
       goto end_wait
     }
#ifdef AWAKE
  :: leaver == LANES ->
     HAS_RECORD(0) || HAS_RECORD(1) || is_death_news || owner[0] != seen_owner[0] ||
     owner[1] != seen_owner[1] -> is_death_news = 0
  fi;
#else
  /* An announcement that nobody has answered is still valid. */
  :: leaver == LANES && is_announced && waiting && !is_woken
  :: else ->
     atomic { is_woken = 0; is_announced = 1 };
     bit_buffer!1;
     order()
  fi;
#ifndef NO_SECOND_LOOK
  if
  :: HAS_RECORD(0) -> goto end_wait
  :: else
  fi;
#ifndef ONE_LANE
  if
  :: HAS_RECORD(1) -> goto end_wait
  :: else
  fi;
#endif
#endif
  if
#ifndef NO_LOOK_AT_OWNERS
  :: owner[0] != seen_owner[0] || owner[1] != seen_owner[1]
  :: else ->
#else
  :: true ->
#endif
     if
     :: is_woken
     :: atomic { is_death_news -> is_death_news = 0 }
     fi
  fi;
#endif
  goto look;

end_wait:
  atomic {
    empty(bit_buffer);
    if
    :: is_announced -> waiting = 0; is_woken = 0; is_announced = 0
    :: else
    fi;
    leaver = LANES;
    leaver_epoch = 0;
    leaver_end = 0;
    if
    :: !IS_DONE -> goto look
    :: else
    fi
  }
}

init {
  atomic {
#ifdef SETTLED
    owner[1] = 2;
    memory[EPOCH(1)] = 1;
#ifndef FENCED
    memory[FLAGS(1)] = 1;
#endif
#endif
    run drain(0);
    run drain(1);
    run drain_bit();
#ifdef FENCED
    run producer(0, 0);
    run producer(1, 1);
#else
    run producer(0, 1);
    run producer(1, 0);
#endif
    run consumer();
#if KILLS > 0
    run killer();
#endif
    skip
  }
}
