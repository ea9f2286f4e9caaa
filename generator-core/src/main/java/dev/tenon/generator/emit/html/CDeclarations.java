// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.Excerpts;
import dev.tenon.generator.emit.Excerpts.Excerpt;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Schema;

/**
 * C declarations, as the templates of the headers mark them: what a page shows is what a compiler
 * sees. What a user's own template does not mark is left out.
 */
final class CDeclarations {

  private static final String INLINE = "static inline ";

  private final Schema schema;
  private final Excerpts excerpts;

  CDeclarations(Schema schema, Excerpts excerpts) {
    this.schema = schema;
    this.excerpts = excerpts;
  }

  /** Returns a declaration and its functions. */
  String of(Declaration declaration) {
    return excerpts(CNames.type(schema, declaration));
  }

  /** Returns all constants. */
  String constants() {
    return excerpts(CEmitter.CONSTANTS);
  }

  /** Heads of functions follow one another, everything else has an empty line before it. */
  private String excerpts(String name) {
    StringBuilder code = new StringBuilder();
    boolean afterHead = false;
    for (Excerpt excerpt : excerpts.of(name)) {
      if (!code.isEmpty()) {
        code.append(afterHead && excerpt.head() ? "\n" : "\n\n");
      }
      code.append(excerpt.head() ? prototype(excerpt.text()) + ";" : excerpt.text().strip());
      afterHead = excerpt.head();
    }
    return code.toString();
  }

  /** Lines after the first stand below the first parameter, which moves to the left. */
  private static String prototype(String head) {
    return head.startsWith(INLINE)
        ? head.substring(INLINE.length()).replace("\n" + " ".repeat(INLINE.length()), "\n")
        : head;
  }
}
