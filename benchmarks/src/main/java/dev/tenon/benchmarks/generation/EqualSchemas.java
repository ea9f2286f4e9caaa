// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Messages with the same fields in the language of Tenon and in that of SBE. */
final class EqualSchemas {

  private static final List<String> TENON_TYPES =
      List.of("u64", "f64", "i32", "u16", "u8", "Side", "char[16]", "i64", "f32", "Modes");
  private static final List<String> SBE_TYPES =
      List.of(
          "uint64", "double", "int32", "uint16", "uint8", "Side", "Text16", "int64", "float",
          "Modes");

  private EqualSchemas() {}

  /** Writes a Tenon schema. */
  static Path tenon(Path folder, int messages, int fields) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            tenon: 1
            schema: equal
            version: 1
            java: {package: equal.tenon}
            c: {prefix: eq}
            enums:
              Side: {type: u8, values: {BUY: 1, SELL: 2}}
            flags:
              Modes: {type: u16, bits: {FIRM: 0, STALE: 1, CROSSED: 2}}
            structs:
            """);
    for (int message = 1; message <= messages; message++) {
      text.append(
          "  Message%d:\n    id: %d\n    doc: Message number %d.\n"
              .formatted(message, message, message));
      text.append("    fields:\n");
      for (int field = 0; field < fields; field++) {
        String type = TENON_TYPES.get(field % TENON_TYPES.size());
        text.append(
            "      field_%d: {type: '%s', doc: Field number %d.}\n".formatted(field, type, field));
      }
    }
    return Files.writeString(folder.resolve("equal.tenon.yaml"), text);
  }

  /** Writes an SBE schema. */
  static Path sbe(Path folder, int messages, int fields) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" package="equal.sbe"
                id="1" version="0" byteOrder="littleEndian">
              <types>
                <composite name="messageHeader">
                  <type name="blockLength" primitiveType="uint16"/>
                  <type name="templateId" primitiveType="uint16"/>
                  <type name="schemaId" primitiveType="uint16"/>
                  <type name="version" primitiveType="uint16"/>
                </composite>
                <type name="Text16" primitiveType="char" length="16" characterEncoding="UTF-8"/>
                <enum name="Side" encodingType="uint8">
                  <validValue name="BUY">1</validValue>
                  <validValue name="SELL">2</validValue>
                </enum>
                <set name="Modes" encodingType="uint16">
                  <choice name="Firm">0</choice>
                  <choice name="Stale">1</choice>
                  <choice name="Crossed">2</choice>
                </set>
              </types>
            """);
    for (int message = 1; message <= messages; message++) {
      text.append(
          "  <sbe:message name=\"Message%d\" id=\"%d\" description=\"Message number %d.\">\n"
              .formatted(message, message, message));
      for (int field = 0; field < fields; field++) {
        text.append(
            "    <field name=\"field%d\" id=\"%d\" type=\"%s\" description=\"Field number %d.\"/>\n"
                .formatted(field, field + 1, SBE_TYPES.get(field % SBE_TYPES.size()), field));
      }
      text.append("  </sbe:message>\n");
    }
    return Files.writeString(folder.resolve("equal.xml"), text.append("</sbe:messageSchema>\n"));
  }
}
