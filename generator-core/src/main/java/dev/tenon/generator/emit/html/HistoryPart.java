// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.contract.FrozenVersion;
import dev.tenon.generator.contract.LayoutText;
import dev.tenon.generator.emit.html.PageView.LinkView;
import dev.tenon.generator.emit.html.PageView.VersionView;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the views of versions: what the schema says of them, and what was frozen. */
final class HistoryPart {

  private final Schema schema;
  private final SortedMap<Integer, LayoutText> layouts;
  private final SortedMap<Integer, List<LinkView>> added = new TreeMap<>();
  private final SortedMap<Integer, List<String>> changes = new TreeMap<>();

  private HistoryPart(PageScope scope) {
    schema = scope.schema();
    layouts = CanonicalLayout.history(schema, scope.layouts());
  }

  /** Returns the newest version first; nothing when there was never but one. */
  static List<VersionView> of(PageScope scope, List<FrozenVersion> frozen) {
    HistoryPart history = new HistoryPart(scope);
    frozen.forEach(version -> history.changes.put(version.version(), version.changes()));
    history.collect();
    return history.views();
  }

  private void collect() {
    Stream.<List<? extends Declaration>>of(
            schema.constants(),
            schema.handles(),
            schema.callbacks(),
            schema.functions(),
            schema.exports())
        .flatMap(List::stream)
        .forEach(this::add);
    for (Region region : schema.regions()) {
      add(region);
      region.contents().forEach(section -> add(region, section));
    }
    schema.composites().forEach(this::composite);
    for (EnumType type : schema.enums()) {
      add(type);
      Stream.concat(type.values().stream(), type.aliases().stream())
          .forEach(value -> add(type, value));
    }
    for (FlagsType type : schema.flags()) {
      add(type);
      Stream.concat(type.bits().stream(), type.masks().stream()).forEach(bit -> add(type, bit));
    }
  }

  private void composite(Composite composite) {
    add(composite);
    for (Field field : composite.fields()) {
      add(composite, field);
      for (BitRange range : field.bits()) {
        add(
            range,
            composite.name() + "." + field.name() + "." + range.name(),
            Links.id(composite, field) + "-" + range.name());
      }
    }
    if (composite instanceof StructType struct) {
      struct.reserved().forEach(bytes -> add(struct, bytes));
    }
  }

  private void add(Declaration declaration) {
    add(declaration, declaration.name(), Links.id(declaration));
  }

  private void add(Declaration owner, Declaration part) {
    if (part.since() > owner.since()) {
      add(part, owner.name() + "." + part.name(), Links.id(owner, part));
    }
  }

  private void add(Declaration declaration, String name, String id) {
    if (declaration.since() > 1) {
      added
          .computeIfAbsent(declaration.since(), version -> new ArrayList<>())
          .add(new LinkView(name, "#" + id));
    }
  }

  private List<VersionView> views() {
    SortedMap<Integer, VersionView> versions = new TreeMap<>(Comparator.reverseOrder());
    Stream.of(layouts, added, changes)
        .map(Map::keySet)
        .flatMap(Set::stream)
        .forEach(version -> versions.put(version, view(version)));
    boolean onlyOne = versions.size() == 1 && changes.isEmpty();
    return onlyOne ? List.of() : List.copyOf(versions.values());
  }

  private VersionView view(int version) {
    return new VersionView(
        version,
        layouts.containsKey(version) ? layouts.get(version).hashHex() : "",
        added.getOrDefault(version, List.of()),
        changes.getOrDefault(version, List.of()));
  }
}
