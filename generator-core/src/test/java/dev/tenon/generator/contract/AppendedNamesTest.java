// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.contract.UserSources.Outcome;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A later version declares something by each name that the code of the version before it has: the
 * later name yields, or the schema is refused, and nothing that was there gets another name.
 */
class AppendedNamesTest {

  private static final String FIRST =
      """
      tenon: 1
      schema: grown
      version: 1
      java: {package: com.example.grown}
      c: {prefix: gr}
      constants:
        LIMIT: {type: u8, value: 3}
      enums: {Side: {type: u8, values: {BUY: 1, SELL: 2}}}
      unions: {Body: {tag: Side, arms: {BUY: u32}}}
      structs:
        Order:
          id: 1
          fields:
            size: {type: u64, atomic: true, default: 1}
            name: 'char[4]'
            list: 'u8[<=4]'
            bits: {type: u32, order: big, bits: {low: 0..3}}
            side: Side
            body: {type: Body, tag: side}
            part: Part
            #FIELDS
        Part: {fields: {x: u32, y: u16}}
        #STRUCTS
      handles: {Link: {release: link_close}}
      functions:
        link_open: {returns: Link}
        link_close: {params: {link: Link}}
        #FUNCTIONS
      exports:
        one: {params: {side: Side}, returns: i32, on_error: 0}
      callbacks:
        OnOrder: {params: {order: const Order*, side: Side}, listeners: 1}
      regions:
        Feed:
          contents:
            orders: {queue: [Order], capacity: 4KiB}
            state: Part
            #SECTIONS
      """;

  private static final boolean LONG = Boolean.getBoolean("tenon.long");

  /** Of all names, every one of so many is appended in a short run. */
  private static final int STEP = 4;

  @TempDir private Path folder;

  /** Where a name can be appended. */
  private enum Place {
    CONSTANTS("constants:\n", "  %s: {type: u8, value: 1, since: 2}\n"),
    STRUCTS("  #STRUCTS\n", "  %s: {since: 2, fields: {a: u8}}\n"),
    FUNCTIONS("  #FUNCTIONS\n", "  %s: {since: 2}\n"),
    FIELDS("      #FIELDS\n", "      %s: {type: u8, since: 2}\n"),
    SECTIONS("      #SECTIONS\n", "      %s: {struct: Part, since: 2}\n");

    private final String mark;
    private final String declaration;

    Place(String mark, String declaration) {
      this.mark = mark;
      this.declaration = declaration;
    }

    String spelled(String name) {
      String snake =
          name.replaceFirst("^(gr|GR)_", "")
              .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
              .toLowerCase(Locale.ROOT);
      return switch (this) {
        case CONSTANTS -> snake.toUpperCase(Locale.ROOT);
        case STRUCTS ->
            Stream.of(snake.split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        case FUNCTIONS, FIELDS, SECTIONS -> snake;
      };
    }
  }

  private CompiledSchema compile(String text, String name) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    return SchemaCompiler.compile(
        Files.writeString(
            own.resolve("grown.tenon.yaml"), text.replaceAll("(?m)^ *#[A-Z]+\n", "")));
  }

  private static String with(String schema, Place place, String name) {
    String added = place.declaration.formatted(name);
    return schema.replace(
        place.mark, place == Place.CONSTANTS ? place.mark + added : added + place.mark);
  }

  @Test
  void laterNamesYieldAndEarlierOnesStay() throws IOException {
    UserSources user = new UserSources(compile(FIRST, "first"), folder);
    String second = FIRST.replace("version: 1", "version: 2");
    int yielded = 0;
    int refused = 0;
    for (Place place : Place.values()) {
      Set<String> names = new TreeSet<>();
      user.names().forEach(name -> names.add(place.spelled(name)));
      int index = 0;
      for (String name : names) {
        if (!LONG && index++ % STEP != 0) {
          continue;
        }
        try {
          String more = with(second, place, name);
          boolean warned =
              compile(more, "one").warnings().stream()
                  .anyMatch(found -> found.code() == DiagnosticCode.UNREADABLE_NAME);
          yielded += warned ? 1 : 0;
          second = more;
        } catch (SchemaException e) {
          refused++;
        }
      }
    }

    Outcome outcome = user.against(compile(second, "second"), "names");

    System.out.printf("%d names yielded, %d were refused%n", yielded, refused);
    assertThat(outcome.isLasting()).as(outcome.toString()).isTrue();
    assertThat(yielded).isGreaterThan(20);
  }
}
