// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.PageView.LinkView;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.DeclarationKind;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Anchors of declarations, the links to them, and who refers to whom. */
final class Links {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Map<String, String> anchors = new LinkedHashMap<>();
  private final Map<String, Map<String, LinkView>> uses = new LinkedHashMap<>();

  private Links() {}

  static Links of(Schema schema) {
    Links links = new Links();
    schema.imports().forEach(links::anchorTypes);
    links.anchorTypes(schema);
    schema.handles().forEach(links::anchor);
    schema.callbacks().forEach(links::anchor);
    schema.imports().forEach(links::useInTypes);
    links.useInTypes(schema);
    for (Region region : schema.regions()) {
      for (Section section : region.contents()) {
        String place = region.name() + "." + section.name();
        links.use(
            String.join(" ", section.types().stream().map(Type::spelling).toList()),
            place,
            id(region, section));
      }
    }
    schema.callbacks().forEach(links::useIn);
    schema.functions().forEach(links::useIn);
    schema.exports().forEach(links::useIn);
    return links;
  }

  private void anchorTypes(Schema schema) {
    schema.enums().forEach(this::anchor);
    schema.flags().forEach(this::anchor);
    schema.composites().forEach(this::anchor);
  }

  private void useInTypes(Schema schema) {
    for (Composite composite : schema.composites()) {
      if (composite instanceof UnionType union) {
        union.tag().ifPresent(tag -> use(tag.name(), union.name(), id(union)));
      }
      for (Field field : composite.fields()) {
        String place = composite.name() + "." + field.name();
        use(field.type().spelling(), place, id(composite, field));
        for (BitRange range : field.bits()) {
          range.enumeration().ifPresent(type -> use(type.name(), place, id(composite, field)));
        }
      }
    }
  }

  private void anchor(Declaration declaration) {
    anchors.put(declaration.name(), id(declaration));
  }

  private void useIn(Invocable invocable) {
    for (Parameter parameter : invocable.signature().parameters()) {
      use(parameter.type().spelling(), invocable.name(), id(invocable));
    }
    invocable
        .signature()
        .returns()
        .map(ParameterType::spelling)
        .ifPresent(type -> use(type, invocable.name(), id(invocable)));
  }

  private void use(String spelling, String place, String id) {
    Matcher names = NAME.matcher(spelling);
    while (names.find()) {
      if (anchors.containsKey(names.group()) && !names.group().equals(place)) {
        uses.computeIfAbsent(names.group(), name -> new LinkedHashMap<>())
            .putIfAbsent(id, new LinkView(place, "#" + id));
      }
    }
  }

  /** Anchor of a declaration. Names have no hyphen, so that none meets one of another kind. */
  static String id(Declaration declaration) {
    return DeclarationKind.of(declaration) + "-" + declaration.name();
  }

  /** Anchor of what is inside a declaration. */
  static String id(Declaration owner, Declaration part) {
    return id(owner) + "-" + part.name();
  }

  /** A type as its author spells it, in which the names of declarations are links. */
  List<LinkView> spelled(String spelling) {
    List<LinkView> pieces = new ArrayList<>();
    Matcher names = NAME.matcher(spelling);
    int done = 0;
    while (names.find()) {
      String anchor = anchors.get(names.group());
      if (anchor != null) {
        if (names.start() > done) {
          pieces.add(new LinkView(spelling.substring(done, names.start()), ""));
        }
        pieces.add(new LinkView(names.group(), "#" + anchor));
        done = names.end();
      }
    }
    if (done < spelling.length()) {
      pieces.add(new LinkView(spelling.substring(done), ""));
    }
    return pieces;
  }

  /** The places that refer to a declaration. */
  List<LinkView> uses(Declaration declaration) {
    return List.copyOf(uses.getOrDefault(declaration.name(), Map.of()).values());
  }
}
