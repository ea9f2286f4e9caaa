// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.contract.UserSources.Outcome;
import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.testing.GeneratedJava;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a second version may append leaves sources of the first one alone, or is told. */
class AppendedSourceTest {

  private static final String FIRST =
      """
      tenon: 1
      schema: grown
      version: 1
      java: {package: com.example.grown}
      c: {prefix: gr}
      constants: {LIMIT: {type: u8, value: 3}}
      enums: {Side: {type: u8, values: {BUY: 1, SELL: 2}}}
      flags: {Marks: {type: u8, bits: {FIRM: 0}}}
      structs:
        Point: {fields: {x: i32, y: {type: i32, default: 4}}}
        Order: {id: 1, fields: {size: u32, side: Side}}
        Quote:
          id: 2
          fields: {kind: Side, body: {type: Body, tag: kind}, spare: {reserved: 4}, price: f64}
      unions: {Body: {tag: Side, arms: {BUY: u32}}}
      functions:
        open: {params: {side: Side}, returns: Side}
      exports:
        one: {params: {side: Side}, returns: i32, on_error: 0}
      callbacks:
        OnOrder: {params: {order: const Order*, side: Side}, listeners: 1}
      regions:
        Feed: {contents: {orders: {queue: [Order], capacity: 4KiB}, point: Point}}
        Book: {contents: {orders: {queue: [Quote, Order], capacity: 4KiB}}}
      """;

  private static final String SECOND =
      FIRST
          .replace("version: 1", "version: 2")
          .replace("value: 3}", "value: 3}, MORE: {type: string, value: x, since: 2}")
          .replace("SELL: 2}", "SELL: 2, SHORT: {value: 3, since: 2}, LONG: {alias_of: BUY}}")
          .replace("LONG: {alias_of: BUY}", "LONG: {alias_of: BUY, since: 2}")
          .replace("FIRM: 0}", "FIRM: 0, OLD: {bit: 1, since: 2}}")
          .replace("default: 4}", "default: 4}, z: {type: i32, since: 2, default: 5}")
          .replace(
              "side: Side}}\n",
              "side: Side, other: {type: Side, since: 2, default: SELL}, name: {type: 'char[4]',"
                  + " since: 2, default: new}, parts: {type: 'Part[2]', since: 2}, part: {type:"
                  + " Part, since: 2}, list: {type: 'u8[<=3]', since: 2}}}\n"
                  + "  Part: {since: 2, fields: {weight: {type: u16, default: 7}}}\n"
                  + "  Trade: {id: 3, since: 2, fields: {sign: u8}}\n")
          .replace("spare: {reserved: 4}", "late: {type: u32, since: 2, in_reserved: true}")
          .replace("BUY: u32}", "BUY: u32, SHORT: {type: u16, since: 2}}")
          .replace("functions:\n", "functions:\n  close: {since: 2}\n")
          .replace(
              "exports:\n",
              "exports:\n  two: {params: {side: Side}, returns: Side, on_error: BUY, since: 2}\n")
          .replace("callbacks:\n", "callbacks:\n  OnPart: {params: {part: Part}, since: 2}\n")
          .replace("[Order]", "[Trade, Order]")
          .replace(
              "point: Point}}",
              "point: Point, part: {struct: Part, since: 2}, trades: {queue: [Trade, Order],"
                  + " capacity: 4KiB, since: 2}}}")
          .replace("regions:\n", "regions:\n  More: {since: 2, contents: {part: Part}}\n");

  @TempDir private Path folder;

