// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.schema.ParameterType.Reference;
import java.util.Objects;
import java.util.Optional;

/**
 * Conversion of values of one type between Java and C, in both directions. Functions, callbacks,
 * callbacks of C and exports all ask here, and nowhere else does an emitter look at a type.
 */
sealed interface Marshaller
    permits ValueMarshaller,
        StructMarshaller,
        StructPointerMarshaller,
        ArrayMarshaller,
        TextMarshaller,
        CallbackMarshaller,
        HandleMarshaller,
        AddressMarshaller {

  /** Type in the user's code. */
  TypeName javaType();

  /** Carrier of an argument from Java. */
  Carrier argument();

  /** Carrier of an argument from C, and of a result of either. */
  default Carrier received() {
    return argument() == Carrier.Register.ADDRESS ? Carrier.Register.LONG : argument();
  }

  /** From Java to C, an argument. */
  CodeBlock toArgument(Outgoing value);

  /** From C to Java, an argument. */
  CodeBlock fromArgument(Incoming value);

  /**
   * From Java to C, a result.
   *
   * @param label how errors call the value
   */
  default CodeBlock toResult(String label, CodeBlock value) {
    throw new IllegalStateException(javaType() + " is not returned");
  }

  /**
   * From C to Java, a result.
   *
   * @param value a variable
   */
  default CodeBlock fromResult(String value) {
    throw new IllegalStateException(javaType() + " is not returned");
  }

  /**
   * From C to Java, a result that may be there or not, as the schema has it.
   *
   * @param name of what returned it
   */
  default CodeBlock checked(CodeBlock name, CodeBlock value) {
    return value;
  }

  /**
   * View of an argument during a call of Java.
   *
   * @param name of the parameter
   */
  default Optional<View> view(String name) {
    return Optional.empty();
  }

  /** Whether Java hands over an object that shows memory, and C gets the memory. */
  default boolean hasMemory() {
    return false;
  }

  /** That memory. */
  default CodeBlock memory(String name) {
    return memoryOrNull(name);
  }

  /** The same, of an object that may be null. */
  static CodeBlock memoryOrNull(String name) {
    return memoryOrNull(name, CodeBlock.of("$L.asSegment()", name));
  }

  /** The same with another expression for the memory. */
  static CodeBlock memoryOrNull(String name, CodeBlock memory) {
    return CodeBlock.of("$L == null$W? $T.NULL$W: $L", name, ForeignApi.MEMORY_SEGMENT, memory);
  }

  /** The number that C handed over as an address, which is one if it has to be. */
  static CodeBlock received(Reference type, String label, String variable) {
    return type.optional()
        ? CodeBlock.of("$L", variable)
        : CodeBlock.of("$T.received($S, $L)", CallbackApi.ARGUMENTS, label, variable);
  }

  /** Checks a result of Java, which is null only if it is optional. */
  static CodeBlock returned(Reference type, String label, CodeBlock value) {
    return type.optional() ? value : requireNonNull(value, label);
  }

  /** Checks a result of C, which is NULL only if it is optional. */
  static CodeBlock checked(Reference type, CodeBlock name, CodeBlock value) {
    return type.optional()
        ? value
        : CodeBlock.of("$T.notNull($L, $L)", CallbackApi.DOWNCALLS, name, value);
  }

  /** An object that Java hands over. */
  static CodeBlock requireNonNull(CodeBlock value, String label) {
    return CodeBlock.of("$T.requireNonNull($Z$L,$W$S)", Objects.class, value, label);
  }

  /** Whether an argument needs something that lives as long as the call of C. */
  default boolean needsFrame() {
    return false;
  }

  /**
   * A value that Java hands over.
   *
   * @param label how errors call it: the name of the Java parameter
   * @param variable what holds it
   * @param frame the variable that holds the frame of the call
   */
  record Outgoing(String label, String variable, String frame) {}

  /**
   * A value that C hands over.
   *
   * @param label the name of the Java parameter, also that of its view
   * @param variable what holds the carrier
   * @param views the variable that holds the views
   * @param count number of elements, for an array
   */
  record Incoming(String label, String variable, String views, CodeBlock count) {}
}
