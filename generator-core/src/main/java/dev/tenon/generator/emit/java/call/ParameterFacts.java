// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import dev.tenon.generator.emit.java.call.CallSignature.CallParameter;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.naming.JavaScalar;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.ParameterType.HandlePointer;
import dev.tenon.generator.schema.ParameterType.Reference;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.ParameterType.Text;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;

/** Documentation of a parameter's type: range, ownership, lifetime. */
final class ParameterFacts {

  private static final String SHORT_LIVED = "valid during the call";

  private final JavaTypes types;
  private final boolean fromC;

  private ParameterFacts(JavaTypes types, boolean fromC) {
    this.types = types;
    this.fromC = fromC;
  }

  /** Facts for who implements a method that C calls. */
  static ParameterFacts fromC(JavaTypes types) {
    return new ParameterFacts(types, true);
  }

  /** Facts for who calls a method that C implements. */
  static ParameterFacts toC(JavaTypes types) {
    return new ParameterFacts(types, false);
  }

  String of(CallSignature signature, CallParameter parameter) {
    ParameterType type = parameter.parameter().type();
    if (type instanceof ByValue value) {
      return value(value.type());
    } else if (type instanceof StructPointer pointer) {
      return memory(pointer.constant()) + orNull(pointer);
    } else if (type instanceof ArrayPointer array) {
      return memory(array.constant()) + length(signature, parameter);
    } else if (type instanceof Text text) {
      return fromC ? "a copy" + orNull(text) : maybe(text);
    } else if (type instanceof CallbackPointer callback) {
      return callback(callback);
    } else if (type instanceof HandlePointer handle) {
      return fromC ? "borrowed, " + SHORT_LIVED + orNull(handle) : maybe(handle);
    }
    return fromC ? "an address, without a size" : "may be null; C sees the address only";
  }

  /** Facts of a result. */
  String ofResult(ParameterType type) {
    if (type instanceof ByValue value) {
      return value.type() instanceof StructType
          ? fromC ? "what C gets a copy of, not null" : "in memory of the allocator"
          : value(value.type());
    } else if (type instanceof HandlePointer handle) {
      String owner = handle.handle().release().isPresent() ? "to be closed" : "borrowed";
      return fromC ? maybe(handle) : owner + (handle.optional() ? "; null if C returns NULL" : "");
    }
    Text text = (Text) type;
    return fromC
        ? (text.optional() ? "may be null; " : "") + "C has it until it gets the next text"
        : "a copy" + orNull(text);
  }

  private static String orNull(Reference type) {
    return type.optional() ? "; may be null" : "";
  }

  private static String maybe(Reference type) {
    return type.optional() ? "may be null" : "";
  }

  private String value(Type type) {
    if (type instanceof FlagsType flags) {
      return "masks of {@link " + types.link(flags) + "}";
    } else if (type instanceof EnumType) {
      return "";
    } else if (type instanceof StructType) {
      return fromC ? "a copy, " + SHORT_LIVED : "copied";
    }
    return JavaScalar.of((ScalarType) type).range();
  }

  private String memory(boolean constant) {
    if (fromC) {
      return constant ? "read-only, " + SHORT_LIVED : SHORT_LIVED;
    }
    return constant ? "native memory, which C reads" : "native memory, which C reads and writes";
  }

  private String length(CallSignature signature, CallParameter parameter) {
    if (fromC) {
      return "";
    }
    CallParameter first = signature.arraysOf(signature.countOf(parameter)).get(0);
    return first == parameter
        ? "; null for no elements"
        : "; as many elements as {@code " + first.name() + "}";
  }

  private String callback(CallbackPointer callback) {
    if (fromC) {
      return callback.kept()
          ? "valid until it is closed, which it has to be: it is a {@code NativeCallback}"
          : SHORT_LIVED;
    }
    return callback.kept()
        ? "may be called until C releases it, also after this call"
        : "called during this call only";
  }
}