  private CompiledSchema compile(String text, String name) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    return SchemaCompiler.compile(Files.writeString(own.resolve("grown.tenon.yaml"), text));
  }

  @Test
  void sourcesThatFollowTheAdviceCompileAgainstTheNextVersion() throws IOException {
    UserSources user = new UserSources(compile(FIRST, "first"), folder);

    Outcome outcome = user.against(compile(SECOND, "second"), "grown");

    assertThat(outcome.isLasting()).as(outcome.toString()).isTrue();
    assertThat(outcome.fragileJava()).contains("does not cover all possible input values");
    assertThat(outcome.fragileC()).contains("missing initializer", "not handled in switch");
  }

  @Test
  void whatIsAppendedIsToldWithWhatItBreaks() throws IOException {
    CompiledSchema first = compile(FIRST, "first");
    CompiledSchema second = compile(SECOND, "second");

    assertThat(
            new ChangeReport(second.schema(), second.layouts())
                .against(Contract.of(first.schema(), first.layouts()), Breaks.SOME_SOURCE))
        .extracting(Diagnostic::message)
        .containsExactlyInAnyOrder(
            "value 'Side.SHORT' was added in version 2",
            "arm 'Body.SHORT' was added in version 2",
            "field 'Point.z' was added in version 2",
            "field 'Order.other' was added in version 2",
            "field 'Order.name' was added in version 2",
            "field 'Order.parts' was added in version 2",
            "field 'Order.part' was added in version 2",
            "field 'Order.list' was added in version 2",
            "field 'Quote.late' was added in version 2",
            "message 'Trade' was appended to section 'Feed.orders'");
  }

  /** Of two defaults that a class would inherit, Java does not choose one. */
  @Test
  void aMessageThatComesToTwoQueuesIsToldToBreakHandlersOfBoth() throws IOException {
    CompiledSchema first = compile(FIRST, "first");
    CompiledSchema second = compile(SECOND.replace("[Quote, Order]", "[Quote, Order, Trade]"), "b");
    UserSources user = new UserSources(first, folder);

    assertThat(user.against(second, "both").fragileJava()).contains("inherits unrelated defaults");
    assertThat(
            new ChangeReport(second.schema(), second.layouts())
                .against(Contract.of(first.schema(), first.layouts()), Breaks.SOME_SOURCE))
        .extracting(Diagnostic::message)
        .filteredOn(message -> message.startsWith("message"))
        .containsExactlyInAnyOrder(
            "message 'Trade' was appended to section 'Feed.orders'",
            "message 'Trade' was appended to section 'Book.orders'");
  }

  @ParameterizedTest
  @CsvSource({"Feed$OrdersHandler, onOrder", "GrownExports, one", "GrownExports$Raw, oneRaw"})
  void anInterfaceKeepsTheAbstractMethodsOfItsFirstVersion(String type, String method)
      throws IOException {
    Class<?> grown = GeneratedJava.of(compile(SECOND, "second")).type(type);

    assertThat(grown.getMethods())
        .filteredOn(one -> Modifier.isAbstract(one.getModifiers()))
        .extracting(Method::getName)
        .containsExactly(method);
  }

  @ParameterizedTest
  @CsvSource({"GrownExports, two", "GrownExports$Raw, twoRaw"})
  void anAppendedExportThrowsUnlessOverridden(String type, String method) throws IOException {
    Class<?> grown = GeneratedJava.of(compile(SECOND, "second")).type(type);
    Object implementation =
        Proxy.newProxyInstance(
            grown.getClassLoader(), new Class<?>[] {grown}, InvocationHandler::invokeDefault);
    Method appended =
        Stream.of(grown.getMethods())
            .filter(one -> one.getName().equals(method))
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(
            () -> appended.invoke(implementation, type.endsWith("Raw") ? (Object) 1 : null))
        .cause()
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("export 'two' of version 2 of the contract is not implemented");
  }

  @Test
  void aValueOfAnEarlierVersionHasTheDefaultsOfWhatCameLater() throws Exception {
    GeneratedJava grown = GeneratedJava.of(compile(SECOND, "second"));
    Class<?> value = grown.type("Order$Value");
    Object buy = grown.constant("Side", "BUY");

    Object made = value.getMethod("of", long.class, buy.getClass()).invoke(null, 9L, buy);

    assertThat(made)
        .hasToString(
            "Value[size=9, side=BUY, other=SELL, name=new, parts=[Value[weight=7],"
                + " Value[weight=7]], part=Value[weight=7], list=[]]")
        .isEqualTo(value.getConstructor(long.class, buy.getClass()).newInstance(9L, buy));
    Object changed = value.getMethod("withSize", long.class).invoke(made, 8L);
    assertThat(changed).hasToString(made.toString().replace("size=9", "size=8"));
    assertThat(value.getMethod("withList", List.class).invoke(made, List.of(1, 2)).toString())
        .endsWith("list=[1, 2]]");
  }

  @Test
  void aFieldThatTakesTheRecordFromItsStructIsTold() throws IOException {
    CompiledSchema first = compile(FIRST, "first");
    CompiledSchema second =
        compile(
            FIRST
                .replace("version: 1", "version: 2")
                .replace(
                    "unions: {", "unions: {Either: {since: 2, arms: {whole: u32, part: f32}}, ")
                .replace("default: 4}", "default: 4}, either: {type: Either, since: 2}"),
            "second");

    assertThat(
            new ChangeReport(second.schema(), second.layouts())
                .against(Contract.of(first.schema(), first.layouts()), Breaks.SOME_SOURCE))
        .extracting(Diagnostic::message)
        .contains("struct 'Point' has no record Value in Java any more");
  }

  @Test
  void theLastLimitThatTakesAFunctionFromCIsTold() throws IOException {
    String limited = FIRST.replace("{x: i32,", "{x: {type: i32, min: 1},");
    CompiledSchema first = compile(limited, "first");
    UserSources user = new UserSources(first, folder);
    Contract lock = Contract.of(first.schema(), first.layouts());
    for (String free : List.of("{x: i32,", "{x: {type: i32, min: -2147483648},")) {
      CompiledSchema second = compile(FIRST.replace("{x: i32,", free), "second" + free.length());

      assertThat(user.against(second, "free" + free.length()).lastingC())
          .contains("gr_point_validate");
      assertThat(
              new ChangeReport(second.schema(), second.layouts()).against(lock, Breaks.SOME_SOURCE))
          .extracting(Diagnostic::message)
          .containsExactly("struct 'Point' has no function that validates it in C any more");
    }
  }
}
