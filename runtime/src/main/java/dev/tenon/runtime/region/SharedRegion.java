// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionBusyException;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.RegionTruncatedException;
import dev.tenon.runtime.SectionAbsentException;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.platform.Uninterrupted;
import dev.tenon.runtime.platform.WaitWord;
import dev.tenon.runtime.section.Attachments;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionRole;
import dev.tenon.runtime.unclosed.Unclosed;
import dev.tenon.runtime.wait.Signal;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A region that this process has joined, and what it holds of it. */
final class SharedRegion implements Region, SectionHost {
  private static final long CLOSE_NANOS = TenonFormatConstants.REGISTRATION_NANOSECONDS;
  private static final long CLOSE_RETRY_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  /** Text of the exception by which the JVM refuses memory that is unmapped. */
  private static final String ALREADY_CLOSED = "Already closed";

  private final Platform platform;
  private final RegionAddress address;
  private final RegionOptions options;
  private final OpenRegion open;
  private final RegionMapping mapping;
  private final long nonce;
  private final long attachment;
  private final RegionDescriptor descriptor;

  /** Of the sections that both the region and the descriptor have. */
  private final Object[] sections;

  private final Unclosed.Watch watch;

  /** Guards {@link #roles}, {@link #left}, and the control mapping's life. */
  private final Object lifecycle = new Object();

  private final Set<SectionRole> roles = new LinkedHashSet<>();
  private boolean left;
  private volatile boolean closed;

  SharedRegion(
      Platform platform,
      RegionAddress address,
      RegionDescriptor descriptor,
      RegionOptions options,
      OpenRegion open) {
    this.platform = platform;
    this.address = address;
    this.options = options;
    this.open = open;
    this.mapping = open.mapping();
    this.nonce = open.nonce();
    this.attachment = Attachments.of(mapping.content(), open.slot());
    this.descriptor = descriptor;
    this.sections = new Object[open.placements().size()];
    for (int i = 0; i < sections.length; i++) {
      SectionDescriptor section = descriptor.sections().get(i);
      sections[i] =
          SectionKinds.of(section.kind()).bind(this, section, open.placements().get(i), mapping);
    }
    this.watch = Unclosed.watchClosely(this, address);
  }

  @Override
  public <T> T section(int sectionIndex, Class<T> type) {
    requireOpen();
    if (!hasSection(sectionIndex)) {
      throw absent(descriptor.sections().get(sectionIndex));
    }
    Object section = sections[sectionIndex];
    if (!type.isInstance(section)) {
      throw new IllegalArgumentException(
          "section " + sectionIndex + " is not a " + type.getSimpleName());
    }
    return type.cast(section);
  }

  @Override
  public boolean hasSection(int sectionIndex) {
    return Objects.checkIndex(sectionIndex, descriptor.sections().size()) < sections.length;
  }

  private SectionAbsentException absent(SectionDescriptor section) {
    return new SectionAbsentException(
        descriptor.region()
            + "."
            + section.name()
            + " came with version "
            + section.since()
            + " of the contract, and "
            + address
            + " is of version "
            + contractVersion());
  }

  @Override
  public RegionAddress address() {
    return address;
  }

  @Override
  public int contractVersion() {
    return open.contractVersion();
  }

