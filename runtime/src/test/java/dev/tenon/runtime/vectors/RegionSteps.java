// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.SectionAbsentException;
import dev.tenon.runtime.SectionSize;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.SectionFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The steps of files about regions: a descriptor that grows, and a region's file. */
final class RegionSteps implements Vectors.Steps {
  private static final RegionOptions PERSISTENT = RegionOptions.defaults().persistent(true);
  private static final int HASH_BYTES = 32;

  /** Where a member lies, and its bytes. */
  private record Member(long offset, int size) {
    Member at(long start) {
      return new Member(start + offset, size);
    }
  }

  private static final Map<String, Member> HEADER =
      Map.ofEntries(
          Map.entry("magic", new Member(RegionHeader.MAGIC_OFFSET, 8)),
          Map.entry("format_version", new Member(RegionHeader.FORMAT_VERSION_OFFSET, 4)),
          Map.entry("byte_order", new Member(RegionHeader.BYTE_ORDER_OFFSET, 4)),
          Map.entry("total_size", new Member(RegionHeader.TOTAL_SIZE_OFFSET, 8)),
          Map.entry("state", new Member(RegionHeader.STATE_OFFSET, 4)),
          Map.entry("flags", new Member(RegionHeader.FLAGS_OFFSET, 4)),
          Map.entry("contract_version", new Member(RegionHeader.CONTRACT_VERSION_OFFSET, 4)),
          Map.entry("section_count", new Member(RegionHeader.SECTION_COUNT_OFFSET, 4)),
          Map.entry(
              "section_table_offset", new Member(RegionHeader.SECTION_TABLE_OFFSET_OFFSET, 8)),
          Map.entry("layout_text_offset", new Member(RegionHeader.LAYOUT_TEXT_OFFSET_OFFSET, 8)),
          Map.entry("layout_text_size", new Member(RegionHeader.LAYOUT_TEXT_SIZE_OFFSET, 8)),
          Map.entry("description_offset", new Member(RegionHeader.DESCRIPTION_OFFSET_OFFSET, 8)),
          Map.entry("description_size", new Member(RegionHeader.DESCRIPTION_SIZE_OFFSET, 8)),
          Map.entry("layout_hash", new Member(RegionHeader.LAYOUT_HASH_OFFSET, HASH_BYTES)),
          Map.entry("schema", new Member(RegionHeader.SCHEMA_OFFSET, 64)),
          Map.entry("region", new Member(RegionHeader.REGION_OFFSET, 64)),
          Map.entry("tool", new Member(RegionHeader.TOOL_OFFSET, 64)),
          Map.entry("boot_id", new Member(RegionHeader.BOOT_ID_OFFSET, 16)),
          Map.entry("pid_namespace", new Member(RegionHeader.PID_NAMESPACE_OFFSET, 8)),
          Map.entry("time_namespace", new Member(RegionHeader.TIME_NAMESPACE_OFFSET, 8)));

  private static final Map<String, Member> ENTRY =
      Map.of(
          "name", new Member(SectionEntry.NAME_OFFSET, 64),
          "kind", new Member(SectionEntry.KIND_OFFSET, 4),
          "alignment", new Member(SectionEntry.ALIGNMENT_OFFSET, 4),
          "offset", new Member(SectionEntry.OFFSET_OFFSET, 8),
          "size", new Member(SectionEntry.SIZE_OFFSET, 8),
          "data_offset", new Member(SectionEntry.DATA_OFFSET_OFFSET, 8),
          "count", new Member(SectionEntry.COUNT_OFFSET, 4),
          "flags", new Member(SectionEntry.FLAGS_OFFSET, 4));

  /** Adds a section to a descriptor; the sizes are of a struct or latest value that grew. */
  private interface Adding {
    void to(RegionDescriptor.Builder builder, SectionSize... sizes);
  }

  /** A section of the descriptor. */
  private record Section(Adding adding, int since, List<SectionSize> sizes) {}

  private final Path file;
  private final RegionAddress address;
  private final List<String> said = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private String schema = "market";
  private String region = "Feed";
  private String tool = "tenon 0.1.0";
  private int version = 1;
  private int appended = 1;
  private byte[] hash = repeat("5a", HASH_BYTES);
  private byte[] layout =
      "tenon-layout 1\nschema market\nregion Feed\n".getBytes(StandardCharsets.UTF_8);

  private byte[] description = {};

  RegionSteps(Path file) {
    this.file = file;
    this.address = RegionAddress.file(file);
  }

