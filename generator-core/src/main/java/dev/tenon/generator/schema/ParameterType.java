// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

/** Type of a parameter. Besides values that a field can hold, a call can pass pointers. */
public sealed interface ParameterType {

  /** The type as an author spells it. */
  String spelling();

  /** Whether it is an enum, which both languages hand over as a number. */
  default boolean isEnum() {
    return this instanceof ByValue value && value.type() instanceof EnumType;
  }

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

  /** One object, to which C has a pointer. It is never null unless the author says so. */
  sealed interface Reference extends ParameterType permits Text, StructPointer, HandlePointer {

    /** Whether null can stand for none. */
    boolean optional();

    /** The same type, with null for none. */
    Reference orNull();

    /** The type without regard to null. */
    String object();

    @Override
    default String spelling() {
      return object() + (optional() ? " optional" : "");
    }
  }

  /** {@code string}: NUL-terminated UTF-8, copied by the receiver. */
  record Text(boolean optional) implements Reference {
    @Override
    public Text orNull() {
      return new Text(true);
    }

    @Override
    public String object() {
      return "string";
    }
  }

  /** {@code T*} or {@code const T*}: a struct of the caller's. */
  record StructPointer(StructType struct, boolean constant, boolean optional) implements Reference {
    @Override
    public StructPointer orNull() {
      return new StructPointer(struct, constant, true);
    }

    @Override
    public String object() {
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

  /** An opaque object of C. */
  record HandlePointer(HandleType handle, boolean optional) implements Reference {
    @Override
    public HandlePointer orNull() {
      return new HandlePointer(handle, true);
    }

    @Override
    public String object() {
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
