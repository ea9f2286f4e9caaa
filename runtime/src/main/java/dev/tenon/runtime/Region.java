// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.SectionKind;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.platform.FileStatus;
import dev.tenon.runtime.platform.Platform;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A named piece of memory that processes share, with structs and queues in it. Safe for all
 * threads.
 *
 * <p>The name is there from the moment when the region is complete until the last process that is
 * attached closes it (or, having died, is noticed by the next {@link #create} or {@link
 * #openOrCreate}); a persistent region stays until {@link #remove}.
 *
 * <p>Only processes of the same user on the same machine can attach. They share memory, so they
 * trust each other not to cut the file short: memory behind a cut end cannot be protected.
 */
public final class Region implements AutoCloseable {
  private static final long CLOSE_NANOS = TenonFormatConstants.REGISTRATION_NANOSECONDS;
  private static final long CLOSE_RETRY_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final Platform platform;
  private final RegionAddress address;
  private final List<SectionDescriptor> sections;
  private final IdleStrategy idle;
  private final Identity identity;
  private final RegionMapping mapping;
  private final int slot;
  private final MemorySegment[] structs;
  private final Queue[] queues;

  /** Guards {@link #roles}, {@link #left}, and the control mapping's life. */
  private final Object lifecycle = new Object();

  private final Set<QueueRole> roles = new LinkedHashSet<>();
  private boolean left;
  private volatile boolean closed;

  /**
   * What the region is, apart from its content.
   *
   * @param file which file
   * @param contractVersion version of the creator's schema
   */
  record Identity(FileStatus file, boolean persistent, int contractVersion) {}

  Region(
      Platform platform,
      RegionAddress address,
      RegionDescriptor descriptor,
      RegionOptions options,
      Identity identity,
      RegionMapping mapping,
      List<RegionLayout.Placement> placements,
      int slot) {
    this.platform = platform;
    this.address = address;
    this.sections = descriptor.sections();
    this.idle = options.idle();
    this.identity = identity;
    this.mapping = mapping;
    this.slot = slot;
    this.structs = new MemorySegment[sections.size()];
    this.queues = new Queue[sections.size()];
    for (int i = 0; i < structs.length; i++) {
      bind(i, sections.get(i), placements.get(i));
    }
  }

  /** As {@link #create(RegionAddress, RegionDescriptor, RegionOptions)} with default options. */
  public static Region create(RegionAddress address, RegionDescriptor descriptor) {
    return create(address, descriptor, RegionOptions.defaults());
  }

  /**
   * Creates a region, all bytes zero, and attaches to it. A region of that name which everybody has
   * left, or whose processes all died, is replaced unless it is persistent.
   *
   * @throws RegionExistsException if the name is taken otherwise
   * @throws RegionCreationException if the file system has no room
   * @throws RegionBusyException if the registration lock could not be had for five seconds
   * @throws RegionAccessException if the operating system refuses
   */
  public static Region create(
      RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    requireArguments(address, descriptor, options);
    return new RegionCreator(Platform.current(), address).create(descriptor, options);
  }

  /** As {@link #attach(RegionAddress, RegionDescriptor, RegionOptions)} with default options. */
  public static Region attach(RegionAddress address, RegionDescriptor descriptor) {
    return attach(address, descriptor, RegionOptions.defaults());
  }

  /**
   * Attaches to a region that exists. Nothing is written to it before all of it is verified.
   *
   * @throws RegionNotFoundException if nothing has that name
   * @throws UnsafeRegionException if it belongs to another user or others may open it
   * @throws SchemaMismatchException if it was made from another layout that is no earlier or later
   *     version of the own one; names the difference
   * @throws RegionStaleException if it was made before the machine was last started
   * @throws ForeignNamespaceException if it was made in another process-id namespace
   * @throws RegionNotReadyException if its creator has not finished it
   * @throws CorruptRegionException if it is not a region, or a damaged one
   * @throws RegionFullException if no participant slot is free
   * @throws RegionBusyException if the registration lock could not be had for five seconds
   * @throws RegionAccessException if the operating system refuses
   */
  public static Region attach(
      RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    requireArguments(address, descriptor, options);
    return new RegionAttacher(Platform.current(), address).attach(descriptor, options);
  }

  /**
   * Attaches to the region, or creates it when it is absent or abandoned; whichever process comes
   * first creates. A persistent region is never abandoned. Throws what {@link #attach} and {@link
   * #create} throw, but for the region's absence or existence.
   */
  public static Region openOrCreate(
      RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    requireArguments(address, descriptor, options);
    Platform platform = Platform.current();
    RegionAttacher attacher = new RegionAttacher(platform, address);
    RegionCreator creator = new RegionCreator(platform, address);
    long deadline = System.nanoTime() + CLOSE_NANOS;
    while (true) {
      try {
        return attacher.attachUnlessAbandoned(descriptor, options);
      } catch (RegionNotFoundException absent) {
        try {
          return creator.create(descriptor, options);
        } catch (RegionExistsException e) {
          if (System.nanoTime() - deadline >= 0) {
            throw new RegionBusyException(
                address + " is created and removed by others all the time");
          }
        }
      }
    }
  }

  /**
   * Removes the name, whatever the region's state. Processes that are attached keep working with
   * each other; nobody new finds them.
   *
   * @return whether there was one
   * @throws UnsafeRegionException if the file is not a regular file of the calling user
   * @throws RegionAccessException if the operating system refuses
   */
  public static boolean remove(RegionAddress address) {
    Platform platform = Platform.current();
    try {
      FileStatus status = platform.status(address.path());
      if (!status.regular() || status.owner() != platform.effectiveUser()) {
        throw new UnsafeRegionException(address + " is not a regular file of this user");
      }
      return Files.deleteIfExists(address.path());
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new RegionAccessException("cannot remove " + address + ": " + e.getMessage(), e);
    }
  }

  /**
   * A struct of the region, exactly its bytes: those that it had in the creator's version of the
   * schema, so fewer than the caller's type has if the creator is older, and possibly more if it is
   * newer. After {@link #close} every access throws {@link IllegalStateException}.
   *
   * @param sectionIndex position in the descriptor
   */
  public MemorySegment struct(int sectionIndex) {
    requireOpen();
    MemorySegment struct = structs[sectionIndex];
    if (struct == null) {
      throw new IllegalArgumentException("section " + sectionIndex + " is not a struct");
    }
    return struct;
  }

  /**
   * A queue of the region.
   *
   * @param sectionIndex position in the descriptor
   */
  public Queue queue(int sectionIndex) {
    requireOpen();
    Queue queue = queues[sectionIndex];
    if (queue == null) {
      throw new IllegalArgumentException("section " + sectionIndex + " is not a queue");
    }
    return queue;
  }

  /** Where the region is. */
  public RegionAddress address() {
    return address;
  }

  /** Version of the schema that the creator's code was generated from, 0 to 65535. */
  public int contractVersion() {
    return identity.contractVersion();
  }

  /** Whether the region stays when nobody is attached. */
  public boolean isPersistent() {
    return identity.persistent();
  }

  /** Whether {@link #close} has not been called. */
  public boolean isOpen() {
    return !closed;
  }

  /**
   * Leaves the region: gives up its queue roles, unmaps the memory, frees the slot, and removes the
   * name if nobody else is there and the region is not persistent.
   *
   * <p>Safe while other threads use the region: their next access throws {@link
   * IllegalStateException}, and threads that wait on its queues are woken and throw it too. A
   * second call does nothing.
   *
   * @throws RegionBusyException if a native call of another thread holds the memory for five
   *     seconds (the region stays mapped: close it again), or if the registration lock could not be
   *     had (all else is done, the name may stay)
   * @throws RegionAccessException if the name could not be removed; all else is done
   */
  @Override
  public void close() {
    synchronized (lifecycle) {
      if (left) {
        return;
      }
      closed = true;
      unmapContent();
      // No thread of this process can write to the region any more: now others may follow.
      left = true;
      try {
        roles.forEach(QueueRole::giveUp);
        leave();
      } finally {
        roles.clear();
        mapping.controlArena().close();
      }
    }
  }

  IdleStrategy idle() {
    return idle;
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException(address + " is closed");
    }
  }

  /** Takes a role and makes its end; gives the role back when the end cannot be made. */
  <T> T takeRole(
      Function<RegionMapping, QueueRole> taking, BiFunction<RegionMapping, QueueRole, T> making) {
    synchronized (lifecycle) {
      requireOpen();
      QueueRole role = taking.apply(mapping);
      boolean made = false;
      try {
        T end = making.apply(mapping, role);
        roles.add(role);
        made = true;
        return end;
      } finally {
        if (!made) {
          role.giveUp();
        }
      }
    }
  }

  void giveUp(QueueRole role) {
    synchronized (lifecycle) {
      if (roles.remove(role)) {
        role.giveUp();
      }
    }
  }

  <T> T withContent(Function<MemorySegment, T> reading) {
    requireOpen();
    return reading.apply(mapping.content());
  }

  private void bind(int index, SectionDescriptor section, RegionLayout.Placement placement) {
    if (section.kind() == SectionKind.QUEUE) {
      QueueLayout layout =
          new QueueLayout(
              "queue '" + section.name() + "' of " + address,
              placement.offset(),
              placement.dataOffset(),
              placement.size(),
              section.alignment());
      queues[index] = new Queue(this, layout, platform);
    } else {
      structs[index] = mapping.content().asSlice(placement.offset(), placement.size());
    }
  }

  /** Native calls (sleeping threads) hold the memory: wakes them until the last has let go. */
  private void unmapContent() {
    long deadline = System.nanoTime() + CLOSE_NANOS;
    while (true) {
      roles.forEach(QueueRole::wakeOwnThread);
      try {
        mapping.contentArena().close();
        return;
      } catch (IllegalStateException e) {
        if (System.nanoTime() - deadline >= 0) {
          throw new RegionBusyException(
              address + " cannot be unmapped: a native call in another thread uses its memory");
        }
      }
      LockSupport.parkNanos(CLOSE_RETRY_NANOS);
    }
  }

  private void leave() {
    boolean[] gone = new boolean[1];
    try {
      RegionFile.exclusively(address, () -> tryLeave(gone));
    } catch (RegionNotFoundException e) {
      // The name was removed by somebody: only the slot is left to free.
      return;
    } finally {
      leaveSlot(gone);
    }
  }

  private Boolean tryLeave(boolean[] gone) throws IOException {
    if (!platform.status(address.path()).sameFile(identity.file())) {
      return true;
    }
    try (RegionFile file = RegionFile.open(platform, address)) {
      if (file == null) {
        return null;
      }
      if (!file.status().sameFile(identity.file())) {
        return true;
      }
      if (!file.tryLock()) {
        return null;
      }
      leaveSlot(gone);
      if (!identity.persistent() && Membership.isAbandoned(mapping.control(), platform)) {
        Files.deleteIfExists(address.path());
      }
      return true;
    }
  }

  /** Once: a slot that is free again may be this process's own by another attachment. */
  private void leaveSlot(boolean[] gone) {
    if (!gone[0]) {
      gone[0] = true;
      Membership.leave(mapping.control(), slot, platform);
    }
  }

  private static void requireArguments(
      RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(descriptor, "descriptor");
    Objects.requireNonNull(options, "options");
  }
}