  @Override
  public String region() {
    return address.toString();
  }

  @Override
  public List<String> run(Vectors.Step step) {
    said.clear();
    switch (step.name()) {
      case "schema" -> schema = text(step);
      case "region" -> region = text(step);
      case "tool" -> tool = text(step);
      case "version" -> version = (int) step.number(0);
      case "hash" -> hash = repeat(step.word(0), HASH_BYTES);
      case "layout" -> {
        int cut = step.word(0).equals("cut") ? 1 : 0;
        layout = Arrays.copyOf(step.text(), step.text().length - cut);
      }
      case "description" -> description = step.text().clone();
      case "sections" -> {
        sections.clear();
        appended = 1;
      }
      case "appended" -> appended = (int) step.number(0);
      case "struct" -> addStruct(step.word(2), step.number(0), step.number(1));
      case "queue" -> add((to, sizes) -> to.queue(step.word(2), step.number(0), step.number(1)));
      case "lanes" -> add(lanes(step));
      case "latest" -> add((to, sizes) -> to.latest(step.word(1), step.number(0), sizes));
      case "broadcast" -> add((to, sizes) -> to.broadcast(step.word(1), step.number(0)));
      case "work" -> add(work(step));
      case "event" -> add(event(step));
      case "mutex" -> add(mutex(step));
      case "semaphore" -> add((to, sizes) -> to.semaphore(step.word(1), (int) step.number(0)));
      case "structs" -> {
        for (long i = step.number(0); i > 0; i--) {
          addStruct("many", 8, 8);
        }
      }
      case "since" ->
          sections.getLast().sizes().add(new SectionSize((int) step.number(0), step.number(1)));
      case "create" -> say(this::create);
      case "attach" -> say(this::attach);
      case "attach-word" -> {
        say(this::attach);
        said.replaceAll(line -> line.substring(0, (line + " ").indexOf(' ')));
      }
      case "section" -> say(() -> require((int) step.number(0)));
      case "name" -> useName(step);
      case "set" -> set(step.word(0), step.number(1));
      case "fill" -> {
        Member member = find(step.word(0));
        write(member.offset(), repeat(step.word(1), member.size()));
      }
      case "member" -> said.add(step.word(0) + " " + get(find(step.word(0))));
      case "entry" -> sayEntry(step.word(0));
      case "cut" -> cut(step.number(0));
      case "file" -> touch(beside(step.word(0)));
      case "link" -> link(beside(step.word(0)));
      case "look" ->
          said.add(
              Files.exists(beside(step.word(0)), LinkOption.NOFOLLOW_LINKS) ? "there" : "gone");
      default -> throw new IllegalArgumentException("this test knows no step " + step.name());
    }
    return List.copyOf(said);
  }

  @Override
  public void close() {
    Region.remove(address);
  }

  private static String text(Vectors.Step step) {
    return new String(step.rest(), StandardCharsets.UTF_8);
  }

