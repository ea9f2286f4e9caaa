// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static dev.tenon.generator.contract.SchemaTree.asList;
import static dev.tenon.generator.contract.SchemaTree.asMap;
import static dev.tenon.generator.diagnostic.DiagnosticCode.*;

import dev.tenon.generator.contract.SchemaMutations.Mutation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Changes of the schema itself, and of its regions. */
final class RegionMutations extends SchemaMutator {

  private final int version;

  RegionMutations(SchemaTree base, int version, List<Mutation> mutations) {
    super(base, version, mutations);
    this.version = version;
  }

  private void header() {
    value("schema", "other", SCHEMA_RENAMED);
    value("package", "com.example.other", JAVA_PACKAGE_CHANGED, "java");
    value("prefix", "lb", C_PREFIX_CHANGED, "c");
    value("version", Integer.toString(version - 1), VERSION_LOWERED);
    same("doc of the schema", tree -> tree.at().put("doc", "Other words."));
    same("raise the version", this::raise);
    compatible(
        "reserve an id",
        tree -> asList(tree.at("reserved").get("ids")).add("99"),
        RESERVATION_CHANGED);
    compatible(
        "reserve no id",
        tree -> tree.at("reserved").put("ids", new ArrayList<>()),
        RESERVATION_CHANGED);
    change(
        "use a reserved id",
        tree -> {
          raise(tree);
          asList(tree.at("reserved").get("ids")).clear();
          tree.at("structs")
              .put("Fresh", mapping("id", "10", "since", later(), "fields", mapping("x", "u8")));
        },
        NUMBER_REUSED);
  }

  private void regions() {
    declarations(DATA, false, "regions");
    addition(
        DATA, "Fresh", mapping("contents", mapping("x", mapping("struct", "Pair"))), "regions");
    for (String name : base.at("regions").keySet()) {
      String[] contents = {"regions", name, "contents"};
      swaps(DATA_REORDERED, "nothing", contents);
      change(
          "add a part to " + name,
          tree -> tree.at(contents).put("fresh", mapping("struct", "Pair")),
          SECTION_ADDED);
      append(name, contents);
      for (Map.Entry<String, Object> part : base.at(contents).entrySet()) {
        String[] section = with(contents, part.getKey());
        change(
            "remove part " + part.getKey(),
            tree -> tree.at(contents).remove(part.getKey()),
            DATA_REMOVED);
        change(
            "rename part " + part.getKey(),
            tree -> SchemaTree.rename(tree.at(contents), part.getKey(), part.getKey() + "_x"),
            DATA_RENAMED);
        if (asMap(part.getValue()).containsKey("since")) {
          since(section);
        }
        if (asMap(part.getValue()).containsKey("struct")) {
          value("struct", "Limited", SECTION_CHANGED, section);
          change(
              "make a queue of part " + part.getKey(),
              tree -> {
                Map<String, Object> changed = tree.at(section);
                changed.remove("struct");
                changed.put("queue", list("Unsent"));
                changed.put("capacity", "1KiB");
              },
              SECTION_CHANGED);
        } else if (asMap(part.getValue()).containsKey("latest")) {
          latest(section);
        } else if (asMap(part.getValue()).containsKey("event")) {
          event(section);
        } else if (asMap(part.getValue()).containsKey("mutex")) {
          mutex(section);
        } else if (asMap(part.getValue()).containsKey("semaphore")) {
          value("semaphore", "7", SECTION_CHANGED, section);
        } else {
          messages(section);
        }
      }
    }
  }

  private void latest(String... section) {
    String name = section[section.length - 1];
    value("latest", "Limited", SECTION_CHANGED, section);
    same("another deadline of part " + name, tree -> tree.at(section).put("deadline", "7s"));
    change(
        "make a struct of part " + name,
        tree -> {
          Map<String, Object> changed = tree.at(section);
          changed.put("struct", changed.remove("latest"));
          changed.remove("deadline");
        },
        SECTION_CHANGED);
  }

  private void event(String... section) {
    Map<String, Object> event = base.at(section);
    boolean isManual = event.get("event").equals("manual");
    value("event", isManual ? "auto" : "manual", SECTION_CHANGED, section);
    value(
        "bits",
        "Access".equals(event.get("bits")) ? "Quality" : "Access",
        SECTION_CHANGED,
        section);
    if (event.containsKey("bits")) {
      change(
          "no names for the bits of part " + section[section.length - 1],
          tree -> tree.at(section).remove("bits"),
          SECTION_CHANGED);
    }
    change(
        "make a mutex of part " + section[section.length - 1],
        tree -> {
          Map<String, Object> changed = tree.at(section);
          changed.remove("event");
          changed.remove("bits");
          changed.put("mutex", "plain");
        },
        SECTION_CHANGED);
  }

