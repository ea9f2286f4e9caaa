// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static dev.tenon.generator.emit.c.CFunctions.head;

import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.contract.LayoutText;
import dev.tenon.generator.emit.Origin;
import dev.tenon.generator.emit.ToolVersion;
import dev.tenon.generator.emit.c.RegionsView.EvolvedView;
import dev.tenon.generator.emit.c.RegionsView.MessageView;
import dev.tenon.generator.emit.c.RegionsView.QueueMessageView;
import dev.tenon.generator.emit.c.RegionsView.QueueView;
import dev.tenon.generator.emit.c.RegionsView.RegionView;
import dev.tenon.generator.emit.c.RegionsView.SectionView;
import dev.tenon.generator.emit.c.RegionsView.SizeView;
import dev.tenon.generator.emit.c.RegionsView.StructSectionView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructSection;
import dev.tenon.generator.schema.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes the view of the code of regions. */
final class RegionsCode {

  private static final int HASH_BYTES_PER_LINE = 8;

  // What the functions call their other parameters and variables.
  private static final Set<String> PARAMETERS =
      Set.of(
          "name",
          "options",
          "out",
          "opener",
          "handler",
          "limit",
          "timeout_ns",
          "payload",
          "status",
          "dispatch",
          "whole",
          "version",
          "count",
          "message",
          "size",
          "calloc",
          "malloc",
          "free",
          "aligned");

  private final Schema schema;
  private final Layouts layouts;
  private final Origin origin;
  private final CInitializers initializers;
  private final WholeMessages wholes;

  private RegionsCode(Schema schema, Layouts layouts, Origin origin) {
    this.schema = schema;
    this.origin = origin;
    this.layouts = layouts;
    this.initializers = new CInitializers(schema, layouts);
    this.wholes = new WholeMessages(schema, layouts);
  }

  static RegionsView of(Schema schema, Layouts layouts, Origin origin) {
    return new RegionsCode(schema, layouts, origin).view();
  }

  private RegionsView view() {
    List<RegionView> regions = schema.regions().stream().map(this::region).toList();
    return new RegionsView(
        origin.line(),
        schema.name(),
        schema.name().toUpperCase(Locale.ROOT),
        CNames.schemaConstant(schema, "SCHEMA_VERSION"),
        CLiterals.text(ToolVersion.tag()),
        regions.stream().anyMatch(RegionView::longText),
        sent().stream().map(this::message).toList(),
        sent().stream().flatMap(message -> wholes.whole(message).stream()).toList(),
        regions);
  }

  private List<StructType> sent() {
    Set<String> sent =
        schema.regions().stream()
            .flatMap(region -> region.contents().stream())
            .filter(QueueSection.class::isInstance)
            .flatMap(queue -> ((QueueSection) queue).messages().stream())
            .map(StructType::name)
            .collect(Collectors.toSet());
    return schema.structs().stream().filter(struct -> sent.contains(struct.name())).toList();
  }

  private MessageView message(StructType message) {
    return new MessageView(
        CNames.type(schema, message),
        CNames.constant(schema, message),
        initializers.hasDefaults(message));
  }

  private RegionView region(Region region) {
    LayoutText layout = CanonicalLayout.of(schema, region, layouts);
    String type = CNames.type(schema, region);
    String self = type + " *" + CNames.variable(region, PARAMETERS);
    List<SectionView> sections = new ArrayList<>();
    List<StructSectionView> structs = new ArrayList<>();
    List<QueueView> queues = new ArrayList<>();
    for (Section section : region.contents()) {
      sections.add(section(section, sections.size(), type));
      if (section instanceof StructSection struct) {
        structs.add(struct(region, struct, type, self));
      } else {
        queues.add(queue((QueueSection) section, type, self));
      }
    }
    return new RegionView(
        DocComment.of(
            region,
            0,
            region.doc().isBlank()
                ? "A region %s that is open in this process.".formatted(region.name())
                : ""),
        region.name(),
        type,
        CNames.variable(region, PARAMETERS),
        opener(type, "create"),
        opener(type, "attach"),
        opener(type, "open_or_create"),
        head("void", type + "_close", self),
        head("tenon_region *", type + "_region", self),
        head("uint16_t", type + "_contract_version", "const " + self),
        CLiterals.lines(layout.text()),
        CLiterals.isLong(layout.text()),
        hash(layout.hash()),
        sections,
        sizes(region),
        structs,
        queues);
  }

  private List<SizeView> sizes(Region region) {
    List<SizeView> sizes = new ArrayList<>();
    for (int i = 0; i < region.contents().size(); i++) {
      if (region.contents().get(i) instanceof StructSection struct) {
        int section = i;
        List<Version> changes = layouts.plan(struct.type()).changes(Version::size);
        changes.stream()
            .filter(version -> changes.size() > 1)
            .map(version -> new SizeView(section, version.since(), version.size()))
            .forEach(sizes::add);
      }
    }
    return sizes;
  }

