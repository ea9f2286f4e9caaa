// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import dev.tenon.generator.schema.BroadcastSection;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EventSection;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.MutexSection;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.SemaphoreSection;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.WorkSection;
import dev.tenon.generator.schema.Yields.Language;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The lists of identifiers that generated C has for each construct, in headers and in sources,
 * where types, functions, enum constants and macros share one scope. Views print them, collision
 * rules iterate them; members and their accessors are in {@link CMembers}.
 */
public final class CIdentifiers {

  /** Role in which the names that come with growth yield. */
  public static final String GROWTH = "growth";

  /** Parameters and variables of the functions of regions, but for the region itself. */
  public static final Set<String> LOCALS =
      Words.set(
          """
          name options out opener handler limit timeout_ns payload status dispatch whole version
          count message size room context message_id contract_version copy there memory alignment
          defaults calloc malloc free aligned section value reader elements refused receiver consumer last
          bits given taken permit
          """);

  /**
   * Functions and variables of single sources that have no prefix. No declaration is called like
   * them: those have one.
   */
  public static final Set<String> STATICS = Words.set("aligned bound elements is_bound");

  /** Members of a region's struct that are no section. */
  public static final Set<String> MEMBERS = Words.set("region own");

  private static final int LARGEST_REPEAT = 30;

  private CIdentifiers() {}

  /** Identifiers that every header of a schema has, or would have if the schema needed them. */
  public static Identifiers schema(Schema schema) {
    String own = schema.name().toUpperCase(Locale.ROOT);
    Identifiers names =
        new Identifiers()
            .with("LAYOUT_HASH", CNames.schemaConstant(schema, "LAYOUT_HASH"))
            .with("SCHEMA_VERSION", CNames.schemaConstant(schema, "SCHEMA_VERSION"))
            .behind(own + "_" + own, "H", "REGIONS_H", "CALLBACKS_H", "EXPORTS_H")
            .behind(
                own,
                "STATIC_ASSERT",
                "ALIGNMENT_OF",
                "ALIGNED",
                "CAST",
                "NULL",
                "BIG_ENDIAN",
                "BIG",
                "CHECK_STRUCT",
                "CHECK_FIELD",
                "CHECK_SIZE",
                "MEMBER_SIZE",
                "LONG_TEXT")
            .behind(
                schema.name().toLowerCase(Locale.ROOT),
                "text_length",
                "store_text",
                "big16",
                "big32",
                "big64",
                "copy",
                "float_of",
                "bits_of_float",
                "double_of",
                "bits_of_double",
                "invalid",
                "assertion");
    for (int power = 1; power <= LARGEST_REPEAT; power++) {
      names.behind(own, "REPEAT_" + (1L << power));
    }
    if (hasCalls(schema)) {
      names.with("abi", CNames.schemaName(schema, "abi"));
    }
    if (!schema.exports().isEmpty()) {
      names
          .behind(schema.cPrefix(), "java_start", "java_stop", "exports_bind")
          .behind(own, "EXPORTS");
    }
    return names;
  }

  private static boolean hasCalls(Schema schema) {
    return !schema.exports().isEmpty()
        || !schema.handles().isEmpty()
        || !schema.callbacks().isEmpty()
        || !schema.functions().isEmpty();
  }

  /** The life of a region. */
  public static Identifiers region(Schema schema, Region region) {
    String type = CNames.type(schema, region);
    return new Identifiers()
        .with("type", type)
        .behind(
            type,
            "create",
            "attach",
            "open_or_create",
            "remove",
            "close",
            "region",
            "contract_version",
            "open",
            "layout",
            "description",
            "sections",
            "sizes",
            "descriptor",
            "discard",
            "allocate");
  }

  /** Identifiers that a region has for one of its sections. */
  public static Identifiers section(Schema schema, Region region, Section section) {
    String owner = CNames.type(schema, region);
    String suffix = CNames.suffix(section);
    Identifiers names =
        new Identifiers()
            .with("get", owner + "_get_" + suffix)
            .with("initial", owner + "_initial_" + suffix);
    if (section.isAppended()) {
      names.with("has", owner + "_has_" + suffix);
    }
    return names.withAll(section.match(new OfSection(schema, owner, suffix)));
  }

