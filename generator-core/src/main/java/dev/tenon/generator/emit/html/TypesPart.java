// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.PageView.CompositeView;
import dev.tenon.generator.emit.html.PageView.TypesView;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Schema;
import java.util.List;
import java.util.function.Predicate;

/** Makes the view of the data types of a schema. */
final class TypesPart {

  private TypesPart() {}

  static TypesView of(PageScope scope, Predicate<Declaration> shown) {
    Schema schema = scope.schema();
    ValuesPart values = new ValuesPart(scope);
    return new TypesView(
        composites(scope, schema.structs(), shown),
        composites(scope, schema.unions(), shown),
        schema.enums().stream().filter(shown).map(values::enumeration).toList(),
        schema.flags().stream().filter(shown).map(values::flags).toList());
  }

  private static List<CompositeView> composites(
      PageScope scope, List<? extends Composite> composites, Predicate<Declaration> shown) {
    CompositePart part = new CompositePart(scope);
    return composites.stream().filter(shown).map(part::composite).toList();
  }
}
