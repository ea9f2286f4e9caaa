// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.ChildJvm;
import dev.tenon.runtime.call.AbiText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of a library that is loaded. */
class NativeLibraryTest {
  private static final String ABI =
      """
      tenon-abi 1
      schema market
      version 3
      Feed handle release feed_close
      OnQuote callback (const Quote* quote, u32 sequence) -> i32 threads any
      feed_each function (OnQuote visitor, u32 times) -> i64
      feed_size function () -> u32
      Quote struct size 32 align 8
      Quote.bid f64 offset 8 size 8
      Quote.ask f64 offset 8 size 8
      Quote.sequence u64 offset 16 size 8
      """;

  @TempDir private Path directory;

  @Test
  void everyDifferenceAndEveryMissingSymbolIsNamed() {
    assertThatThrownBy(
            () ->
                NativeLibrary.load(
                    Fixture.LIBRARY, "market", "mkt_abi", ABI, "mkt_feed_each", "mkt_feed_size"))
        .isInstanceOf(LibraryMismatchException.class)
        .hasMessage(
            """
            %s does not fit this program:
              market v2 has OnQuote callback (const Quote* quote, u64 sequence) -> i32 threads any; \
            this program (v3) has OnQuote callback (const Quote* quote, u32 sequence) -> i32 \
            threads any
              market v2 has no feed_size; this program (v3) has feed_size function () -> u32
              market v2 has Quote.bid f64 offset 0 size 8; \
            this program (v3) has Quote.bid f64 offset 8 size 8
              market v2 has Quote.size u32 offset 24 size 4; this program (v3) has no Quote.size
              it has no function mkt_feed_size\
            """
                .formatted(Fixture.LIBRARY));
  }

  @Test
  void anotherContractVersionAloneIsNoDifference() {
    String newer =
        """
        tenon-abi 1
        schema market
        version 9
        """;
    assertThat(AbiText.differences("library", newer.replace("9", "8"), newer)).isEmpty();
  }

  @Test
  void libraryWithoutAbiTextIsRefused() {
    assertThatThrownBy(() -> NativeLibrary.load(Fixture.LIBRARY, "orders", "ord_abi", ABI))
        .isInstanceOf(LibraryMismatchException.class)
        .hasMessageContaining("it has no symbol ord_abi")
        .hasMessageContaining("schema orders");
  }

  @Test
  void libraryThatIsNotThereIsNamed() {
    Path missing = directory.resolve("libmissing.so");
    assertThatThrownBy(() -> NativeLibrary.load(missing, "market", "mkt_abi", ABI))
        .isInstanceOf(LibraryNotFoundException.class)
        .hasMessage("there is no library " + missing);
    assertThatThrownBy(() -> NativeLibrary.loadLibrary("missing-here", "m", "mkt_abi", ABI))
        .isInstanceOf(LibraryNotFoundException.class)
        .hasMessageContaining("libmissing-here.so")
        .hasMessageContaining("java.library.path");
  }

  @Test
  void fileThatIsNoLibraryIsRefusedWithTheSystemsReason() throws IOException {
    Path text = Files.writeString(directory.resolve("libtext.so"), "not a library".repeat(100));
    assertThatThrownBy(() -> NativeLibrary.load(text, "market", "mkt_abi", ABI))
        .isInstanceOf(LibraryNotFoundException.class)
        .hasMessageContaining("invalid ELF header");
  }

  @Test
  void deniedNativeAccessSaysWhatToAdd() {
    try (ChildJvm child =
        ChildJvm.start(
            List.of("--illegal-native-access=deny"), Denied.class, Fixture.LIBRARY.toString())) {
      assertThat(child.line())
          .contains("IllegalCallerException")
          .contains("--enable-native-access=ALL-UNNAMED");
      assertThat(child.exitCode()).isZero();
    }
  }

  /** Loads a library without being allowed to: path. */
  static final class Denied {
    public static void main(String[] arguments) {
      try {
        NativeLibrary.load(Path.of(arguments[0]), "market", "mkt_abi", ABI);
      } catch (IllegalCallerException e) {
        System.out.println(e);
      }
    }
  }
}