  private static byte[] repeat(String hex, int size) {
    byte[] given = HexFormat.of().parseHex(hex);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = given[i % given.length];
    }
    return bytes;
  }

  private void add(Adding adding) {
    sections.add(new Section(adding, appended, new ArrayList<>()));
  }

  private void addStruct(String name, long size, long alignment) {
    add((to, sizes) -> to.struct(name, size, alignment, (segment, offset) -> {}, sizes));
  }

  /** lanes LANES STAMPED CAPACITY ALIGNMENT NAME: a queue with so many producers. */
  private static Adding lanes(Vectors.Step step) {
    return (to, sizes) ->
        to.queue(
            step.word(4),
            step.number(2),
            step.number(3),
            (int) step.number(0),
            step.number(1) != 0);
  }

  /** work WORKERS CAPACITY ALIGNMENT NAME. */
  private static Adding work(Vectors.Step step) {
    return (to, sizes) ->
        to.work(step.word(3), step.number(1), step.number(2), (int) step.number(0));
  }

  /** event FLAGS NAME. */
  private static Adding event(Vectors.Step step) {
    return (to, sizes) ->
        to.event(step.word(1), has(step, SectionFlags.MANUAL), has(step, SectionFlags.NAMED_BITS));
  }

  /** mutex FLAGS NAME. */
  private static Adding mutex(Vectors.Step step) {
    return (to, sizes) ->
        to.mutex(step.word(1), has(step, SectionFlags.RECURSIVE), has(step, SectionFlags.FAIR));
  }

  private static boolean has(Vectors.Step step, long flag) {
    return (step.number(0) & flag) != 0;
  }

  private RegionDescriptor descriptor(String text) {
    RegionDescriptor.Builder builder =
        RegionDescriptor.builder(schema, version, region)
            .tool(tool)
            .layoutHash(HexFormat.of().formatHex(hash))
            .layoutText(text)
            .description("x".repeat(description.length));
    for (Section section : sections) {
      builder.since(section.since());
      section.adding().to(builder, section.sizes().toArray(SectionSize[]::new));
    }
    return builder.build();
  }

  /** The region stays, and nobody is attached. Its texts may be none that a descriptor can have. */
  private void create() {
    String standIn = "x".repeat(layout.length);
    Region.create(address, descriptor(standIn), PERSISTENT).close();
    write(Long.parseLong(get(find("layout_text_offset"))), layout);
    write(Long.parseLong(get(find("description_offset"))), description);
  }

  private void attach() {
    String text = new String(layout, StandardCharsets.UTF_8);
    Region.attach(address, descriptor(text), PERSISTENT).close();
  }

  /** Attaches and asks for the object of a section. */
  private void require(int section) {
    String text = new String(layout, StandardCharsets.UTF_8);
    try (Region joined = Region.attach(address, descriptor(text), PERSISTENT)) {
      boolean isThere = joined.hasSection(section);
      try {
        assertThat(joined.section(section, Object.class)).isNotNull();
        assertThat(isThere).isTrue();
      } catch (SectionAbsentException e) {
        assertThat(isThere).isFalse();
        throw e;
      }
    }
  }

  private void say(Runnable call) {
    try {
      call.run();
      said.add("ok");
    } catch (RuntimeException e) {
      said.add(Verdict.of(e));
    }
  }

  /** name shared TEXT, name file TEXT: attaches by it. */
  private void useName(Vectors.Step step) {
    String name = text(step).substring(step.word(0).length()).replaceFirst("^ ", "");
    say(
        () -> {
          RegionAddress named =
              step.word(0).equals("file")
                  ? RegionAddress.file(Path.of(name))
                  : RegionAddress.sharedMemory(name);
          Region.attach(named, descriptor("x")).close();
        });
  }

  /** "total_size" of the header, or "1.kind" of an entry; its place in the file. */
  private static Member find(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      return HEADER.get(text);
    }
    long entry = RegionHeader.BYTES + Long.parseLong(text.substring(0, dot)) * SectionEntry.BYTES;
    return ENTRY.get(text.substring(dot + 1)).at(entry);
  }

  private void set(String text, long value) {
    Member member = find(text);
    ByteBuffer bytes = ByteBuffer.allocate(member.size()).order(ByteOrder.nativeOrder());
    if (member.size() == Integer.BYTES) {
      bytes.putInt((int) value);
    } else {
      bytes.putLong(value);
    }
    write(member.offset(), bytes.array());
  }

  private String get(Member member) {
    ByteBuffer bytes = read(member).order(ByteOrder.nativeOrder());
    return member.size() == Integer.BYTES
        ? Integer.toUnsignedString(bytes.getInt())
        : Long.toUnsignedString(bytes.getLong());
  }

  private void sayEntry(String index) {
    String name = new String(read(find(index + ".name")).array(), StandardCharsets.UTF_8);
    StringBuilder line = new StringBuilder("entry ").append(name, 0, name.indexOf('\0'));
    for (String member :
        List.of("kind", "alignment", "offset", "size", "data_offset", "count", "flags")) {
      line.append(' ').append(member).append(' ').append(get(find(index + "." + member)));
    }
    said.add(line.toString());
  }

  private ByteBuffer read(Member member) {
    return with(
        channel -> {
          ByteBuffer bytes = ByteBuffer.allocate(member.size());
          channel.read(bytes, member.offset());
          return bytes.flip();
        });
  }

  private void write(long offset, byte[] bytes) {
    with(channel -> channel.write(ByteBuffer.wrap(bytes), offset));
  }

  private void cut(long size) {
    with(channel -> channel.truncate(size));
  }

  /** A name beside the region's, {@code {name}} being that. */
  private Path beside(String text) {
    return file.resolveSibling(text.replace("{name}", file.getFileName().toString()));
  }

  private interface FileStep<T> {
    T run(FileChannel channel) throws IOException;
  }

  private <T> T with(FileStep<T> step) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return step.run(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void touch(Path path) {
    try {
      Files.createFile(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void link(Path path) {
    try {
      Files.createSymbolicLink(path, Path.of("nothing"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
