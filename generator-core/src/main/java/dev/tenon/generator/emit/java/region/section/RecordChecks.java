// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.emit.java.code.Versions;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import java.util.List;
import java.util.Optional;

/**
 * Bytes that a record must hold to be a message: the fields that its writer's version and the own
 * one have in common, and the elements that its last list counts.
 */
final class RecordChecks {

  private static final String VERSION = "contractVersion";

  private final Schema schema;
  private final Layouts layouts;
  private final JavaTypes types;

  RecordChecks(Schema schema, Layouts layouts, JavaTypes types) {
    this.schema = schema;
    this.layouts = layouts;
    this.types = types;
  }

  private Versions versions(StructType message) {
    return Versions.of(schema, message, layouts);
  }

  /** The statements that refuse a record which is too short. */
  CodeBlock require(StructType message) {
    ClassName java = types.named(message);
    Versions versions = versions(message);
    CodeBlock needed = CodeBlock.of("$T.BYTES", java);
    if (versions.isShortened()) {
      long today = versions.plan().at(schema.version()).sentSize();
      needed =
          versions.number(VERSION, Version::sentSize, CodeBlock.of("$L", Place.literal(today)));
    } else if (versions.isEvolving()) {
      needed = CodeBlock.of("$T.$L($L)", java, JavaNames.growth(message, "bytes"), VERSION);
    }
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("requireSize($S,$W$L,$Wsize)", message.name(), needed);
    List<Version> history = versions.plan().history();
    for (int i = 0; i < history.size(); i++) {
      Optional<FieldMember> list = versions.plan().lastList(history.get(i));
      if (list.isEmpty()) {
        continue;
      }
      int first = i;
      while (i + 1 < history.size() && versions.plan().lastList(history.get(i + 1)).equals(list)) {
        i++;
      }
      CodeBlock when =
          when(
              first == 0 ? 0 : history.get(first).since(),
              i + 1 < history.size() ? history.get(i + 1).since() : 0);
      if (!when.isEmpty()) {
        code.beginControlFlow("if ($L)", when);
      }
      code.addStatement(elements(versions, message, list.get()));
      if (!when.isEmpty()) {
        code.endControlFlow();
      }
    }
    return code.build();
  }

  /** From a version on and before another one; zero for neither. */
  private static CodeBlock when(int from, int before) {
    CodeBlock.Builder when = CodeBlock.builder();
    if (from > 0) {
      when.add("$L >= $L", VERSION, from);
    }
    if (before > 0) {
      when.add("$L$L < $L", from > 0 ? " && " : "", VERSION, before);
    }
    return when.build();
  }

  private CodeBlock elements(Versions versions, StructType message, FieldMember list) {
    long stride = layouts.size(((ListType) list.field().type()).element());
    return CodeBlock.of(
        "requireElements($S,$W$L,$W$T.min($L,$W(size - $L) / $L))",
        message.name() + "." + list.field().name(),
        count(versions, list, CodeBlock.of("data"), "offset"),
        Math.class,
        Place.literal(((ListType) list.field().type()).capacity()),
        Place.literal(list.offset()),
        Place.literal(stride));
  }

  private static CodeBlock count(
      Versions versions, FieldMember list, CodeBlock segment, String offset) {
    return CodeBlock.of(
        "$T.toUnsignedLong($L.get($T.JAVA_INT_UNALIGNED,$W$L))",
        Integer.class,
        segment,
        ForeignApi.VALUE_LAYOUT,
        Place.start(offset, versions.plan().count(list.field()).offset()));
  }

  /** Arguments of a cursor beside the place of the record. */
  CodeBlock aim(StructType message) {
    Versions versions = versions(message);
    return CodeBlock.of(
        "$L$L",
        versions.isEvolving() ? CodeBlock.of(",$W$L", VERSION) : "",
        versions.isShortened() ? CodeBlock.of(",$Wsize") : "");
  }

  /** Whether a message as this program sends it ends with a list. */
  boolean isTrimmed(StructType message) {
    return sentList(message).isPresent();
  }

  private Optional<FieldMember> sentList(StructType message) {
    return versions(message).plan().lastList(versions(message).plan().at(schema.version()));
  }

  /** Expression for the filled bytes of a claimed message. */
  CodeBlock filled(StructType message, CodeBlock segment, String offset) {
    FieldMember list = sentList(message).orElseThrow();
    ListType type = (ListType) list.field().type();
    return CodeBlock.of(
        "$L + $T.min($L,$W$L) * $L",
        Place.literal(list.offset()),
        Math.class,
        Place.literal(type.capacity()),
        count(versions(message), list, segment, offset),
        Place.literal(layouts.size(type.element())));
  }
}