  private void mutex(String... section) {
    Map<String, Object> mutex = base.at(section);
    boolean isRecursive = mutex.get("mutex").equals("recursive");
    value("mutex", isRecursive ? "plain" : "recursive", SECTION_CHANGED, section);
    value("fair", mutex.containsKey("fair") ? "false" : "true", SECTION_CHANGED, section);
  }

  private void since(String... section) {
    int since = Integer.parseInt((String) base.at(section).get("since"));
    for (int other = 2; other <= version + 1; other++) {
      String to = Integer.toString(other);
      if (other != since) {
        change(
            "since " + to + " of part " + section[section.length - 1],
            tree -> {
              if (to.equals(later())) {
                raise(tree);
              }
              tree.at(section).put("since", to);
            },
            DATA_SINCE_CHANGED,
            SECTION_ADDED);
      }
    }
    change(
        "no since of part " + section[section.length - 1],
        tree -> tree.at(section).remove("since"),
        DATA_SINCE_CHANGED,
        SECTION_ADDED);
  }

  private static List<Object> list(Object... items) {
    return new ArrayList<>(List.of(items));
  }

  private void append(String region, String... contents) {
    compatible(
        "append a struct to " + region,
        tree -> {
          raise(tree);
          tree.at(contents).put("fresh", mapping("struct", "Pair", "since", later()));
        },
        ADDED);
    compatible(
        "append a queue to " + region,
        tree -> {
          raise(tree);
          tree.at(contents)
              .put("fresh", mapping("queue", list("Unsent"), "capacity", "1KiB", "since", later()));
        },
        ADDED);
    change(
        "insert a part into " + region,
        tree -> SchemaTree.putFirst(tree.at(contents), "fresh", mapping("struct", "Pair")),
        SECTION_ADDED);
    change(
        "append to " + region + " in a version that is frozen",
        tree ->
            tree.at(contents)
                .put("fresh", mapping("struct", "Pair", "since", Integer.toString(version))),
        SECTION_ADDED);
  }

  private void messages(String... section) {
    String kind =
        Stream.of("queue", "broadcast", "work")
            .filter(base.at(section)::containsKey)
            .findFirst()
            .orElseThrow();
    value("capacity", "1MiB", SECTION_CHANGED, section);
    if (kind.equals("queue")) {
      queue(section);
    } else if (kind.equals("work")) {
      value("workers", "3", SECTION_CHANGED, section);
    }
    messages(kind, section);
  }

  private void queue(String... section) {
    value("producers", "3", SECTION_CHANGED, section);
    value(
        "stamped",
        base.at(section).containsKey("stamped") ? "false" : "true",
        SECTION_CHANGED,
        section);
  }

  private void messages(String kind, String... section) {
    List<Object> messages = asList(base.at(section).get(kind));
    for (int i = 0; i < messages.size(); i++) {
      int index = i;
      change(
          "drop message " + messages.get(i),
          tree -> asList(tree.at(section).get(kind)).remove(index),
          SECTION_CHANGED);
      if (i > 0) {
        change(
            "swap messages " + messages.get(i - 1) + " and " + messages.get(i),
            tree -> {
              List<Object> queue = asList(tree.at(section).get(kind));
              queue.add(index - 1, queue.remove(index));
            },
            SECTION_CHANGED);
      }
    }
    change(
        "carry an older message",
        tree -> asList(tree.at(section).get(kind)).add("Unsent"),
        SECTION_CHANGED);
    compatible(
        "carry a newer message",
        tree -> {
          raise(tree);
          tree.at("structs")
              .put("Fresh", mapping("id", "55", "since", later(), "fields", mapping("x", "u8")));
          asList(tree.at(section).get(kind)).add("Fresh");
        },
        MESSAGE_APPENDED);
    change(
        "carry a newer message of a larger alignment",
        tree -> {
          raise(tree);
          tree.at("structs")
              .put(
                  "Fresh",
                  mapping(
                      "id", "55", "align", "64", "since", later(), "fields", mapping("x", "u8")));
          asList(tree.at(section).get(kind)).add("Fresh");
        },
        SECTION_CHANGED);
  }

  void all() {
    header();
    regions();
  }
}
