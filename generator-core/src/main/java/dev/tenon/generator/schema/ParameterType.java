// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

/** What a parameter can be. A call can hand over more than a field can hold: pointers. */
public sealed interface ParameterType {

  /** The type as an author spells it. */
  String spelling();

  /**
   * A copy.
   *
   * @param type a scalar, an enum, flags or a struct
   */
  record ByValue(Type type) implements ParameterType {
    @Override
    public String spelling() {
      return type.spelling();
    }
  }

  /** {@code string}: NUL-terminated UTF-8, copied by the receiver, or null. */
  record Text() implements ParameterType {
    @Override
    public String spelling() {
      return "string";
    }
  }

  /** {@code T*} or {@code const T*}: a struct of the caller's, or null. */
  record StructPointer(StructType struct, boolean constant) implements ParameterType {
    @Override
    public String spelling() {
      return (constant ? "const " : "") + struct.spelling() + "*";
    }
  }

  /**
   * {@code T[n]} or {@code const T[n]}: elements of the caller's, whose number is another parameter
   * of the same call. Null only with a count of zero.
   *
   * @param element a scalar, an enum, flags or a struct
   * @param count name of the parameter that holds the number of elements, an unsigned integer
   */
  record ArrayPointer(Type element, boolean constant, String count) implements ParameterType {
    @Override
    public String spelling() {
      return (constant ? "const " : "") + element.spelling() + "[" + count + "]";
    }
  }

  /**
   * A callback, never null.
   *
   * @param kept whether the receiver may call it after this call, until it calls {@code release};
   *     else it is valid during the call only
   */
  record CallbackPointer(Callback callback, boolean kept) implements ParameterType {
    @Override
    public String spelling() {
      return callback.name() + (kept ? " kept" : "");
    }
  }

  /** An opaque object of C, or null. */
  record HandlePointer(HandleType handle) implements ParameterType {
    @Override
    public String spelling() {
      return handle.name();
    }
  }

  /** {@code void*}: an address that the receiver makes sense of. */
  record UntypedPointer() implements ParameterType {
    @Override
    public String spelling() {
      return "void*";
    }
  }
}
