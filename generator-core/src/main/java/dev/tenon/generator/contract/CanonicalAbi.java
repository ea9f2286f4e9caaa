// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Signature;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Everything that a call between the languages depends on, as text: a line for each handle and each
 * signature, then the layout of every type that a signature hands over. A library carries it, and
 * Java compares it with its own when it loads the library; where they differ, the first word of the
 * differing line names the culprit.
 *
 * <p>What C gets when Java throws, how many listeners there can be and how events are collected is
 * no matter of the calling convention and is not in it.
 */
public final class CanonicalAbi {

  private static final String FORMAT = "tenon-abi 1";

  private final CanonicalLines lines;

  private CanonicalAbi(Schema schema, Layouts layouts) {
    this.lines = new CanonicalLines(schema, layouts);
    lines.line("%s", FORMAT);
    lines.line("schema %s", schema.name());
  }

  /** Returns how the two languages call each other in a schema. */
  public static LayoutText of(Schema schema, Layouts layouts) {
    CanonicalAbi abi = new CanonicalAbi(schema, layouts);
    schema.handles().forEach(abi::handle);
    schema.callbacks().forEach(abi::callback);
    schema.functions().forEach(abi::function);
    schema.exports().forEach(abi::export);
    return new LayoutText(abi.lines.finish());
  }

  private void handle(HandleType handle) {
    lines.line(
        "%s handle%s", handle.name(), handle.release().map(name -> " release " + name).orElse(""));
  }

  private void callback(Callback callback) {
    lines.line(
        "%s threads %s",
        called("callback", callback), callback.threads().name().toLowerCase(Locale.ROOT));
  }

  private void function(NativeFunction function) {
    lines.line("%s", called("function", function));
  }

  private void export(Export export) {
    lines.line("%s", called("export", export));
  }

  private String called(String kind, Invocable invocable) {
    Signature signature = invocable.signature();
    signature.parameters().forEach(parameter -> reach(parameter.type(), lines));
    signature.returns().ifPresent(type -> reach(type, lines));
    return "%s %s (%s) -> %s"
        .formatted(
            invocable.name(),
            kind,
            signature.parameters().stream()
                .map(CanonicalAbi::spelling)
                .collect(Collectors.joining(", ")),
            signature.returns().map(ParameterType::spelling).orElse("void"));
  }

  private static String spelling(Parameter parameter) {
    return parameter.type().spelling() + " " + parameter.name();
  }

  /** Notes the data type that is handed over, if any. */
  static void reach(ParameterType type, CanonicalLines lines) {
    if (type instanceof ByValue value) {
      lines.reach(value.type());
    } else if (type instanceof StructPointer pointer) {
      lines.reach(pointer.struct());
    } else if (type instanceof ArrayPointer array) {
      lines.reach(array.element());
    }
  }
}
