// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/**
 * What every part of the page is made from.
 *
 * @param links where each type of the schema is described
 * @param c the generated headers
 * @param java the generated classes
 */
record PageScope(
    Schema schema, Layouts layouts, Links links, CDeclarations c, JavaDeclarations java) {

  static PageScope of(Schema schema, Layouts layouts, List<OutputFile> c, List<OutputFile> java) {
    return new PageScope(
        schema,
        layouts,
        Links.of(schema),
        new CDeclarations(schema, c),
        new JavaDeclarations(schema, java));
  }
}
