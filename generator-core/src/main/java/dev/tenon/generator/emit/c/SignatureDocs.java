// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.ParameterType.HandlePointer;
import dev.tenon.generator.schema.ParameterType.Reference;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.ParameterType.Text;
import java.util.stream.Collectors;

/** Says of each parameter how long it is valid, who copies what, and whether it may be NULL. */
final class SignatureDocs {

  /** Lifetime of a text that Java returned. */
  private static final String TEXT_OF_JAVA =
      "valid until this thread receives another text from Java";

  private SignatureDocs() {}

  /** Describes every parameter about which there is something to say. */
  static DocComment parameters(DocComment comment, Invocable owner) {
    for (Parameter parameter : owner.signature().parameters()) {
      comment.parameter(CNames.parameter(owner, parameter), parameter(owner, parameter));
    }
    return comment;
  }

  private static String parameter(Invocable owner, Parameter parameter) {
    return CComments.continued(
        CComments.join(parameter.doc(), CComments.unit(parameter.unit())), rule(owner, parameter));
  }

  private static String rule(Invocable owner, Parameter parameter) {
    ParameterType type = parameter.type();
    if (type instanceof Text text) {
      return "UTF-8, valid during the call; " + presence(text);
    } else if (type instanceof StructPointer pointer) {
      return (pointer.constant() ? "" : "in and out, ")
          + "valid during the call; "
          + presence(pointer);
    } else if (type instanceof ArrayPointer array) {
      return "%s elements, %svalid during the call; NULL only for no elements"
          .formatted(
              CNames.parameter(owner, owner.signature().parameter(array.count())),
              array.constant() ? "" : "in and out, ");
    } else if (type instanceof CallbackPointer callback) {
      return callback.kept()
          ? "copied by the receiver, which calls its release once, after the last call; never NULL"
          : "valid during the call; never NULL";
    } else if (type instanceof HandlePointer handle) {
      return presence(handle);
    }
    return count(owner, parameter);
  }

  /**
   * Describes the result of a call of Java.
   *
   * @param failure what C gets when there is no answer
   * @param when there is none
   */
  static String answer(ParameterType returns, String failure, String when) {
    String text = failure + " " + when;
    if (!(returns instanceof Reference reference)) {
      return text;
    }
    if (reference.optional()) {
      text += "; may be NULL";
    } else {
      text += failure.equals("NULL") ? ", otherwise never NULL" : "; never NULL";
    }
    return returns instanceof Text ? CComments.continued(TEXT_OF_JAVA, text) : text;
  }

  /** Describes whether a pointer can be NULL. */
  static String presence(Reference type) {
    return type.optional() ? "may be NULL" : "never NULL";
  }

  private static String count(Invocable owner, Parameter parameter) {
    String arrays =
        owner.signature().parameters().stream()
            .filter(
                other ->
                    other.type() instanceof ArrayPointer array
                        && array.count().equals(parameter.name()))
            .map(other -> CNames.parameter(owner, other))
            .collect(Collectors.joining(" and "));
    return arrays.isEmpty() ? "" : "number of elements of " + arrays;
  }
}