  @Override
  public void label(String label) {
    byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > TenonFormatConstants.LABEL_BYTES) {
      throw new IllegalArgumentException(
          "a label has at most "
              + TenonFormatConstants.LABEL_BYTES
              + " bytes, this one "
              + bytes.length);
    }
    withContent(
        content -> {
          Membership.label(content, open.slot(), bytes);
          return null;
        });
  }

  @Override
  public boolean isPersistent() {
    return open.persistent();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    synchronized (lifecycle) {
      if (left) {
        return;
      }
      roles.forEach(SectionRole::requireNotInHandler);
      closed = true;
      unmapContent();
      // No thread of this process can write to the region any more: now others may follow.
      left = true;
      watch.closed();
      RegionTruncatedException truncated;
      try {
        truncated = giveUpRoles();
        leave();
      } catch (InternalError e) {
        throw mapping.explained(e);
      } finally {
        roles.clear();
        mapping.closeControl();
      }
      if (truncated != null) {
        throw truncated;
      }
    }
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public RegionOptions options() {
    return options;
  }

  @Override
  public int slot() {
    return open.slot();
  }

  @Override
  public long attachment() {
    return attachment;
  }

  @Override
  public String label(int slot, long identity) {
    return Membership.labelOf(mapping.content(), slot, identity);
  }

  @Override
  public Signal openSignal(MemorySegment mapped, long offset) {
    WaitWord word =
        platform.canWake()
            ? platform.openWord(address, nonce, mapped, Signal.sequenceOffset(offset))
            : null;
    return new Signal(mapped, offset, word, open.slot());
  }

  @Override
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException(closedText());
    }
  }

  @Override
  public void requireWhole() {
    requireOpen();
    mapping.requireWhole();
  }

  @Override
  public RuntimeException explained(Throwable failure) {
    if (failure instanceof IllegalStateException state) {
      return closed && ALREADY_CLOSED.equals(state.getMessage())
          ? new IllegalStateException(closedText(), state)
          : state;
    }
    return mapping.explained(failure);
  }

  private String closedText() {
    return address + " is closed in this process: attach to it again";
  }

  @Override
  public <R extends SectionRole, T> T takeRole(
      Function<RegionMapping, R> taking, BiFunction<RegionMapping, R, T> making) {
    synchronized (lifecycle) {
      requireWhole();
      try {
        return take(taking, making);
      } catch (InternalError e) {
        throw explained(e);
      }
    }
  }

  private <R extends SectionRole, T> T take(
      Function<RegionMapping, R> taking, BiFunction<RegionMapping, R, T> making) {
    R role = taking.apply(mapping);
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

  @Override
  public void giveUp(SectionRole role) {
    synchronized (lifecycle) {
      if (roles.remove(role)) {
        role.giveUp();
      }
    }
  }

  @Override
  public <T> T withContent(Function<MemorySegment, T> reading) {
    requireWhole();
    try {
      T result = reading.apply(mapping.content());
      Words.settle();
      return result;
    } catch (InternalError | IllegalStateException e) {
      throw explained(e);
    }
  }

  /** Native calls (sleeping threads) hold the memory: wakes them until the last has let go. */
  private void unmapContent() {
    long deadline = System.nanoTime() + CLOSE_NANOS;
    while (true) {
      wakeOwnThreads();
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

  private void wakeOwnThreads() {
    try {
      roles.forEach(SectionRole::wakeOwnThread);
    } catch (RegionTruncatedException e) {
      // Who sleeps in memory that is gone looks again at the end of its slice; leave() tells.
      return;
    }
  }

  /** All of them, also when the memory is gone; returns what says so. */
  private RegionTruncatedException giveUpRoles() {
    RegionTruncatedException truncated = null;
    for (SectionRole role : roles) {
      try {
        role.giveUp();
      } catch (RegionTruncatedException e) {
        truncated = e;
      }
    }
    return truncated;
  }

  private void leave() {
    if (!mapping.has(RegionHeader.BYTES)) {
      mapping.requireWhole();
    }
    boolean[] gone = new boolean[1];
    long deadline = Attempts.deadline();
    try {
      Uninterrupted.call(() -> leave(gone, deadline));
    } catch (IOException e) {
      throw new RegionAccessException("the name of " + address + " may stay: " + e.getMessage(), e);
    } finally {
      // Without the lock, whoever creates the name next finds that nobody lives in this region.
      leaveSlot(gone);
    }
    mapping.requireWhole();
  }

  private Void leave(boolean[] gone, long deadline) throws IOException {
    MemorySegment region = mapping.control();
    try (RegistrationLock _ = RegistrationLock.take(mapping, platform, deadline)) {
      leaveSlot(gone);
      // The name may already be another region's, made after somebody removed ours.
      if (!open.persistent()
          && Membership.lives(region, platform) == Answer.NO
          && open.name().leadsTo(nonce)) {
        open.name().remove();
      }
    }
    return null;
  }

  /** Once: a slot that is free again may be this process's own by another attachment. */
  private void leaveSlot(boolean[] gone) {
    if (!gone[0]) {
      gone[0] = true;
      Membership.leave(mapping.control(), open.slot(), platform);
    }
  }
}
