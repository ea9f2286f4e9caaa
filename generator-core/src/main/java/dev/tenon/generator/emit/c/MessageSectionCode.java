// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static dev.tenon.generator.emit.c.CFunctions.head;

import dev.tenon.generator.emit.c.MessageSectionView.MessageView;
import dev.tenon.generator.emit.c.MessageSectionView.SectionMessageView;
import dev.tenon.generator.emit.c.MessageSectionView.SharedView;
import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the view of a section that carries messages; kinds differ in what they add. */
abstract class MessageSectionCode implements SectionCode {

  private final Schema schema;
  private final Layouts layouts;
  private final Region region;
  private final MessageSection section;
  private final WholeMessages wholes;

  MessageSectionCode(Schema schema, Layouts layouts, Region region, MessageSection section) {
    this.schema = schema;
    this.layouts = layouts;
    this.region = region;
    this.section = section;
    this.wholes = new WholeMessages(schema, layouts);
  }

  /**
   * Returns what the sections of a file share: functions for each message that some section
   * carries.
   */
  static SharedView shared(Schema schema, Layouts layouts) {
    Set<String> sent =
        schema.regions().stream()
            .flatMap(region -> region.contents().stream())
            .filter(MessageSection.class::isInstance)
            .flatMap(section -> ((MessageSection) section).messages().stream())
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

  Schema schema() {
    return schema;
  }

  Region region() {
    return region;
  }

  MessageSection section() {
    return section;
  }

  Identifiers names() {
    return CIdentifiers.section(schema, region, section);
  }

  String self() {
    return RegionsCode.self(schema, region);
  }

  /** Values that only the kind has. */
  abstract Kind kind();

  /**
   * Values that only a kind has, see {@link MessageSectionView}.
   *
   * @param noun with a capital: Queue
   */
  record Kind(
      String noun,
      String purpose,
      String receiver,
      String place,
      String woken,
      String consumerDoc,
      List<String> joinDoc,
      String join,
      String last,
      String leave,
      String receiverGetter,
      String pollDoc,
      String peek) {}

  /** When nobody can become producer, in words. */
  String taken() {
    return "another holds the role";
  }

  @Override
  public String find() {
    return pointed().replaceFirst("tenon_", "tenon_region_");
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
  public SectionParts parts() {
    Identifiers names = CIdentifiers.section(schema, region, section);
    String self = RegionsCode.self(schema, region);
    List<SectionMessageView> messages =
        section.messages().stream().map(message -> message(message, names, self)).toList();
    int first = messages.stream().mapToInt(SectionMessageView::since).min().orElseThrow();
    String handler = "const " + names.get("handler") + " *handler";
    Kind kind = kind();
    String polled = kind.join().isEmpty() ? self : names.get("consumer") + " *consumer";
    return new MessageSectionView(
        DocComment.of(
            section,
            0,
            kind.noun() + " " + section.name() + " as the runtime sees it, " + kind.purpose() + ".",
            section.isAppended()
                ? "NULL in a region of an earlier version, which has no such section."
                : ""),
        section.name(),
        pointed(),
        kind.receiver(),
        kind.place(),
        taken(),
        kind.woken(),
        kind.consumerDoc(),
        kind.joinDoc(),
        kind.join(),
        kind.last(),
        kind.leave(),
        kind.receiverGetter(),
        kind.pollDoc(),
        names.byRole(),
        RegionsCode.member(section),
        head(pointed() + " *", names.get("get"), self),
        head("void", names.get("publish"), self),
        head("void", names.get("cancel"), self),
        head("int32_t", names.get("poll"), polled, handler, "uint32_t limit"),
        kind.peek(),
        head("int32_t", names.get("take"), polled, handler, "uint32_t limit", "int64_t timeout_ns"),
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
            .sorted(Comparator.comparing(SectionMessageView::since))
            .toList());
  }

  private SectionMessageView message(StructType message, Identifiers names, String self) {
    String type = CNames.type(schema, message);
    String member = CNames.variable(schema, message, Set.of("unknown", "context"));
    String parameter = CNames.variable(schema, message, Set.of("context"));
    return new SectionMessageView(
        message.name(),
        CIdentifiers.message(schema, message).byRole(),
        type,
        CNames.constant(schema, message),
        member,
        "void (*" + member + ")(void *context, const " + type + " *" + parameter + ")",
        layouts.evolution().since(region, section, message),
        head("tenon_status", names.get("claim " + message.name()), self, type + " **out"),
        names.byRole().containsKey("claim_wait " + message.name())
            ? head(
                "tenon_status",
                names.get("claim_wait " + message.name()),
                self,
                "int64_t timeout_ns",
                type + " **out")
            : "",
        wholes.isCopied(message),
        wholes.isChecked(message),
        wholes.trim(message).isPresent());
  }
}
