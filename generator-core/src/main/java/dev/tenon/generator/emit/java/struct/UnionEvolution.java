// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Versions;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Additional members of a tagged union with an arm that has fields of later versions. */
final class UnionEvolution {

  private final StructScope scope;
  private final UnionType union;
  private final boolean evolving;

  UnionEvolution(StructScope scope) {
    this.scope = scope;
    this.union = (UnionType) scope.composite();
    this.evolving = scope.layouts().evolution().isEvolving(union);
  }

  List<FieldSpec> fields() {
    return evolving
        ? List.of(
            FieldSpec.builder(TypeName.INT, "version", Modifier.PRIVATE)
                .initializer(scope.versions().own())
                .build())
        : List.of();
  }

  /** The version of the struct that holds the union. */
  List<ParameterSpec> parameters() {
    return evolving ? List.of(ParameterSpec.builder(TypeName.INT, "version").build()) : List.of();
  }

  CodeBlock argument() {
    return Versions.handedDown(scope.layouts(), union);
  }

  /** For structs of a schema that imports this one, in which nothing of it evolves. */
  List<MethodSpec> wrapOfToday(List<ParameterSpec> place) {
    if (!evolving) {
      return List.of();
    }
    String arguments = place.stream().map(ParameterSpec::name).collect(Collectors.joining(",$W"));
    return List.of(
        MethodSpec.methodBuilder("wrap")
            .addModifiers(Modifier.PUBLIC)
            .returns(scope.self())
            .addJavadoc("Binds this view to a union in memory of this program's contract version.")
            .addParameters(place)
            .addStatement("return wrap(" + arguments + ",$W$L)", scope.versions().own())
            .build());
  }

  CodeBlock keep() {
    return evolving
        ? CodeBlock.builder().addStatement("this.version = version").build()
        : CodeBlock.of("");
  }

  CodeBlock copied() {
    return evolving
        ? CodeBlock.builder()
            .addStatement("writeYounger(segment,$Wbase,$Wtag,$Wother.version,$Wversion)")
            .build()
        : CodeBlock.of("");
  }

  List<MethodSpec> methods() {
    if (!evolving) {
      return List.of();
    }
    EnumType type = union.tag().orElseThrow();
    ClassName tag = scope.types().named(type);
    CodeBlock number =
        scope
            .scalars()
            .decode(
                type.storage(),
                CodeBlock.of(
                    "segment.get($L, tagOffset)",
                    TaggedUnionEmitter.layout(scope, type.storage())));
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("writeYounger")
            .addModifiers(Modifier.STATIC)
            .addJavadoc(
                "Writes the defaults of fields that are newer than one version and not newer than"
                    + " another.")
            .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
            .addParameter(TypeName.LONG, "offset")
            .addParameter(TypeName.LONG, "tagOffset")
            .addParameter(TypeName.INT, "from")
            .addParameter(TypeName.INT, "to")
            .addStatement("$T tag = $T.of($L)", tag, tag, number);
    for (FieldMember arm : scope.plan().fields()) {
      if (scope.layouts().evolution().isEvolving(arm.field().type())) {
        StructType struct = (StructType) arm.field().type().innermost();
        method
            .beginControlFlow(
                "if (tag == $T.$L)", tag, JavaNames.constant(union.tagOf(arm.field())))
            .addCode(YoungerDefaults.structs(scope, arm, struct, CodeBlock.of("offset")))
            .endControlFlow();
      }
    }
    return List.of(method.build());
  }
}
