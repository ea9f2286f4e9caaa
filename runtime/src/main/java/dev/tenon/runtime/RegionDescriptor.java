// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.TenonFormatConstants;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Description of a region type in a program: its name, its sections, and the layout of everything
 * in them. Generated code holds one in a constant. Immutable and safe for all threads.
 */
public final class RegionDescriptor {
  private static final int MAX_NAME_BYTES = (int) TenonFormatConstants.NAME_BYTES - 1;

  private final String schema;
  private final int contractVersion;
  private final String region;
  private final String tool;
  private final byte[] layoutHash;
  private final String layoutText;
  private final String description;
  private final List<SectionDescriptor> sections;

  private RegionDescriptor(Builder builder) {
    this.schema = builder.schema;
    this.contractVersion = builder.contractVersion;
    this.region = builder.region;
    this.tool = builder.tool;
    this.layoutHash = builder.layoutHash;
    this.layoutText = builder.layoutText;
    this.description = builder.description;
    this.sections = List.copyOf(builder.sections);
  }

  /**
   * Starts a description.
   *
   * @param schema name of the schema, 1 to 63 bytes of UTF-8
   * @param contractVersion version of the schema, 0 to 65535
   * @param region name of the region type in the schema, 1 to 63 bytes of UTF-8
   */
  public static Builder builder(String schema, int contractVersion, String region) {
    return new Builder(schema, contractVersion, region);
  }

  /** Name of the schema. */
  public String schema() {
    return schema;
  }

  /** Version of the schema. */
  public int contractVersion() {
    return contractVersion;
  }

  /** Name of the region type. */
  public String region() {
    return region;
  }

  /** Generator and version that made the calling code, such as {@code tenon 0.1.0}. */
  public String tool() {
    return tool;
  }

  /** The canonical layout text. */
  public String layoutText() {
    return layoutText;
  }

  /** The description text, for tools and people; empty for none. */
  public String description() {
    return description;
  }

  /** SHA-256 of the layout text, 32 bytes. */
  public byte[] layoutHash() {
    return layoutHash.clone();
  }

  /** The sections in the order of the schema, those that were appended last. */
  public List<SectionDescriptor> sections() {
    return sections;
  }

  /**
   * Counts the sections in a region whose creator has another version of the schema, which are the
   * first ones.
   *
   * @param version that version; with a newer one than the own, the region has at least these
   */
  public int sectionCountAt(int version) {
    int count = 0;
    while (count < sections.size()
        && (version >= contractVersion
            || sections.get(count).since() <= Math.max(version, SectionDescriptor.FIRST_VERSION))) {
      count++;
    }
    return count;
  }

  /** Collects a description; not safe for several threads. */
  public static final class Builder {
    private static final StructInitializer ALL_ZERO = (segment, offset) -> {};

    private final String schema;
    private final int contractVersion;
    private final String region;
    private final List<SectionDescriptor> sections = new ArrayList<>();
    private String tool;
    private byte[] layoutHash;
    private String layoutText;
    private String description = "";
    private int since = SectionDescriptor.FIRST_VERSION;

    private Builder(String schema, int contractVersion, String region) {
      this.schema = requireName(schema);
      this.region = requireName(region);
      if (contractVersion < 0 || contractVersion > TenonFormatConstants.MAX_CONTRACT_VERSION) {
        throw new IllegalArgumentException(
            "contract version " + contractVersion + " is not 0 to 65535");
      }
      this.contractVersion = contractVersion;
    }

    /**
     * Refuses to go on when this runtime is older than the code that describes the region.
     * Generated code calls it first, because an older runtime may lack the methods that follow.
     *
     * @param api the number of the runtime API that the generator knew
     * @throws RuntimeTooOldError if this runtime has a lower number
     */
    public Builder requireRuntime(int api) {
      RuntimeVersion.require(api, "region " + region + " of schema " + schema);
      return this;
    }

