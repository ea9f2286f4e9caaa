// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.names.NameScope.Language;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.naming.JavaScalar;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.ParameterType.HandlePointer;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.ParameterType.Text;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Signature;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of calls in generated Java: methods by signature, parameters within a method. */
final class JavaCalls {

  private JavaCalls() {}

  /** Checks the parameters of one method. */
  static void parameters(Check check, Invocable invocable) {
    NameScope scope = new NameScope(check, Language.JAVA);
    Set<String> counts = counts(invocable.signature());
    for (Parameter parameter : GivenNameRule.usable(invocable.signature().parameters())) {
      if (!counts.contains(parameter.name())) {
        scope.claim(parameter, JavaNames.member(parameter));
      }
    }
  }

  /** Signature of the method through which Java is called, or calls. */
  static String method(Invocable invocable, Signature signature) {
    List<String> types = new ArrayList<>();
    boolean allocates =
        invocable instanceof NativeFunction
            && signature.returns().orElse(null) instanceof ByValue value
            && value.type() instanceof StructType;
    if (allocates) {
      types.add("SegmentAllocator");
    }
    Set<String> counts = counts(signature);
    signature.parameters().stream()
        .filter(parameter -> !counts.contains(parameter.name()))
        .forEach(parameter -> types.add(type(parameter.type())));
    return "%s(%s)".formatted(JavaNames.member(invocable), String.join(", ", types));
  }

  /** Names of the parameters that Java does not have. */
  private static Set<String> counts(Signature signature) {
    Set<String> counts = new HashSet<>();
    for (Parameter parameter : signature.parameters()) {
      if (parameter.type() instanceof ArrayPointer array) {
        counts.add(array.count());
      }
    }
    return counts;
  }

  private static String type(ParameterType type) {
    if (type instanceof ByValue value) {
      return type(value.type());
    } else if (type instanceof StructPointer pointer) {
      return JavaNames.type(pointer.struct());
    } else if (type instanceof ArrayPointer array && array.element() instanceof StructType struct) {
      return JavaNames.type(struct) + ".Array";
    } else if (type instanceof Text) {
      return "String";
    } else if (type instanceof CallbackPointer pointer) {
      return JavaNames.type(pointer.callback());
    } else if (type instanceof HandlePointer pointer) {
      return JavaNames.type(pointer.handle());
    }
    return "MemorySegment";
  }

  private static String type(Type type) {
    if (type instanceof StructType struct) {
      return JavaNames.type(struct);
    } else if (type instanceof EnumType named) {
      return JavaNames.type(named);
    }
    return JavaScalar.of(ScalarType.holding(type)).value().toString();
  }

  /** Types of the arguments as the linker passes them on. */
  static String carriers(Signature signature) {
    return String.join(
        ", ", signature.parameters().stream().map(parameter -> carrier(parameter.type())).toList());
  }

  private static String carrier(ParameterType type) {
    if (!(type instanceof ByValue value)) {
      return "long";
    } else if (value.type() instanceof StructType) {
      return "MemorySegment";
    }
    return JavaScalar.of(ScalarType.holding(value.type())).register().type().toString();
  }
}
