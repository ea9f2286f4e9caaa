// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The text of a schema that depends on a seed only, with everything that can be called and shared:
 * handles, callbacks, functions, exports and regions, called like what generated code uses itself.
 */
public final class RandomCalls {

  private static final int VERSION = 3;

  private static final List<String> WORDS =
      List.of(
          "address",
          "aligned",
          "free",
          "malloc",
          "calloc",
          "memcpy",
          "memset",
          "strlen",
          "sizeof",
          "NULL",
          "va_list",
          "tenon",
          "jni",
          "run",
          "invoke",
          "apply",
          "arena",
          "array",
          "attach",
          "base",
          "batch",
          "buffer",
          "bytes",
          "call",
          "callback",
          "cancel",
          "capacity",
          "carrier",
          "claim",
          "class",
          "close",
          "code",
          "context",
          "count",
          "create",
          "critical",
          "default",
          "descriptor",
          "e",
          "enum",
          "env",
          "errno",
          "error",
          "exports",
          "frame",
          "function",
          "handle",
          "handler",
          "i",
          "index",
          "int",
          "key",
          "layout",
          "length",
          "library",
          "limit",
          "linker",
          "listener",
          "load",
          "lookup",
          "message",
          "name",
          "new",
          "next",
          "offset",
          "on_error",
          "options",
          "out",
          "owner",
          "poll",
          "reader",
          "writer",
          "publish",
          "queue",
          "record",
          "ref",
          "region",
          "register",
          "release",
          "remove",
          "result",
          "returned",
          "room",
          "scratch",
          "segment",
          "self",
          "size",
          "slot",
          "static",
          "status",
          "stub",
          "symbol",
          "take",
          "target",
          "text",
          "thread",
          "threads",
          "timeout_ns",
          "to_string",
          "type",
          "unknown",
          "value",
          "version",
          "view",
          "void",
          "wait",
          "x",
          "yield");

  /**
   * What the signatures are made of: plain, aligned, grown, with lists, unions and every scalar.
   */
  private static final String TYPES =
      """
      enums:
        Side: {type: u8, values: {BUY: 1, SELL: 2}}
        Result: {type: i32, values: {FAILED: -1, DONE: 0}}
      flags:
        Rights: {type: u64, bits: {READ: 0, LAST: 63}}
        Marks: {type: u16, bits: {FIRST: 0}}
      unions:
        Word: {arms: {number: u32, real: f32}}
        Body: {tag: Side, arms: {BUY: Point, SELL: u64}}
      structs:
        Point: {fields: {x: f64, y: {type: f64, default: .nan}}}
        Tiny: {fields: {c: char}}
        Pair: {fields: {a: f32, b: f32}}
        Large: {id: 1, fields: {texts: 'char[3][9]', points: 'Point[5]', side: {type: Side, default: BUY}}}
        Grown: {id: 2, fields: {a: u32, b: {type: Point, since: 2}, c: {type: u8, since: 3, default: 3}}}
        Listed: {id: 3, fields: {a: u8, items: 'Pair[<=9]'}}
        Late: {id: 4, since: 2, fields: {word: Word, side: Side, body: {type: Body, tag: side}}}
        Aligned: {id: 5, fields: {count: {type: u64, atomic: true, align: 64}}}
      """;

  private static final List<String> SCALARS =
      List.of("u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "f32", "f64", "bool", "char");

  private static final List<String> STRUCTS =
      List.of("Point", "Tiny", "Pair", "Large", "Grown", "Listed", "Late");

  private static final List<String> MESSAGES =
      List.of("Large", "Grown", "Listed", "Late", "Aligned");

  /** What C gets when Java throws, of what has to say it. */
  private static final Map<String, String> ON_ERROR =
      Map.of("bool", "true", "char", "'?'", "Side", "BUY", "Result", "FAILED", "Rights", "[READ]");

  private final Draw draw;
  private final String name;
  private final List<String> free;
  private final List<String> handles = new ArrayList<>();

  /** Each with whether it may be handed over in calls. */
  private final List<String> callbacks = new ArrayList<>();

  private RandomCalls(long seed) {
    draw = new Draw(seed);
    name = "calls_" + Long.toUnsignedString(seed, 36);
    free = draw.shuffled(WORDS);
    free.remove("void");
  }

  public static String name(long seed) {
    return new RandomCalls(seed).name;
  }

  public static String text(long seed) {
    return new RandomCalls(seed).text();
  }

  private String text() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("handles", repeat(1 + draw.below(3), this::handle));
    parts.put("callbacks", repeat(1 + draw.below(5), this::callback));
    parts.put("functions", repeat(1 + draw.below(5), this::function));
    parts.put("exports", repeat(1 + draw.below(4), this::export));
    parts.put("regions", repeat(1 + draw.below(2), this::region));
    return """
    tenon: 1
    schema: %1$s
    version: %2$d
    java: {package: conformance.%1$s}
    c: {prefix: %1$s}
    """
            .formatted(name, VERSION)
        + TYPES
        + parts.entrySet().stream()
            .map(part -> part.getKey() + ":\n" + part.getValue())
            .collect(Collectors.joining());
  }

  private String repeat(int count, Supplier<String> item) {
    return Draw.repeat(count, i -> "  %s%s}\n".formatted(item.get(), draw.said())).stream()
        .collect(Collectors.joining());
  }

  /** A name that nothing at the top level has so far. */
  private String fresh() {
    return free.remove(free.size() - 1);
  }

  private String handle() {
    handles.add(fresh());
    return handles.get(handles.size() - 1) + ": {since: 1";
  }

