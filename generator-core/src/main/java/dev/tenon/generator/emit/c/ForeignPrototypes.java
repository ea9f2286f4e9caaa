// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.CallbacksView.PrototypeView;
import dev.tenon.generator.emit.c.CallbacksView.TypeCheckView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.ParameterType.Text;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prototypes that foreign headers have to have. Each is declared once more, which a compiler
 * refuses when the two differ; a type that is another one on purpose is checked to be passed alike.
 */
final class ForeignPrototypes {

  private static final String VOID = "void";

  private final Schema schema;
  private final Layouts layouts;
  private final CTypes types;

  ForeignPrototypes(Schema schema, Layouts layouts) {
    this.schema = schema;
    this.layouts = layouts;
    this.types = new CTypes(schema);
  }

  List<PrototypeView> all() {
    return schema.functions().stream()
        .filter(function -> function.foreign().isPresent())
        .map(this::prototype)
        .toList();
  }

  private PrototypeView prototype(NativeFunction function) {
    String name = CNames.type(schema, function);
    List<String> parameters = new ArrayList<>();
    List<TypeCheckView> checks = new ArrayList<>();
    for (Parameter parameter : function.signature().parameters()) {
      Optional<String> given = parameter.cType();
      parameters.add(given.orElseGet(() -> types.result(parameter.type())));
      given.ifPresent(
          type -> check(name + ": " + parameter.name(), type, parameter.type(), checks));
    }
    Optional<ParameterType> returns = function.signature().returns();
    Optional<String> given = function.signature().cResult();
    String result = given.orElseGet(() -> returns.map(types::result).orElse(VOID));
    returns.ifPresent(
        type -> given.ifPresent(text -> check(name + ": the result", text, type, checks)));
    // In parentheses a name is no macro with parameters.
    return new PrototypeView(
        name,
        function.foreign().get().header(),
        CFunctions.head("extern " + result, "(" + name + ")", parameters.toArray(String[]::new)),
        checks);
  }

  private void check(String who, String text, ParameterType type, List<TypeCheckView> checks) {
    String given = text.strip();
    if (type instanceof ByValue value) {
      number(who, given, value, checks);
      return;
    }
    checks.add(
        new TypeCheckView(
            "sizeof((%1$s)0 == (void *)0) > 0 && sizeof(%1$s) == sizeof(void *)".formatted(given),
            who + " is not a pointer"));
    long bytes = pointee(type);
    if (bytes > 0 && given.endsWith("*") && !given.matches(".*\\bvoid\\b *(const *)?\\*")) {
      checks.add(
          new TypeCheckView(
              "sizeof(*(%s)0) == %d".formatted(given, bytes),
              who + " does not point to elements of " + bytes + " bytes"));
    }
  }

  /** Returns the bytes of what a pointer points to; 0 when that is not known. */
  private long pointee(ParameterType type) {
    if (type instanceof StructPointer pointer) {
      return layouts.size(pointer.struct());
    } else if (type instanceof ArrayPointer array) {
      return layouts.size(array.element());
    }
    return type instanceof Text ? 1 : 0;
  }

  /** The sign of an enum is up to a compiler; registers do not depend on it in 32 bits or more. */
  private void number(String who, String given, ByValue value, List<TypeCheckView> checks) {
    ScalarType scalar = ScalarType.holding(value.type());
    checks.add(
        new TypeCheckView(
            "sizeof(%1$s) == %2$d && (%1$s)1 / 2 == 0".formatted(given, scalar.bytes()),
            "%s is not an integer of %d bytes".formatted(who, scalar.bytes())));
    if (!value.isEnum() || scalar.bytes() < ScalarType.I32.bytes()) {
      boolean signed = scalar.kind() == ScalarType.Kind.SIGNED;
      checks.add(
          new TypeCheckView(
              (signed ? "(%1$s)-1 < (%1$s)1" : "!((%1$s)-1 < (%1$s)1)").formatted(given),
              who + (signed ? " has no sign" : " has a sign")));
    }
  }
}
