// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the nesting of structs and unions: no cycle, and limited depth. */
final class Nesting {

  /** Deeper nesting is taken for an error; it also bounds every recursion over the model. */
  private static final int MAX_DEPTH = 32;

  private final Reading reading;
  private final Set<String> unread = new HashSet<>();
  private final Map<String, Integer> depths = new HashMap<>();

  /** Composites around the one that is being read, each with its current field. */
  private final Map<String, String> path = new LinkedHashMap<>();

  Nesting(Reading reading) {
    this.reading = reading;
  }

  /** Notes a struct or union that will be read when it is first needed. */
  void declare(String composite) {
    unread.add(composite);
  }

  /** Notes that a field is being read. */
  void enter(String composite, String field) {
    depths.putIfAbsent(composite, 1);
    path.put(composite, field);
  }

  void leave(String composite) {
    path.remove(composite);
  }

  /** Notes that a struct or union has been read. */
  void finish(String composite) {
    depths.putIfAbsent(composite, 1);
    unread.remove(composite);
  }

  /** Whether the type of this spelling can be read here; reports where not. */
  boolean canRead(Scalar typeText) {
    String name = typeText.text().replaceFirst("\\[.*", "").strip();
    if (path.containsKey(name)) {
      recursive(typeText, name);
      return false;
    }
    // Stops a chain of structs before it becomes as deep as the stack.
    if (path.size() >= MAX_DEPTH && unread.contains(name)) {
      tooDeep(typeText.span());
      return false;
    }
    return true;
  }

  private void recursive(Scalar typeText, String name) {
    List<String> cycle = new ArrayList<>();
    path.forEach(
        (composite, field) -> {
          if (!cycle.isEmpty() || composite.equals(name)) {
            cycle.add(composite + "." + field);
          }
        });
    reading.report(
        Diagnostic.of(
            DiagnosticCode.RECURSIVE_STRUCT,
            typeText.part(0, name.length()),
            "'%s' contains itself: %s -> %s".formatted(name, String.join(" -> ", cycle), name)));
  }

  /** Whether a type may lie in a struct or union; reports where it makes that too deep. */
  boolean canHold(String composite, Type type, Span span) {
    if (!(type.innermost() instanceof Composite nested)) {
      return true;
    }
    int depth = depth(nested) + 1;
    if (depth > MAX_DEPTH) {
      tooDeep(span);
      return false;
    }
    depths.merge(composite, depth, Math::max);
    return true;
  }

  /** Returns the depth of a composite: recorded for this schema, computed for imported ones. */
  private int depth(Composite composite) {
    Integer known = depths.get(composite.name());
    if (known != null) {
      return known;
    }
    int depth = 1;
    for (Field field : composite.fields()) {
      if (field.valueType() instanceof Composite nested) {
        depth = Math.max(depth, depth(nested) + 1);
      }
    }
    depths.put(composite.name(), depth);
    return depth;
  }

  private void tooDeep(Span span) {
    reading.report(
        Diagnostic.of(
            DiagnosticCode.STRUCTS_NESTED_TOO_DEEP,
            span,
            "'%s': structs are nested deeper than %d levels".formatted(span.text(), MAX_DEPTH)));
  }
}