  private String callback() {
    String callback = fresh();
    String text;
    if (draw.below(4) == 0) {
      text = "%s: {params: {%s}, batch: 8".formatted(callback, copies());
    } else {
      String result = result();
      String several = result.contains("string") ? ", listeners: 1" : "";
      text =
          "%s: {params: {%s}%s%s%s"
              .formatted(
                  callback,
                  parameters(callbacks),
                  result,
                  draw.pick(List.of("", ", threads: same", ", threads: any")),
                  draw.pick(List.of(several, ", listeners: 0")));
      callbacks.add(callback);
    }
    return text;
  }

  private String function() {
    String function = fresh();
    return switch (draw.below(4)) {
      case 0 -> "%s: {params: {%s}, critical: true".formatted(function, parameters(List.of()));
      case 1 -> "%s: {params: {%s}, blocking: true".formatted(function, parameters(callbacks));
      default ->
          "%s: {params: {%s}%s, errno: %s"
              .formatted(function, parameters(callbacks), resultType(), draw.coin());
    };
  }

  private String export() {
    return "%s: {params: {%s}%s".formatted(fresh(), parameters(callbacks), result());
  }

  /** Parameters that are copied while they wait. */
  private String copies() {
    List<String> words = draw.shuffled(WORDS);
    return IntStream.range(0, 1 + draw.below(5))
        .mapToObj(
            i -> {
              String struct = draw.pick(STRUCTS);
              return parameter(
                  words.get(i), draw.pick(List.of(struct, "const " + struct + "*", scalar())), "");
            })
        .collect(Collectors.joining(", "));
  }

  private String parameters(List<String> callable) {
    List<String> words = draw.shuffled(WORDS);
    List<String> all = new ArrayList<>();
    int count = draw.below(7);
    for (int i = 0; i < count; i++) {
      String word = words.remove(0);
      switch (draw.below(8)) {
        case 0 -> {
          String counter = words.remove(0);
          String element = draw.coin() ? draw.pick(STRUCTS) : draw.pick(SCALARS);
          all.add(parameter(word, constant() + "%s[%s]".formatted(element, counter), ""));
          all.add(parameter(counter, draw.pick(List.of("u8", "u16", "u32", "u64")), ""));
        }
        case 1 -> all.add(parameter(word, constant() + draw.pick(STRUCTS) + "*", optional()));
        case 2 -> all.add(parameter(word, "string", optional()));
        case 3 -> all.add(parameter(word, draw.pick(handles), optional()));
        case 4 -> all.add(parameter(word, callable.isEmpty() ? "void*" : draw.pick(callable), ""));
        case 5 -> all.add(parameter(word, draw.pick(STRUCTS), ""));
        default -> all.add(parameter(word, scalar(), ""));
      }
    }
    return String.join(", ", all);
  }

  private String parameter(String word, String type, String more) {
    return "%s: {type: '%s'%s%s}".formatted(word, type, more, draw.doc());
  }

  private String constant() {
    return draw.coin() ? "const " : "";
  }

  private String optional() {
    return ", optional: " + draw.coin();
  }

  private String scalar() {
    return draw.below(3) == 0
        ? draw.pick(List.of("Side", "Result", "Rights", "Marks"))
        : draw.pick(SCALARS);
  }

  private String resultType() {
    return switch (draw.below(6)) {
      case 0 -> "";
      case 1 -> ", returns: " + draw.pick(STRUCTS);
      case 2 -> ", returns: {type: string, optional: %s}".formatted(draw.coin());
      case 3 -> ", returns: {type: %s, optional: %s}".formatted(draw.pick(handles), true);
      default -> ", returns: " + scalar();
    };
  }

  /** Of what Java implements: with what C gets when it throws. */
  private String result() {
    String result = resultType();
    String type = result.replace(", returns: ", "");
    if (type.isEmpty() || type.startsWith("{") || STRUCTS.contains(type)) {
      return result;
    }
    return result
        + ", on_error: "
        + ON_ERROR.getOrDefault(type, type.equals("Marks") ? "[FIRST]" : "1");
  }

  private String region() {
    List<String> words = draw.shuffled(WORDS);
    int since = 1;
    List<String> lives = new ArrayList<>(List.of(""));
    for (int i = draw.below(4); i > 0; i--) {
      since += since < VERSION && draw.coin() ? 1 : 0;
      lives.add(since == 1 ? "" : ", since: " + since);
    }
    String contents =
        IntStream.range(0, lives.size())
            .mapToObj(
                i -> {
                  List<String> messages = draw.shuffled(MESSAGES);
                  String some =
                      String.join(", ", messages.subList(0, 1 + draw.below(messages.size())));
                  String struct =
                      draw.pick(List.of("Point", "Large", "Grown", "Listed", "Aligned"));
                  return "%s: {%s%s%s}"
                      .formatted(
                          words.get(i),
                          draw.pick(
                              List.of(
                                  "struct: " + struct,
                                  "queue: [%s], capacity: 64KiB".formatted(some),
                                  "queue: [%s], capacity: 64KiB, producers: 3, stamped: true"
                                      .formatted(some),
                                  "broadcast: [%s], capacity: 64KiB".formatted(some),
                                  "work: [%s], capacity: 64KiB, workers: 2".formatted(some),
                                  "latest: %s, deadline: 5ms".formatted(struct),
                                  "event: manual",
                                  "event: auto, bits: Marks",
                                  "mutex: recursive, fair: true",
                                  "semaphore: 3")),
                          lives.get(i),
                          draw.said());
                })
            .collect(Collectors.joining(", "));
    return "%s: {contents: {%s}".formatted(fresh(), contents);
  }
}
