// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.Optional;

/**
 * How values of one type cross between Java and C, in both directions. Functions, callbacks,
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

  /** What the user's code sees. */
  TypeName javaType();

  /** What carries an argument that Java hands over. */
  Carrier argument();

  /** What carries an argument that C hands over, and a result of either. */
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
   * What shows an argument until the call of Java is over.
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
