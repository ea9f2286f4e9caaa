// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static dev.tenon.generator.emit.c.CFunctions.head;

import dev.tenon.generator.emit.c.QueueView.MessageView;
import dev.tenon.generator.emit.c.QueueView.QueueMessageView;
import dev.tenon.generator.emit.c.QueueView.SharedView;
import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the view of a queue. */
final class QueueSectionCode implements SectionCode {

  private final Schema schema;
  private final Layouts layouts;
  private final Region region;
  private final QueueSection section;
  private final WholeMessages wholes;

  QueueSectionCode(Schema schema, Layouts layouts, Region region, QueueSection section) {
    this.schema = schema;
    this.layouts = layouts;
    this.region = region;
    this.section = section;
    this.wholes = new WholeMessages(schema, layouts);
  }

  /**
   * Returns what the queues of a file share: functions for each message that some queue carries.
   */
  static SharedView shared(Schema schema, Layouts layouts) {
    Set<String> sent =
        schema.regions().stream()
            .flatMap(region -> region.contents().stream())
            .filter(content -> content.kind() == Section.Kind.QUEUE)
            .flatMap(queue -> queue.types().stream())
            .map(StructType::name)
            .collect(Collectors.toSet());
    List<StructType> messages =
        schema.structs().stream().filter(struct -> sent.contains(struct.name())).toList();
    CInitializers initializers = new CInitializers(schema, layouts);
    WholeMessages wholes = new WholeMessages(schema, layouts);
    return new SharedView(
        messages.stream()
            .map(
                message ->
                    new MessageView(
                        CIdentifiers.message(schema, message).byRole(),
                        CNames.type(schema, message),
                        CNames.constant(schema, message),
                        initializers.hasDefaults(message)))
            .toList(),
        messages.stream().flatMap(message -> wholes.whole(message).stream()).toList());
  }

  @Override
  public String pointed() {
    return "tenon_queue";
  }

  @Override
  public String find() {
    return "tenon_region_queue";
  }

  @Override
  public String alignment() {
    return Long.toString(layouts.plan(section).recordAlignment());
  }

  @Override
  public String size() {
    return Long.toString(section.capacity());
  }

  @Override
  public int count() {
    return section.producers();
  }

  @Override
  public String flags() {
    return section.stamped() ? "TENON_SECTION_FLAGS_STAMPED" : "0";
  }

  @Override
  public SectionParts parts() {
    Identifiers names = CIdentifiers.section(schema, region, section);
    String self = RegionsCode.self(schema, region);
    List<QueueMessageView> messages =
        section.messages().stream().map(message -> message(message, names, self)).toList();
    int first = messages.stream().mapToInt(QueueMessageView::since).min().orElseThrow();
    String handler = "const " + names.get("handler") + " *handler";
    return new QueueView(
        DocComment.of(
            section,
            0,
            "Queue " + section.name() + " as the runtime sees it, to hold a role.",
            section.isAppended()
                ? "NULL in a region of an earlier version, which has no such section."
                : ""),
        section.name(),
        names.byRole(),
        RegionsCode.member(section),
        head("tenon_queue *", names.get("get"), self),
        head("void", names.get("publish"), self),
        head("void", names.get("cancel"), self),
        head("int32_t", names.get("poll"), self, handler, "uint32_t limit"),
        head("int32_t", names.get("peek"), self, handler),
        head("int32_t", names.get("take"), self, handler, "uint32_t limit", "int64_t timeout_ns"),
        head(
            "static void",
            names.get("on_record"),
            "void *context",
            "uint16_t message_id",
            "uint16_t contract_version",
            "const void *payload",
            "uint32_t size"),
        head("static void", names.get("finish"), self),
        wholes.copy(section).orElse(null),
        section.messages().stream().flatMap(message -> wholes.trim(message).stream()).toList(),
        messages,
        messages.stream().filter(message -> message.since() == first).toList(),
        messages.stream()
            .filter(message -> message.since() > first)
            .sorted(Comparator.comparing(QueueMessageView::since))
            .toList());
  }

  private QueueMessageView message(StructType message, Identifiers names, String self) {
    String type = CNames.type(schema, message);
    String member = CNames.variable(schema, message, Set.of("unknown", "context"));
    String parameter = CNames.variable(schema, message, Set.of("context"));
    return new QueueMessageView(
        message.name(),
        CIdentifiers.message(schema, message).byRole(),
        type,
        CNames.constant(schema, message),
        member,
        "void (*" + member + ")(void *context, const " + type + " *" + parameter + ")",
        layouts.evolution().since(region, section, message),
        head("tenon_status", names.get("claim " + message.name()), self, type + " **out"),
        head(
            "tenon_status",
            names.get("claim_wait " + message.name()),
            self,
            "int64_t timeout_ns",
            type + " **out"),
        wholes.isCopied(message),
        wholes.isChecked(message),
        wholes.trim(message).isPresent());
  }
}
