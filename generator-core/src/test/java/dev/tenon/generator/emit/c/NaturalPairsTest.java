// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.testing.GeneratedJava;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that an author would give side by side, of which one is generated because of another. */
class NaturalPairsTest {

  private static final String HEAD =
      """
      tenon: 1
      schema: market
      version: 2
      java: {package: com.example.pairs}
      c: {prefix: mkt}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A region beside messages that are called after what is done with it.
        """
        structs:
          Quote: {id: 1, fields: {price: f64}}
          MarketOpen: {id: 2, fields: {at: i64}}
          MarketClose: {id: 3, fields: {at: i64}}
          MarketLayout: {id: 4, fields: {at: i64}}
          MarketSections: {id: 5, fields: {at: i64}}
          MarketDescriptor: {id: 6, fields: {at: i64}}
          MarketSizes: {id: 7, fields: {at: i64}}
          MarketAllocate: {id: 8, fields: {at: i64}}
          MarketDiscard: {id: 9, fields: {at: i64}}
          MarketEventsDispatch: {id: 10, fields: {at: i64}}
          MarketRemove: {id: 11, fields: {at: i64, notes: 'u32[<=2]'}}
        regions:
          Market:
            contents:
              events: {queue: [Quote, MarketOpen, MarketRemove], capacity: 4KiB}
              open: MarketOpen
        """,
        // A field beside the union that it holds.
        """
        enums: {Kind: {type: u8, values: {MOVE: 1, SAY: 2}}}
        structs: {Command: {fields: {kind: Kind, body: {type: CommandBody, tag: kind}}}}
        unions: {CommandBody: {tag: Kind, arms: {MOVE: f64, SAY: 'char[16]'}}}
        """,
        // A text beside a struct that is called after it.
        """
        structs:
          Order: {fields: {note: 'char[16]', account: OrderNote}}
          OrderNote: {fields: {length: u32, text: 'char[8]'}}
          OrderSetNote: {fields: {x: u32}}
          OrderNoteLength: {fields: {x: u32}}
        """,
        // A list beside its count, and what adds to it.
        """
        structs:
          Book:
            fields: {bids_count: u32, bids: 'u32[<=4]', add_bids: u32, clear_bids: u8, bids_at: i64}
          BookBidsCount: {fields: {x: u32}}
          BookAddBids: {fields: {x: u32}}
        """,
        // What checks an order.
        """
        structs:
          Order: {fields: {price: {type: f64, min: 0}}}
          OrderValidate: {fields: {order: Order}}
        """,
        // A constant beside an enum with such a value, and beside a struct.
        """
        constants:
          SIDE_COUNT: {type: u32, value: 2}
          ORDER_SIZE: {type: u32, value: 2}
          SCHEMA_VERSION: {type: u32, value: 2}
        enums: {Side: {type: u8, values: {BUY: 1, SELL: 2, COUNT: 3}}}
        structs: {Order: {fields: {price: f64}}, SideValue: {fields: {x: u32}}}
        """,
        // A struct that grew beside one that is called after its state.
        """
        structs:
          Order: {fields: {price: f64, tag: {type: u64, since: 2}}}
          OrderComplete: {fields: {price: f64}}
          OrderUpgrade: {since: 2, fields: {price: f64}}
        """,
        // A callback beside what is called after its events.
        """
        callbacks: {Tick: {params: {at: u64, price: f64}, batch: 8}}
        structs:
          TickBatch: {fields: {x: u32}}
          TickListeners: {fields: {x: u32}}
          TickStub: {fields: {x: u32}}
          Market: {fields: {x: u32}}
          MarketAbi: {fields: {x: u32}}
        functions: {tick_register: {params: {x: i32}}, tick_emit: {}}
        """,
        // An enum beside its number, bits beside a field.
        """
        enums: {Mode: {type: u8, values: {OFF: 0, ON: 1, UNRECOGNIZED: 2}}}
        structs:
          Device:
            fields:
              mode: Mode
              mode_raw: u8
              control: {type: u16, bits: {low: 0..3, high: 4..7}}
              control_low: {type: u16, order: big}
              ready: {type: u32, atomic: true}
              get_and_set_ready: u32
              ready_plain: u8
        """,
        // A section of a region beside messages, and types that are called after its queue.
        """
        structs:
          Quote: {id: 1, fields: {price: f64}}
          QuotesQueue: {fields: {x: u32}}
          QuotesHandler: {fields: {x: u32}}
          FeedQuotesPoll: {fields: {x: u32}}
          FeedGetQuotes: {fields: {x: u32}}
        regions: {Feed: {contents: {quotes: {queue: [Quote], capacity: 4KiB}, close: QuotesQueue}}}
        """,
        // Exports beside what starts Java.
        """
        exports:
          price_of: {params: {id: u32}, returns: f64, on_error: 0}
          java_start: {params: {x: i32}}
          bind: {params: {a: u64, b: u64, c: i32, d: u64, e: u64}}
        structs:
          MarketExports: {fields: {x: u32}}
          PriceOfFunction: {fields: {x: u32}}
          PriceOfViews: {fields: {x: u32}}
        """,
        // The facade's own methods, and constants of the schema.
        """
        handles: {Session: {release: close_session}}
        functions:
          close_session: {params: {session: Session}}
          load_library: {params: {name: string}}
          abi: {}
        structs: {MarketConstants: {fields: {x: u32}}, SessionStub: {fields: {x: u32}}}
        """,
        // Arms beside what the class of a union has itself.
        """
        enums: {Kind: {type: u8, values: {TAG: 1, UNKNOWN: 2, BODY: 3, TEXT: 4, SELECT_POINT: 5, POINT: 6}}}
        unions:
          Body:
            tag: Kind
            arms: {TAG: u8, UNKNOWN: u8, BODY: u8, TEXT: 'char[4]', SELECT_POINT: u8, POINT: Point}
        structs:
          Point: {fields: {x: u8}}
          Holder: {fields: {kind: Kind, body: {type: Body, tag: kind}, body_text: 'char[4]'}}
        """,
      })
  void compileInBothLanguages(String declarations) {
    CompiledSchema compiled = SchemaCompiler.compile("market.tenon.yaml", HEAD + declarations);
    List<OutputFile> files = Fixtures.generate(compiled);
    Fixtures.write(files, folder);

    assertThat(files)
        .filteredOn(file -> file.path().endsWith(".h") || file.path().endsWith(".c"))
        .allSatisfy(
            file -> {
              Command.Result result =
                  Compiler.c11()
                      .check(
                          folder.resolve(file.path()),
                          folder.resolve("include"),
                          Fixtures.runtime().resolve("include"));
              assertThat(result.status()).as(result.output()).isZero();
            });
    assertThat(GeneratedJava.of(compiled).files()).isNotEmpty();
    assertThat(compiled.warnings())
        .extracting(Diagnostic::code)
        .contains(DiagnosticCode.UNREADABLE_NAME);
  }
}