  /** Values or names that only the section's kind has. */
  private record OfSection(Schema schema, String owner, String suffix)
      implements Section.Cases<Identifiers> {

    @Override
    public Identifiers struct(StructSection section) {
      Identifiers names =
          new Identifiers()
              .with("read", owner + "_read_" + suffix)
              .with("versioned", owner + "_get_" + suffix + "_versioned");
      if (!section.awaited().isEmpty()) {
        names.behind(owner + "_" + suffix, "changed");
      }
      for (Field field : section.awaited()) {
        for (String verb : List.of("set", "wait")) {
          names.with(
              verb + " " + field.name(),
              owner + "_" + suffix + "_" + verb + "_" + CNames.stem(field));
        }
      }
      return names;
    }

    @Override
    public Identifiers latest(LatestSection section) {
      Identifiers names =
          new Identifiers().behind(owner + "_" + suffix, "publish", "read", "take", "leave_writer");
      if (section.deadline().isPresent()) {
        names.with("DEADLINE_NS", (owner + "_" + suffix).toUpperCase(Locale.ROOT) + "_DEADLINE_NS");
      }
      return names;
    }

    @Override
    public Identifiers queue(QueueSection section) {
      return messages(section, true).behind(owner + "_" + suffix, "peek");
    }

    @Override
    public Identifiers broadcast(BroadcastSection section) {
      return messages(section, false)
          .with("consumer", owner + "_" + suffix + "_consumer")
          .behind(owner + "_" + suffix, "join", "leave", "consumer_of");
    }

    @Override
    public Identifiers work(WorkSection section) {
      return messages(section, true)
          .with("consumer", owner + "_" + suffix + "_worker")
          .behind(owner + "_" + suffix, "join", "leave", "worker_of");
    }

    @Override
    public Identifiers event(EventSection section) {
      Identifiers names =
          new Identifiers().behind(owner + "_" + suffix, "signal", "signal_all", "reset");
      return section.bits().isPresent()
          ? names.behind(owner + "_" + suffix, "bits", "wait_any", "wait_all")
          : names.behind(owner + "_" + suffix, "is_set", "wait");
    }

    @Override
    public Identifiers mutex(MutexSection section) {
      return new Identifiers().behind(owner + "_" + suffix, "lock", "unlock", "is_held");
    }

    @Override
    public Identifiers semaphore(SemaphoreSection section) {
      return new Identifiers().behind(owner + "_" + suffix, "acquire", "release", "available");
    }

    private Identifiers messages(MessageSection section, boolean waits) {
      Identifiers names =
          new Identifiers()
              .behind(
                  owner + "_" + suffix,
                  "publish",
                  "cancel",
                  "poll",
                  "take",
                  "handler",
                  "dispatch",
                  "on_record",
                  "finish");
      for (StructType message : section.messages()) {
        String claim = owner + "_" + suffix + "_claim_" + CNames.ofType(schema, message);
        names.with("claim " + message.name(), claim);
        if (waits) {
          names.with("claim_wait " + message.name(), claim + "_wait");
        }
      }
      return names;
    }
  }

  /** Identifiers that regions have for a message, in the one source of all of them. */
  public static Identifiers message(Schema schema, StructType message) {
    String type = CNames.type(schema, message);
    return new Identifiers()
        .with("new", "new_" + type)
        .with("least", "least_" + type)
        .with("whole", "whole_" + type);
  }

  /** A callback, with its registry and its batch. */
  public static Identifiers callback(Schema schema, Callback callback) {
    String type = CNames.type(schema, callback);
    Identifiers names = new Identifiers().with("type", type);
    if (callback.listeners() > 0) {
      names.behind(
          type, "register", "unregister", "emit", "function", "listeners", "order", "registry");
    }
    if (callback.batch().isPresent()) {
      names
          .with("BATCH", CNames.constant(schema, callback) + "_BATCH")
          .behind(type, "batch", "batch_add", "batch_flush", "batch_tick");
    }
    return names;
  }

  /** An export. */
  public static Identifiers export(Schema schema, Export export) {
    String name = CNames.type(schema, export);
    return new Identifiers().with("name", name).behind(name, "function");
  }

  /** An enum, without its values. */
  public static Identifiers enumeration(Schema schema, EnumType type) {
    String name = CNames.type(schema, type);
    return new Identifiers().with("type", name).behind(name, "value");
  }

  /** A struct or union, without what its fields have. */
  public static Identifiers composite(Schema schema, Composite composite) {
    String macro = CNames.constant(schema, composite);
    Identifiers names =
        new Identifiers()
            .with("type", CNames.type(schema, composite))
            .behind(macro, "SIZE", "ALIGNMENT", "MESSAGE_ID", "INIT");
    if (composite instanceof StructType struct) {
      names
          .with("validate", CNames.type(schema, composite) + "_validate")
          .with("zero", zero(schema, struct));
    }
    return names;
  }

  /** The macro of a header for an element of a list that is not there, imported or not. */
  public static String zero(Schema schema, StructType struct) {
    return schema.name().toUpperCase(Locale.ROOT) + "_ZERO_" + CNames.constant(schema, struct);
  }

  /**
   * Identifiers that are there because a struct has grown.
   *
   * @param versions those at which it had another size or other fields
   */
  public static Identifiers growth(Schema schema, StructType struct, Collection<Integer> versions) {
    String end = struct.names().yields().end(Language.C, GROWTH);
    String type = CNames.type(schema, struct);
    Identifiers names =
        new Identifiers()
            .with("complete", type + "_complete" + end)
            .with("upgrade", type + "_upgrade" + end);
    for (int version : versions) {
      names.with("SIZE_V" + version, CNames.constant(schema, struct) + "_SIZE_V" + version + end);
    }
    return names;
  }
}
