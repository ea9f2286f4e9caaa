// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.PageView.HeadingView;
import dev.tenon.generator.schema.Declaration;
import java.util.List;

/** Heading of a declaration. */
final class Headings {

  private Headings() {}

  static HeadingView of(PageScope scope, Declaration declaration, List<String> facts) {
    return new HeadingView(
        Links.id(declaration),
        declaration.name(),
        facts.stream().filter(fact -> !fact.isEmpty()).toList(),
        since(declaration),
        deprecated(declaration),
        Doc.paragraphs(declaration.doc()),
        scope.links().uses(declaration));
  }

  /** The version that brought it; empty for what was there from the first. */
  static String since(Declaration declaration) {
    return declaration.since() > 1 ? Integer.toString(declaration.since()) : "";
  }

  /** Why it should not be used any more; empty when it may. */
  static String deprecated(Declaration declaration) {
    return declaration.deprecated().orElse("");
  }
}
