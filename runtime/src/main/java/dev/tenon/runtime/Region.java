// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A named piece of memory that processes share, with structs, queues, latest values and work in it.
 * Safe for all threads.
 *
 * <p>The name is there from the moment when the region is complete until the last process that is
 * attached closes it (or, having died, is noticed by the next {@link #create} or {@link
 * #openOrCreate}); a persistent region stays until {@link #remove}.
 *
 * <p>Only processes of the same user on the same machine can attach. They share memory, so they
 * trust each other not to cut the file short. When that happens, every operation that needs the
 * memory throws {@link RegionTruncatedException}, and an access to a struct or message throws the
 * JVM's {@link InternalError}, at once or a little later; see {@link #requireWhole}.
 */
public interface Region extends AutoCloseable {
  /**
   * Creates a region with default options, all bytes zero, and attaches to it. Throws what {@link
   * #create(RegionAddress, RegionDescriptor, RegionOptions)} throws.
   *
   * @return the region; close it to leave
   */
  static Region create(RegionAddress address, RegionDescriptor descriptor) {
    return create(address, descriptor, RegionOptions.defaults());
  }

  /**
   * Creates a region, all bytes zero, and attaches to it. A region of that name which everybody has
   * left, or whose processes all died, is replaced unless it is persistent.
   *
   * @throws RegionExistsException if the name is taken otherwise
   * @throws RegionCreationException if the file system or memory has no room
   * @throws RegionBusyException if the registration lock could not be had for five seconds
   * @throws RegionAccessException if the operating system refuses
   */
  static Region create(RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    Regions.requireArguments(address, descriptor, options);
    return Regions.provider().create(address, descriptor, options);
  }

  /**
   * Attaches to a region that exists, with default options. Throws what {@link
   * #attach(RegionAddress, RegionDescriptor, RegionOptions)} throws.
   *
   * @return the region; close it to leave
   */
  static Region attach(RegionAddress address, RegionDescriptor descriptor) {
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
   * @throws ForeignNamespaceException if it was made in another process-id or time namespace
   * @throws RegionNotReadyException if its creator has not finished it
   * @throws CorruptRegionException if it is not a region, or a damaged one
   * @throws RegionFullException if no participant slot is free
   * @throws RegionBusyException if the registration lock could not be had for five seconds
   * @throws RegionAccessException if the operating system refuses
   */
  static Region attach(RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    Regions.requireArguments(address, descriptor, options);
    return Regions.provider().attach(address, descriptor, options);
  }

  /**
   * Attaches to the region, or creates it when it is absent or abandoned; whichever process comes
   * first creates. A persistent region is never abandoned. Throws what {@link #attach} and {@link
   * #create} throw, but for the region's absence or existence.
   */
  static Region openOrCreate(
      RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    Regions.requireArguments(address, descriptor, options);
    return Regions.provider().openOrCreate(address, descriptor, options);
  }

  /**
   * Removes the name, whatever the region's state. Processes that are attached keep working with
   * each other; nobody new finds them. Waits for a process that is joining or leaving.
   *
   * @return whether there was one
   * @throws UnsafeRegionException if the file is not a regular file of the calling user
   * @throws RegionBusyException if the registration lock could not be had for five seconds
   * @throws RegionAccessException if the operating system refuses
   */
  static boolean remove(RegionAddress address) {
    return Regions.provider().remove(Objects.requireNonNull(address, "address"));
  }

  /**
   * Whether the region has a section: always, but for one that came with a later version of the
   * schema than the creator's.
   *
   * @param sectionIndex position in the descriptor
   * @throws IndexOutOfBoundsException if the descriptor has no such section
   */
  boolean hasSection(int sectionIndex);

  /**
   * The object of a section: of a struct a {@link WaitableStruct}, of a queue a {@link Queue}, of a
   * latest value a {@link Latest}, of a broadcast a {@link Broadcast}, of work a {@link Work}, of
   * an event an {@link Event} or {@link EventFlags}, of a mutex a {@link Mutex}, of a semaphore a
   * {@link Semaphore}.
   *
   * @param sectionIndex position in the descriptor
   * @param type class of the object
   * @return the same object in every call
   * @throws IndexOutOfBoundsException if the descriptor has no such section
   * @throws IllegalArgumentException if the section is of another kind
   * @throws SectionAbsentException if the region's version has no such section
   * @throws IllegalStateException if the region is closed
   */
  <T> T section(int sectionIndex, Class<T> type);

  /**
   * A struct of the region, exactly its bytes: those that it had in the creator's version of the
   * schema, so fewer than the caller's type has if the creator is older, and possibly more if it is
   * newer. After {@link #close} every access throws {@link IllegalStateException}.
   *
   * @param sectionIndex position in the descriptor
   * @throws SectionAbsentException if the region's version has no such section
   */
  default MemorySegment struct(int sectionIndex) {
    return waitableStruct(sectionIndex).memory();
  }

  /**
   * A struct of the region, with waits for changes of it.
   *
   * @param sectionIndex position in the descriptor
   * @throws SectionAbsentException if the region's version has no such section
   */
  default WaitableStruct waitableStruct(int sectionIndex) {
    return section(sectionIndex, WaitableStruct.class);
  }

  /**
   * A queue of the region.
   *
   * @param sectionIndex position in the descriptor
   * @throws SectionAbsentException if the region's version has no such section
   */
  default Queue queue(int sectionIndex) {
    return section(sectionIndex, Queue.class);
  }

  /**
   * A latest value of the region.
   *
   * @param sectionIndex position in the descriptor
   * @throws SectionAbsentException if the region's version has no such section
   */
  default Latest latest(int sectionIndex) {
    return section(sectionIndex, Latest.class);
  }

  /**
   * A broadcast of the region.
   *
   * @param sectionIndex position in the descriptor
   * @throws SectionAbsentException if the region's version has no such section
   */
  default Broadcast broadcast(int sectionIndex) {
    return section(sectionIndex, Broadcast.class);
  }

  /**
   * Work of the region.
   *
   * @param sectionIndex position in the descriptor
   * @throws SectionAbsentException if the region's version has no such section
   */
  default Work work(int sectionIndex) {
    return section(sectionIndex, Work.class);
  }

  /**
   * An event of the region with named bits.
   *
   * @param sectionIndex position in the descriptor
   * @throws SectionAbsentException if the region's version has no such section
   */
  default EventFlags eventFlags(int sectionIndex) {
    return section(sectionIndex, EventFlags.class);
  }

  /**
   * An event of the region without named bits.
   *
   * @param sectionIndex position in the descriptor
   * @throws SectionAbsentException if the region's version has no such section
   */
  default Event event(int sectionIndex) {
    return section(sectionIndex, Event.class);
  }

  /**
   * A mutex of the region.
   *
   * @param sectionIndex position in the descriptor
   * @throws SectionAbsentException if the region's version has no such section
   */
  default Mutex mutex(int sectionIndex) {
    return section(sectionIndex, Mutex.class);
  }

  /**
   * A semaphore of the region.
   *
   * @param sectionIndex position in the descriptor
   * @throws SectionAbsentException if the region's version has no such section
   */
  default Semaphore semaphore(int sectionIndex) {
    return section(sectionIndex, Semaphore.class);
  }

  /** Returns the address of the region. */
  RegionAddress address();

  /** Version of the schema that the creator's code was generated from, 0 to 65535. */
  int contractVersion();

  /**
   * Gives the own attachment a label, by which tools and messages name it. What it was called
   * before is gone; a new attachment has an empty one. For one thread at a time.
   *
   * @param label up to 40 bytes of UTF-8
   * @throws IllegalArgumentException if it is longer
   * @throws IllegalStateException if the region is closed
   * @throws RegionTruncatedException if the region's file was cut short
   */
  void label(String label);

  /** Whether the region stays when nobody is attached. */
  boolean isPersistent();

  /** Whether {@link #close} has not been called. */
  boolean isOpen();

  /**
   * Requires that the region's memory is there. An access to a struct or message whose memory is
   * gone, because somebody has cut the region's file short, ends in the JVM's {@link
   * InternalError}, which knows no region and may come some instructions later, when a value that
   * is none has been read; this method tells. Makes a system call.
   *
   * @throws RegionTruncatedException if the file was cut short
   * @throws IllegalStateException if the region is closed
   */
  void requireWhole();

  /**
   * Leaves the region: gives up its queue roles, unmaps the memory, frees the slot, and removes the
   * name if nobody else is there and the region is not persistent.
   *
   * <p>Safe while other threads use the region: their next access throws {@link
   * IllegalStateException}, and threads that wait on its queues are woken and throw it too. A
   * second call does nothing. Not to be called by a handler of one of its queues.
   *
   * @throws IllegalStateException if the calling thread is in such a handler; nothing is done
   * @throws RegionBusyException if a native call of another thread holds the memory for five
   *     seconds (the region stays mapped: close it again), or if the registration lock could not be
   *     had (all else is done, the name may stay)
   * @throws RegionAccessException if the name could not be removed; all else is done
   * @throws RegionTruncatedException if the region's file was cut short; the memory is unmapped all
   *     the same, and the name stays if the region's header is gone
   */
  @Override
  void close();
}
