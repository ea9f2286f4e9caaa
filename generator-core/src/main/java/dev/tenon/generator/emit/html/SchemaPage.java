// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.contract.CanonicalAbi;
import dev.tenon.generator.contract.FrozenVersion;
import dev.tenon.generator.contract.LayoutText;
import dev.tenon.generator.emit.Origin;
import dev.tenon.generator.emit.html.PageView.CompositeView;
import dev.tenon.generator.emit.html.PageView.ContentsView;
import dev.tenon.generator.emit.html.PageView.FactView;
import dev.tenon.generator.emit.html.PageView.ImportView;
import dev.tenon.generator.emit.html.PageView.LinkView;
import dev.tenon.generator.emit.html.PageView.TypesView;
import dev.tenon.generator.emit.html.PageView.ValuesView;
import dev.tenon.generator.emit.html.PageView.VersionView;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the view of the whole page. */
final class SchemaPage {

  private final PageScope scope;
  private final Schema schema;
  private final List<ImportView> imports;
  private final List<VersionView> history;

  private SchemaPage(PageScope scope, List<PageScope> imports, List<FrozenVersion> history) {
    this.scope = scope;
    this.schema = scope.schema();
    Set<String> used = UsedTypes.of(schema);
    this.imports =
        imports.stream()
            .map(imported -> imported(imported, used))
            .filter(imported -> !isEmpty(imported.types()))
            .toList();
    this.history = HistoryPart.of(scope, history);
  }

  /**
   * Makes the view.
   *
   * @param imports a scope for each schema that is imported
   * @param history the frozen versions
   */
  static PageView of(PageScope scope, List<PageScope> imports, List<FrozenVersion> history) {
    return new SchemaPage(scope, imports, history).view();
  }

  private PageView view() {
    Origin origin = Origin.of(schema, scope.layouts());
    CallPart calls = new CallPart(scope);
    return new PageView(
        origin.line(),
        schema.name(),
        schema.version(),
        Doc.paragraphs(schema.doc()),
        facts(origin.layout()),
        contents(),
        new RegionPart(scope).all(),
        TypesPart.of(scope, type -> true),
        new ValuesPart(scope).constants(),
        calls.callbacks(),
        calls.functions(),
        calls.exports(),
        calls.handles(),
        imports,
        history);
  }

  private static ImportView imported(PageScope scope, Set<String> used) {
    Schema schema = scope.schema();
    return new ImportView(
        schema.name(),
        "import-" + schema.name(),
        schema.fileName(),
        TypesPart.of(scope, type -> used.contains(type.name())));
  }

  private static boolean isEmpty(TypesView types) {
    return types.structs().isEmpty()
        && types.unions().isEmpty()
        && types.enums().isEmpty()
        && types.flags().isEmpty();
  }

  private List<FactView> facts(LayoutText layout) {
    List<FactView> facts = new ArrayList<>();
    facts.add(new FactView("Schema file", schema.fileName(), false));
    facts.add(new FactView("Java package", schema.javaPackage(), false));
    facts.add(new FactView("C prefix", schema.cPrefix() + "_", false));
    facts.add(new FactView("C header", "<%1$s/%1$s.h>".formatted(schema.name()), false));
    facts.add(new FactView("Layout hash", layout.hashHex(), true));
    if (hasCalls()) {
      facts.add(
          new FactView("Hash of calls", CanonicalAbi.of(schema, scope.layouts()).hashHex(), true));
    }
    String ids = ValuesPart.reserved(schema.reservedIds());
    if (!ids.isEmpty()) {
      facts.add(new FactView("Reserved message ids", ids, false));
    }
    return facts;
  }

  private boolean hasCalls() {
    return !schema.handles().isEmpty()
        || !schema.callbacks().isEmpty()
        || !schema.functions().isEmpty()
        || !schema.exports().isEmpty();
  }

  private List<ContentsView> contents() {
    List<ContentsView> contents = new ArrayList<>();
    group(contents, "Regions", "regions", schema.regions());
    group(contents, "Structs", "structs", schema.structs());
    group(contents, "Unions", "unions", schema.unions());
    group(contents, "Enums", "enums", schema.enums());
    group(contents, "Flags", "flags", schema.flags());
    group(contents, "Constants", "constants", schema.constants());
    group(contents, "Callbacks", "callbacks", schema.callbacks());
    group(contents, "Functions", "functions", schema.functions());
    group(contents, "Exports", "exports", schema.exports());
    group(contents, "Handles", "handles", schema.handles());
    for (ImportView imported : imports) {
      contents.add(
          new ContentsView("From " + imported.schema(), imported.id(), entries(imported.types())));
    }
    if (!history.isEmpty()) {
      contents.add(
          new ContentsView(
              "History",
              "history",
              history.stream()
                  .map(v -> new LinkView("Version " + v.version(), "#version-" + v.version()))
                  .toList()));
    }
    return contents;
  }

  private static List<LinkView> entries(TypesView types) {
    return Stream.of(
            types.structs().stream().map(CompositeView::heading),
            types.unions().stream().map(CompositeView::heading),
            types.enums().stream().map(ValuesView::heading),
            types.flags().stream().map(ValuesView::heading))
        .flatMap(headings -> headings)
        .map(heading -> new LinkView(heading.name(), "#" + heading.id()))
        .toList();
  }

  private static void group(
      List<ContentsView> contents,
      String title,
      String id,
      List<? extends Declaration> declarations) {
    if (!declarations.isEmpty()) {
      contents.add(
          new ContentsView(
              title,
              id,
              declarations.stream()
                  .map(declared -> new LinkView(declared.name(), "#" + Links.id(declared)))
                  .toList()));
    }
  }
}
