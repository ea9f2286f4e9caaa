// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.naming.JavaTypeNames;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Java value of a stored number: the constant of an enum, an instant.
 *
 * @param type the Java type of that
 * @param storage the integer
 * @param rawDoc Javadoc of what reads the number itself
 * @param ofNumber from the expression of a number
 * @param toNumber from {@code value}, or an error that names what it is for
 */
public record Meaning(
    TypeName type,
    ScalarType storage,
    String rawDoc,
    Function<CodeBlock, CodeBlock> ofNumber,
    CodeBlock toNumber) {

  /**
   * The meaning of a type; nothing when what is stored is all that there is to say.
   *
   * @param label how errors call the field
   */
  public static Optional<Meaning> of(JavaTypes types, Type type, String label) {
    if (type instanceof EnumType named) {
      return Optional.of(ofEnum(types, named, named.storage(), label));
    } else if (type instanceof SemanticType semantic && semantic.isInteger()) {
      return Optional.of(ofSemantic(types.support(), semantic, label));
    }
    return Optional.empty();
  }

  /** The constants of an enum, in an integer that need not be its own. */
  public static Meaning ofEnum(JavaTypes types, EnumType type, ScalarType storage, String label) {
    ClassName java = types.named(type);
    CodeBlock number = CodeBlock.of("value.value($S)", label);
    TypeName declared = JavaTypes.scalar(type.declaration().storage());
    return new Meaning(
        java,
        storage,
        "Number of the enum, which may have no name.",
        raw -> CodeBlock.of("$T.of($L)", java, raw),
        isNarrower(JavaTypes.scalar(storage), declared)
            ? CodeBlock.of("($T) $L", JavaTypes.scalar(storage), number)
            : number);
  }

  private static boolean isNarrower(TypeName type, TypeName than) {
    return width(type) < width(than);
  }

  private static int width(TypeName type) {
    if (type.equals(TypeName.BYTE)) {
      return Byte.SIZE;
    } else if (type.equals(TypeName.SHORT)) {
      return Short.SIZE;
    }
    return type.equals(TypeName.INT) ? Integer.SIZE : Long.SIZE;
  }

  private static Meaning ofSemantic(Support support, SemanticType type, String label) {
    ScalarType storage = (ScalarType) type.storage();
    return switch (type.kind()) {
      case TIMESTAMP_NS ->
          new Meaning(
              JavaTypeNames.semantic(type),
              storage,
              "Nanoseconds since 1970-01-01T00:00Z.",
              raw -> CodeBlock.of("$T.ofEpochSecond(0,$W$L)", Instant.class, raw),
              CodeBlock.of("$L($S, value)", support.use("nanos"), label));
      case DURATION_NS ->
          new Meaning(
              JavaTypeNames.semantic(type),
              storage,
              "Nanoseconds.",
              raw -> CodeBlock.of("$T.ofNanos($L)", Duration.class, raw),
              CodeBlock.of("$L($S, value)", support.use("nanos"), label));
      case DECIMAL ->
          new Meaning(
              JavaTypeNames.semantic(type),
              storage,
              "Number of steps of %s.".formatted(FieldJavadoc.step(type)),
              raw ->
                  CodeBlock.of(
                      "$T.valueOf($L, $L)", JavaTypeNames.semantic(type), raw, -type.exponent()),
              CodeBlock.of("$L($S, value, $L)", support.use("mantissa"), label, type.exponent()));
      case UUID, IPV4, IPV6 -> throw new IllegalArgumentException(type + " is no integer");
    };
  }
}
