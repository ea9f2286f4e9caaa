// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.contract.CanonicalAbi;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/**
 * The canonical ABI text of a schema.
 *
 * @param symbol name of the variable that holds the text
 * @param lines string literals, one for each line
 * @param longText whether the text has more than the 4095 characters that every compiler accepts
 */
public record AbiView(String symbol, List<String> lines, boolean longText) {

  static AbiView of(Schema schema, Layouts layouts) {
    String text = CanonicalAbi.of(schema, layouts).text();
    return new AbiView(
        CIdentifiers.schema(schema).get("abi"), CLiterals.lines(text), CLiterals.isLong(text));
  }
}
