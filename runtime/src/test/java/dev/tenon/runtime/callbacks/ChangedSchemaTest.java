// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tenon.runtime.callback.LibraryMismatchException;
import dev.tenon.runtime.callback.LibraryNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library that was built from another version of the schema is refused, and it is said why. */
class ChangedSchemaTest {

  private static String refusal(ChangedServices changed) throws IOException {
    Path library = changed.library();
    Throwable thrown = catchThrowable(() -> Services.load(library));
    assertThat(thrown).isInstanceOf(LibraryMismatchException.class);
    return thrown.getMessage();
  }

  @Test
  void sameSchemaBuiltAnotherWayIsLoaded() throws Exception {
    Services services = Services.load(new ChangedServices("same").library());
    assertThat(services.priceThrough(1, 2, 3)).as("nothing is bound").isNaN();
  }

  @Test
  void documentationVersionAndOnErrorAreNoDifference() throws Exception {
    Services services =
        Services.load(
            new ChangedServices("documentation")
                .with("doc: Java for a C program", "doc: Something else")
                .with("version: 1", "version: 2")
                .with("on_error: -77", "on_error: -78")
                .library());
    assertThat(services.priceThrough(1, 2, 3)).isNaN();
  }

  @Test
  void otherFieldTypeIsNamedWithItsStruct() throws Exception {
    assertThat(
            refusal(
                new ChangedServices("field")
                    .with("      quantity: u32\n", "      quantity: i32\n")))
        .contains("Order")
        .contains("quantity")
        .contains("u32")
        .contains("i32");
  }

  @Test
  void otherLayoutIsNamedWithBothOffsets() throws Exception {
    assertThat(
            refusal(
                new ChangedServices("layout")
                    .with("      price: f64\n", "      flag: u8\n      price: f64\n")))
        .contains("Order")
        .contains("price")
        .contains("8")
        .contains("16");
  }

  @Test
  void otherSignatureOfAFunctionIsNamedWithBoth() throws Exception {
    assertThat(
            refusal(
                new ChangedServices("function")
                    .with("price_through: {params: {id: u64,", "price_through: {params: {id: u32,")
                    .define("ID_TYPE=uint32_t")))
        .contains("price_through")
        .contains("u64 id")
        .contains("u32 id");
  }

  @Test
  void functionWrittenForAnotherVersionDoesNotCompile() throws Exception {
    ChangedServices changed =
        new ChangedServices("prototype")
            .with("price_through: {params: {id: u64,", "price_through: {params: {id: u32,");
    assertThatThrownBy(changed::library)
        .hasMessageContaining("conflicting types")
        .hasMessageContaining("svc_price_through");
  }

  @Test
  void otherParameterNameIsADifferenceToo() throws Exception {
    assertThat(
            refusal(
                new ChangedServices("parameter")
                    .with("greet_through: {params: {name:", "greet_through: {params: {who:")))
        .contains("greet_through")
        .contains("who");
  }

  @Test
  void otherResultOfACallbackIsNamed() throws Exception {
    assertThat(
            refusal(
                new ChangedServices("callback")
                    .with("{number: i32}, returns: i32", "{number: i32}, returns: i64")))
        .contains("OnStep")
        .contains("i64");
  }

  @Test
  void otherThreadRuleOfACallbackIsNamed() throws Exception {
    assertThat(
            refusal(
                new ChangedServices("threads")
                    .with(
                        "{number: i32}, returns: i32",
                        "{number: i32}, threads: same, returns: i32")))
        .contains("OnStep")
        .contains("same");
  }

  @Test
  void parameterThatMayBeNullIsNamed() throws Exception {
    assertThat(
            refusal(
                new ChangedServices("optional")
                    .with("order: const Order*", "order: {type: const Order*, optional: true}")))
        .contains("price_of")
        .contains("const Order* optional order");
  }

  @Test
  void otherSignatureOfAnExportIsNamed() throws Exception {
    assertThat(
            refusal(
                new ChangedServices("export")
                    .with("fail: {params: {kind: i32}", "fail: {params: {kind: i32, more: u8}")))
        .contains("fail")
        .contains("u8 more");
  }

  @Test
  void functionThatTheLibraryDoesNotKnowIsNamedOnceAsDeclaredAndOnceAsMissing() throws Exception {
    String message =
        refusal(
            new ChangedServices("removed")
                .with("  greet_through: {params: {name: string}, returns: string}\n", "")
                .define("WITHOUT_GREETING"));
    assertThat(message).contains("greet_through function").contains("svc_greet_through");
  }

  @Test
  void functionThatNobodyWroteIsMissingByItsSymbol() throws Exception {
    assertThat(refusal(new ChangedServices("missing").define("WITHOUT_GREETING")))
        .contains("svc_greet_through")
        .doesNotContain("svc_price_through");
  }

  @Test
  void allDifferencesAreNamedInOneMessage() throws Exception {
    assertThat(
            refusal(
                new ChangedServices("everything")
                    .with("      quantity: u32\n", "      quantity: i32\n")
                    .with("{number: i32}, returns: i32", "{number: i32}, returns: i64")
                    .with("fail: {params: {kind: i32}", "fail: {params: {kind: u8}")
                    .with("  greet_through: {params: {name: string}, returns: string}\n", "")
                    .define("WITHOUT_GREETING")))
        .contains("Order", "OnStep", "fail", "svc_greet_through");
  }

  @Test
  void libraryOfAnotherSchemaIsRefused() {
    assertThatThrownBy(() -> Services.load(CBuild.library("events")))
        .isInstanceOf(LibraryMismatchException.class)
        .hasMessageContaining("svc_abi");
  }

  @Test
  void fileThatIsNoLibraryIsRefusedWithTheReason(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> Services.load(folder.resolve("absent.so")))
        .isInstanceOf(LibraryNotFoundException.class)
        .hasMessageContaining("absent.so");
    Path text = Files.writeString(folder.resolve("text.so"), "no library");
    assertThatThrownBy(() -> Services.load(text))
        .isInstanceOf(LibraryNotFoundException.class)
        .hasMessageContaining("text.so");
    assertThatThrownBy(() -> Services.loadLibrary("tenon-test-absent"))
        .isInstanceOf(LibraryNotFoundException.class)
        .hasMessageContaining("tenon-test-absent");
  }
}
