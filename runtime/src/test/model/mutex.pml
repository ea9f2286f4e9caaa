/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A fair mutex, as docs/protocol.md has it: two attachments that lock it, of which one may give up
 * at any time; and one that is killed anywhere or leaves, whose slot a later one takes, which locks
 * it, too. SPIN walks through all interleavings.
 *
 * Stores go through a buffer of each process and reach memory in order, later, one by one (total
 * store order, as on x86). Locked operations and fences wait for the buffer. A sleep ends by a
 * wake-up, or at the end of a slice after the victim has gone, once between two wake-ups; so a
 * missed wake-up, or what nobody can take over, is a process that never ends, which SPIN tells.
 *
 * PLAIN takes the order away. ALONE has three attachments that live on, and no slices; FEW leaves
 * out the one that may give up; WHOLE_LOOKS looks at all tickets in one step. They take less time.
 * Each of these macros takes away one thing that the proof needs, and then SPIN finds an error:
 * NO_SECOND_LOOK, NO_SEQUENCE, NO_WAKE_AFTER_UNLOCK and NO_WAKE_AFTER_GIVING_UP with ALONE,
 * NO_GENERATION, NO_HOLDER, NO_RECOVERY, NO_DEAD_TICKETS, NO_SWAP.
 */

#define SLOTS 3

/* Words of memory that are stored to. */
#define NUMBER(slot) memory[slot]
#define HOLDER(slot) memory[SLOTS + slot]
byte memory[2 * SLOTS];

/* Changed by locked operations only. */
byte owner;
byte last;
byte waiting;
byte sequence;

byte generation[SLOTS];
bool lives[SLOTS];

/* An attachment: its slot plus one, and the generation above. */
#define ATTACHMENT(slot, number) ((number) * 4 + (slot) + 1)
#define SLOT_OF(attachment) (((attachment) & 3) - 1)
#ifdef NO_GENERATION
#define IS_GONE(attachment) (!lives[SLOT_OF(attachment)])
#else
#define IS_GONE(attachment)       \
  (!lives[SLOT_OF(attachment)] || \
   generation[SLOT_OF(attachment)] != (attachment) / 4)
#endif

/* Of each process: two that live on, the victim, its successor. */
chan buffer[4] = [4] of { byte, byte };

#define FENCE(who) empty(buffer[who])

/* Processes that hold the mutex and live; what the dead holder's death is told by. */
byte inside;
bool died_inside;
bool is_killed;
bool is_due;

proctype drain(byte whose) {
  byte word, value;
end:
  do
  :: atomic { buffer[whose]?word, value -> memory[word] = value; word = 0; value = 0 }
  od
}

inline wake(who) {
  FENCE(who);
  if
  :: waiting != 0 ->
     waiting = 0;
#ifndef NO_SEQUENCE
     atomic { sequence = (sequence + 1) % 8 }
#endif
  :: else
  fi
}

/* Sets is_next: nobody waits that came before. */
inline look_at_tickets(slot) {
#if defined(WHOLE_LOOKS) || defined(PLAIN)
  atomic { look_at_each(slot) }
#else
  look_at_each(slot)
#endif
}

inline look_at_each(slot) {
  is_next = true;
#ifndef PLAIN
  at = 0;
  do
  :: at < SLOTS ->
     atomic {
       number = NUMBER(at);
       if
       :: at != slot && number != 0 && (ticket == 0 || number < ticket) -> is_next = false
       :: else
       fi;
       number = 0;
       at++
     }
  :: else -> break
  od;
  at = 0
#endif
}

/* Takes the mutex from that owner, when it still has it. */
inline swap(who, slot, own, from) {
  atomic {
    FENCE(who) ->
    if
#ifdef NO_SWAP
    :: true ->
#else
    :: owner == from ->
#endif
       owner = own;
       has = true;
       /* Of those that live nobody else is inside, and a death is told to the next one. */
       inside++;
       assert(inside == 1);
       assert(died_inside == (from != 0));
       died_inside = false
#ifndef NO_SWAP
    :: else
#endif
    fi
  }
}

inline take_free(who, slot, own) {
  if
  :: owner == 0 ->
     look_at_tickets(slot);
     if
     :: is_next -> swap(who, slot, own, 0)
     :: else
     fi
  :: else
  fi
}

inline drop_ticket(who, slot) {
  if
  :: ticket != 0 -> buffer[who]!slot, 0; ticket = 0
  :: else
  fi
}

inline draw_ticket(who, slot, own) {
  skip;
#ifndef PLAIN
  buffer[who]!slot, 0;
  buffer[who]!(SLOTS + slot), own;
  atomic { FENCE(who) -> last++; ticket = last }
  buffer[who]!slot, ticket
#endif
}