  private static String opener(String type, String verb) {
    return head(
        "tenon_status",
        type + "_" + verb,
        "const char *name",
        "const tenon_region_options *options",
        type + " **out");
  }

  private static List<String> hash(byte[] hash) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < hash.length; start += HASH_BYTES_PER_LINE) {
      lines.add(
          String.join(
              ", ",
              IntStream.range(start, Math.min(hash.length, start + HASH_BYTES_PER_LINE))
                  .mapToObj(i -> "0x%02x".formatted(hash[i]))
                  .toList()));
    }
    return lines;
  }

  private SectionView section(Section section, int index, String regionType) {
    String member = member(section);
    if (section instanceof StructSection struct) {
      String macro = CNames.constant(schema, struct.type());
      boolean defaults = initializers.hasDefaults(struct.type());
      String initial = regionType + "_initial_" + member;
      return new SectionView(
          CLiterals.text(section.name()),
          index,
          CNames.type(schema, struct.type()) + " *" + member,
          member,
          "tenon_region_struct",
          "TENON_SECTION_KIND_STRUCT",
          macro + "_ALIGNMENT",
          macro + "_SIZE",
          defaults
              ? CNames.type(schema, struct.type()) + " " + initial + " = " + macro + "_INIT"
              : "",
          defaults ? "&" + initial : "NULL");
    }
    QueueSection queue = (QueueSection) section;
    return new SectionView(
        CLiterals.text(section.name()),
        index,
        "tenon_queue *" + member,
        member,
        "tenon_region_queue",
        "TENON_SECTION_KIND_QUEUE",
        Long.toString(layouts.plan(queue).recordAlignment()),
        Long.toString(queue.capacity()),
        "",
        "NULL");
  }

  private static String member(Section section) {
    return CNames.variable(section, Set.of("region", "own"));
  }

  private StructSectionView struct(Region region, StructSection struct, String type, String self) {
    boolean evolving = layouts.evolution().isEvolving(struct.type());
    return new StructSectionView(
        DocComment.of(
            struct,
            0,
            struct.doc().isBlank() ? "Shared by all that are attached." : "",
            evolving
                ? "NULL in a region of a version before "
                    + layouts.evolution().complete(struct.type())
                    + ", which has fewer fields."
                : ""),
        head(
            CNames.type(schema, struct.type()) + " *",
            type + "_get_" + CNames.suffix(struct),
            self),
        member(struct),
        evolving ? evolved(region, struct, type, self) : null);
  }

  private EvolvedView evolved(Region region, StructSection struct, String type, String self) {
    String pointed = CNames.type(schema, struct.type()) + " *";
    return new EvolvedView(
        CNames.type(schema, struct.type()),
        layouts.evolution().complete(struct.type()),
        region.name() + "." + struct.name(),
        struct.type().name(),
        head("void", type + "_read_" + CNames.suffix(struct), "const " + self, pointed + "out"),
        head(
            pointed,
            type + "_get_" + CNames.suffix(struct) + "_versioned",
            self,
            "unsigned *version"));
  }

  private QueueView queue(QueueSection queue, String regionType, String self) {
    String type = regionType + "_" + CNames.suffix(queue);
    String handler = "const " + type + "_handler *handler";
    return new QueueView(
        DocComment.of(
            queue, 0, "Queue " + queue.name() + " as the runtime sees it, to hold a role."),
        queue.name(),
        type,
        member(queue),
        head("tenon_queue *", regionType + "_get_" + CNames.suffix(queue), self),
        head("void", type + "_publish", self),
        head("void", type + "_cancel", self),
        head("int32_t", type + "_poll", self, handler, "uint32_t limit"),
        head("int32_t", type + "_take", self, handler, "uint32_t limit", "int64_t timeout_ns"),
        head(
            "static void",
            type + "_on_record",
            "void *context",
            "uint16_t message_id",
            "uint16_t contract_version",
            "const void *payload",
            "uint32_t size"),
        head("static void", type + "_finish", self),
        wholes.copy(queue).orElse(null),
        queue.messages().stream().flatMap(message -> wholes.trim(message).stream()).toList(),
        queue.messages().stream().map(message -> message(message, type, self)).toList());
  }

  private QueueMessageView message(StructType message, String queue, String self) {
    String type = CNames.type(schema, message);
    String member = CNames.variable(message, Set.of("unknown", "context"));
    String claim = queue + "_claim_" + CNames.suffix(message);
    String parameter = CNames.variable(message, Set.of("context"));
    return new QueueMessageView(
        message.name(),
        type,
        CNames.constant(schema, message),
        member,
        "void (*" + member + ")(void *context, const " + type + " *" + parameter + ")",
        head("tenon_status", claim, self, type + " **out"),
        head("tenon_status", claim + "_wait", self, "int64_t timeout_ns", type + " **out"),
        wholes.isCopied(message),
        wholes.lists(message),
        wholes.trim(message).isPresent());
  }
}
