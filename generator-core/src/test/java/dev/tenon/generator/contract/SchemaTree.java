// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Mapping;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.Node.Sequence;
import dev.tenon.generator.yaml.SourceFile;
import dev.tenon.generator.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a schema as mappings, lists and texts that a test can edit, and as text again. */
final class SchemaTree {

  private final Map<String, Object> root;

  private SchemaTree(Map<String, Object> root) {
    this.root = root;
  }

  static SchemaTree parse(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Node node =
        SourceFile.of("tree", text.getBytes(StandardCharsets.UTF_8), diagnostics)
            .flatMap(source -> YamlReader.read(source, diagnostics))
            .orElseThrow(() -> new AssertionError(diagnostics.sorted().toString()));
    return new SchemaTree(asMap(tree(node)));
  }

  private static Object tree(Node node) {
    if (node instanceof Mapping mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (Entry entry : mapping.entries()) {
        map.put(entry.name(), tree(entry.value()));
      }
      return map;
    } else if (node instanceof Sequence sequence) {
      return sequence.items().stream().map(SchemaTree::tree).collect(Collectors.toList());
    }
    return ((Scalar) node).text();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> asMap(Object node) {
    return (Map<String, Object>) node;
  }

  @SuppressWarnings("unchecked")
  static List<Object> asList(Object node) {
    return (List<Object>) node;
  }

  SchemaTree copy() {
    return new SchemaTree(asMap(copy(root)));
  }

  static Object copy(Object node) {
    if (node instanceof Map) {
      Map<String, Object> map = new LinkedHashMap<>();
      asMap(node).forEach((key, value) -> map.put(key, copy(value)));
      return map;
    } else if (node instanceof List) {
      return asList(node).stream().map(SchemaTree::copy).collect(Collectors.toList());
    }
    return node;
  }

  /** Adds the entries of another tree, also to mappings that are in both. */
  SchemaTree merge(SchemaTree other) {
    merge(root, other.root);
    return this;
  }

  private static void merge(Map<String, Object> into, Map<String, Object> from) {
    from.forEach(
        (key, value) -> {
          if (into.get(key) instanceof Map && value instanceof Map) {
            merge(asMap(into.get(key)), asMap(value));
          } else {
            into.put(key, value);
          }
        });
  }

  /** Returns the mapping at a path; makes the mappings on the way. */
  Map<String, Object> at(String... path) {
    Map<String, Object> map = root;
    for (String key : path) {
      map = asMap(map.computeIfAbsent(key, k -> new LinkedHashMap<String, Object>()));
    }
    return map;
  }

  /** Writes every short form of a declaration as a mapping, so that more can be said in it. */
  static void expand(Map<String, Object> declarations, String key) {
    declarations.replaceAll(
        (name, value) -> {
          if (value instanceof Map) {
            return value;
          }
          Map<String, Object> expanded = new LinkedHashMap<>();
          expanded.put(key, value);
          return expanded;
        });
  }

  static void rename(Map<String, Object> map, String from, String to) {
    Map<String, Object> copy = new LinkedHashMap<>(map);
    map.clear();
    copy.forEach((key, value) -> map.put(key.equals(from) ? to : key, value));
  }

  static void swap(Map<String, Object> map, String one, String other) {
    List<String> keys = new ArrayList<>(map.keySet());
    keys.set(keys.indexOf(one), other);
    keys.set(keys.lastIndexOf(other), one);
    Map<String, Object> copy = new LinkedHashMap<>(map);
    map.clear();
    keys.forEach(key -> map.put(key, copy.get(key)));
  }

  /** Puts an entry before all others. */
  static void putFirst(Map<String, Object> map, String key, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(map);
    map.clear();
    map.put(key, value);
    map.putAll(copy);
  }

  /** The text, everything but the outermost mapping in flow style. */
  String text() {
    StringBuilder text = new StringBuilder();
    root.forEach(
        (key, value) -> {
          if (value instanceof Map && asMap(value).isEmpty()) {
            return;
          }
          if (value instanceof Map) {
            text.append(key).append(":\n");
            asMap(value)
                .forEach(
                    (name, part) ->
                        text.append("  ")
                            .append(name)
                            .append(": ")
                            .append(flow(part))
                            .append('\n'));
          } else {
            text.append(key).append(": ").append(flow(value)).append('\n');
          }
        });
    return text.toString();
  }

  private static String flow(Object node) {
    if (node instanceof Map) {
      return asMap(node).entrySet().stream()
          .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (node instanceof List) {
      return asList(node).stream()
          .map(SchemaTree::flow)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    String text = (String) node;
    if (text.matches("[A-Za-z0-9_.+-]+")) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      quoted.append(
          c >= ' ' && c <= '~' && c != '"' && c != '\\'
              ? String.valueOf(c)
              : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return quoted.append('"').toString();
  }
}