    /** Generator and version, 1 to 63 bytes of UTF-8. Required. */
    public Builder tool(String value) {
      tool = requireName(value);
      return this;
    }

    /** SHA-256 of the layout text as 64 hexadecimal digits. Required. */
    public Builder layoutHash(String hex) {
      byte[] hash = HexFormat.of().parseHex(hex);
      if (hash.length != TenonFormatConstants.LAYOUT_HASH_BYTES) {
        throw new IllegalArgumentException(
            "layout hash has "
                + hash.length
                + " bytes, needs "
                + TenonFormatConstants.LAYOUT_HASH_BYTES);
      }
      layoutHash = hash;
      return this;
    }

    /** The canonical layout text, 1 byte to 16 MiB of UTF-8. Required. */
    public Builder layoutText(String text) {
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes < 1 || bytes > TenonFormatConstants.MAX_LAYOUT_TEXT) {
        throw new IllegalArgumentException(
            "region '"
                + region
                + "' needs a layout text of 1 to "
                + TenonFormatConstants.MAX_LAYOUT_TEXT
                + " bytes");
      }
      layoutText = text;
      return this;
    }

    /** Text for tools and people, up to 16 MiB of UTF-8; not compared. */
    public Builder description(String text) {
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > TenonFormatConstants.MAX_DESCRIPTION_TEXT) {
        throw new IllegalArgumentException(
            "region '"
                + region
                + "' has a description of "
                + bytes
                + " bytes, at most "
                + TenonFormatConstants.MAX_DESCRIPTION_TEXT
                + " are possible");
      }
      description = text;
      return this;
    }

    /**
     * Adds what follows as sections that a version of the schema appended to the region. Regions of
     * older programs lack them; see {@link Region#hasSection}.
     *
     * @param version not below that of the sections before, at most the schema's; it is looked at
     *     when a section is added
     */
    public Builder since(int version) {
      since = version;
      return this;
    }

    /** Adds a struct that lies in the region and is zero at first. */
    public Builder struct(String name, long size, long alignment) {
      return struct(name, size, alignment, ALL_ZERO);
    }

    /**
     * Adds a struct that lies in the region.
     *
     * @param size bytes, 1 or more
     * @param alignment bytes, a power of two up to 4096
     * @param initializer called by whoever creates the region
     */
    public Builder struct(String name, long size, long alignment, StructInitializer initializer) {
      return struct(name, size, alignment, initializer, new SectionSize[0]);
    }

    /**
     * Adds a struct that lies in the region and has grown with the versions of the schema. A region
     * of an older program holds as much of it as that version knows.
     *
     * @param size bytes, 1 or more
     * @param alignment bytes, a power of two up to 4096
     * @param initializer called by whoever creates the region
     * @param sizes from which version on it has which size: ascending, the last one is {@code
     *     size}; none if it always had this size
     */
    public Builder struct(
        String name,
        long size,
        long alignment,
        StructInitializer initializer,
        SectionSize... sizes) {
      requireSectionName(name);
      return add(
          SectionDescriptor.struct(
              name, size, alignment, initializer, List.of(sizes), contractVersion));
    }

    /**
     * Adds a queue.
     *
     * @param capacity bytes of the ring, a power of two up to 2^48; a message takes at most half
     * @param recordAlignment largest alignment of its messages, a power of two up to 4096
     */
    public Builder queue(String name, long capacity, long recordAlignment) {
      return queue(name, capacity, recordAlignment, 1, false);
    }

    /**
     * Adds a queue with lanes: producers that it can have at a time.
     *
     * @param capacity bytes of the ring of one lane, as in {@link #queue(String, long, long)}
     * @param recordAlignment largest alignment of its messages, a power of two up to 4096
     * @param lanes 1 to 64
     * @param stamped whether records carry the time at which they were published
     */
    public Builder queue(
        String name, long capacity, long recordAlignment, int lanes, boolean stamped) {
      requireSectionName(name);
      return add(SectionDescriptor.queue(name, capacity, recordAlignment, lanes, stamped));
    }

    /**
     * Adds a latest value.
     *
     * @param valueBytes bytes of a value, 1 to 64 KiB
     * @param sizes from which version on a value has had how many bytes, as in {@link #struct}
     */
    public Builder latest(String name, long valueBytes, SectionSize... sizes) {
      requireSectionName(name);
      return add(SectionDescriptor.latest(name, valueBytes, List.of(sizes), contractVersion));
    }

    /**
     * Adds a broadcast.
     *
     * @param capacity bytes of the ring, a power of two from 128 to 2^48; a message takes at most a
     *     quarter
     */
    public Builder broadcast(String name, long capacity) {
      requireSectionName(name);
      return add(SectionDescriptor.broadcast(name, capacity));
    }

    /**
     * Adds work.
     *
     * @param capacity bytes of the ring, a power of two up to 2^48; a message takes at most half
     * @param recordAlignment largest alignment of its messages, a power of two up to 4096
     * @param workers workers at a time, 1 to 1024
     */
    public Builder work(String name, long capacity, long recordAlignment, int workers) {
      requireSectionName(name);
      return add(SectionDescriptor.work(name, capacity, recordAlignment, workers));
    }

    /**
     * Adds an event.
     *
     * @param isManual whether bits stay set until somebody clears them; otherwise a wait takes them
     * @param hasNamedBits whether it has a bit for each that the schema names; otherwise one
     */
    public Builder event(String name, boolean isManual, boolean hasNamedBits) {
      requireSectionName(name);
      return add(SectionDescriptor.event(name, isManual, hasNamedBits));
    }

    /**
     * Adds a mutex.
     *
     * @param isRecursive whether a thread that holds it can lock it again
     * @param isFair whether attachments get it in the order in which they came
     */
    public Builder mutex(String name, boolean isRecursive, boolean isFair) {
      requireSectionName(name);
      return add(SectionDescriptor.mutex(name, isRecursive, isFair));
    }

    /**
     * Adds a semaphore.
     *
     * @param permits 1 to 1024
     */
    public Builder semaphore(String name, int permits) {
      requireSectionName(name);
      return add(SectionDescriptor.semaphore(name, permits));
    }

    /**
     * Ends the description.
     *
     * @throws IllegalStateException if the tool, the layout hash or its text is missing
     */
    public RegionDescriptor build() {
      if (tool == null || layoutHash == null || layoutText == null) {
        throw new IllegalStateException("tool, layoutHash and layoutText are required");
      }
      return new RegionDescriptor(this);
    }

    private static String requireName(String name) {
      if (!SectionDescriptor.isName(name)) {
        throw new IllegalArgumentException(
            "schema, region and tool each need a name of 1 to " + MAX_NAME_BYTES + " bytes");
      }
      return name;
    }

    private void requireSectionName(String name) {
      if (!SectionDescriptor.isName(name)) {
        throw new IllegalArgumentException(
            "section " + sections.size() + " needs a name of 1 to " + MAX_NAME_BYTES + " bytes");
      }
    }

    private Builder add(SectionDescriptor section) {
      if (sections.size() == TenonFormatConstants.MAX_SECTIONS) {
        throw new IllegalArgumentException(
            "region '"
                + region
                + "' has "
                + (sections.size() + 1)
                + " sections, at most "
                + TenonFormatConstants.MAX_SECTIONS
                + " are possible");
      }
      sections.add(section.withSince(requireSince(section)));
      return this;
    }

    private int requireSince(SectionDescriptor section) {
      int first = SectionDescriptor.FIRST_VERSION;
      int before = sections.isEmpty() ? first : sections.getLast().since();
      boolean isPossible =
          since == first ? before == first : since >= before && since <= contractVersion;
      if (!isPossible) {
        throw new IllegalArgumentException(
            "section '"
                + section.name()
                + "' came with version "
                + since
                + ", not with one from "
                + before
                + " to "
                + contractVersion);
      }
      return since;
    }
  }
}