/* Where a wait looks for the dead. */
inline drop_dead_tickets(who, slot) {
  skip;
#if !defined(PLAIN) && !defined(NO_DEAD_TICKETS)
  at = 0;
  do
  :: at < SLOTS ->
     number = NUMBER(at);
     if
#ifdef NO_HOLDER
     :: at != slot && number != 0 && !lives[at] ->
#else
     :: at != slot && number != 0 && HOLDER(at) != 0 && IS_GONE(HOLDER(at)) ->
#endif
        atomic {
          FENCE(who) ->
          if
          :: NUMBER(at) == number -> NUMBER(at) = 0
          :: else
          fi
        }
        /* Others may be next now, whose slices passed before. */
        wake(who)
     :: else
     fi;
     number = 0;
     at++
  :: else -> break
  od;
  at = 0
#endif
}

inline recover(who, slot, own) {
  skip;
#ifndef NO_RECOVERY
  from = owner;
  if
  :: from != 0 && from != own && IS_GONE(from) ->
     look_at_tickets(slot);
     if
     :: is_next -> swap(who, slot, own, from)
     :: else
     fi
  :: else
  fi;
  from = 0
#endif
}

/* Slices whose end a wait sees between two wake-ups, after all that the victim did is in memory;
 * before that they pass in vain. */
#ifndef SLICES
#define SLICES 1
#endif

inline lock(who, slot, own, may_give_up) {
  take_free(who, slot, own);
  if
  :: has
  :: else ->
     draw_ticket(who, slot, own);
     do
     :: true ->
        take_free(who, slot, own);
        if
        :: has -> break
        :: else
        fi;
        atomic {
          if
          :: seen != sequence -> slices = 0
          :: else
          fi;
          seen = sequence
        }
        atomic { FENCE(who) -> waiting = waiting | (1 << slot) }
#ifndef NO_SECOND_LOOK
        take_free(who, slot, own);
        if
        :: has -> break
        :: else
        fi;
#endif
        if
        :: sequence != seen
        :: is_killed && sequence == seen && slices < SLICES ->
           slices++;
           drop_dead_tickets(who, slot);
           take_free(who, slot, own);
           if
           :: has -> break
           :: else -> recover(who, slot, own)
           fi;
           if
           :: has -> break
           :: else
           fi
        :: may_give_up -> break
        fi
     od;
     seen = 0;
     slices = 0
  fi;
  if
  :: has -> drop_ticket(who, slot)
  :: else ->
     drop_ticket(who, slot);
#ifndef NO_WAKE_AFTER_GIVING_UP
     wake(who)
#endif
  fi
}

inline unlock(who, own) {
  atomic {
    FENCE(who) ->
    assert(owner == own);
    inside--;
    owner = 0;
    has = false
  }
#ifndef NO_WAKE_AFTER_UNLOCK
  wake(who)
#endif
}

#define LOCALS            \
  byte ticket, seen, at;  \
  byte slices;            \
  byte number, from;      \
  bool is_next, has

proctype user(byte me; bool may_give_up) {
  LOCALS;
  byte att = ATTACHMENT(me, 0);
  lock(me, me, att, may_give_up);
  if
  :: has -> unlock(me, att)
  :: else
  fi
}

proctype successor() {
  LOCALS;
  byte att = ATTACHMENT(2, 1);
  generation[2] == 1;
  lock(3, 2, att, false);
  unlock(3, att)
}

proctype killer() { is_due = true }

proctype victim() {
  LOCALS;
  byte att = ATTACHMENT(2, 0);
  {
    lock(2, 2, att, true);
    if
    :: has -> unlock(2, att)
    :: else
    fi
  } unless {
    /* The buffer gets to memory. The slot is taken by another process then. */
    atomic {
      is_due ->
      lives[2] = false;
      if
      :: owner == att -> inside--; died_inside = true
      :: else
      fi
    }
  }
  /* Also when it has ended: then it has left. */
  lives[2] = false;
  atomic { empty(buffer[2]) -> is_killed = true }
  atomic { generation[2] = 1; lives[2] = true }
}

init {
  atomic {
    lives[0] = true;
    lives[1] = true;
    lives[2] = true;
    run drain(0);
    run drain(1);
    run drain(2);
    run drain(3);
    run user(0, false);
#ifndef FEW
    run user(1, true);
#endif
#ifdef ALONE
    run user(2, false)
#else
    run killer();
    run victim();
    run successor()
#endif
  }
}
