// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.ForeignApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Linker descriptor of a function.
 *
 * @param result empty for {@code void}
 */
record Descriptor(Optional<Carrier> result, List<Carrier> arguments) {

  Descriptor {
    arguments = List.copyOf(arguments);
  }

  /** The same with one argument more in front. */
  Descriptor after(Carrier first) {
    List<Carrier> all = new ArrayList<>(List.of(first));
    all.addAll(arguments);
    return new Descriptor(result, all);
  }

  /** The expression that makes a {@code FunctionDescriptor}. */
  CodeBlock code(CallScope scope) {
    List<CodeBlock> layouts = new ArrayList<>();
    result.ifPresent(carrier -> layouts.add(scope.layout(carrier)));
    arguments.forEach(carrier -> layouts.add(scope.layout(carrier)));
    return CodeBlock.of(
        "$T.$L($L)",
        ForeignApi.FUNCTION_DESCRIPTOR,
        result.isPresent() ? "of" : "ofVoid",
        CodeBlock.join(layouts, ",$W"));
  }
}
