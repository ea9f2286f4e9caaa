// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.RuntimeApi;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.naming.JavaAccessors.Method;
import dev.tenon.generator.naming.JavaAccessors.Role;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructSection;
import java.time.Duration;
import javax.lang.model.element.Modifier;

/** The class by which a program waits for values of a struct in a region, and ends such waits. */
final class StructWaitsEmitter {

  private final Schema schema;
  private final Region region;
  private final StructSection section;
  private final ClassName struct;

  StructWaitsEmitter(Schema schema, Region region, StructSection section, ClassName struct) {
    this.schema = schema;
    this.region = region;
    this.section = section;
    this.struct = struct;
  }

  ClassName type() {
    return ClassName.bestGuess(JavaIdentifiers.classesOf(section).get("Waits"));
  }

  /**
   * Returns the method of the region class that gives one.
   *
   * @param index position of the section in the descriptor
   */
  MethodSpec method(int index) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(JavaIdentifiers.section(section).get("waits"))
            .addModifiers(Modifier.PUBLIC)
            .returns(type())
            .addJavadoc("{@return waits for values of {@link #$L}}", JavaNames.section(section));
    if (section.isAppended()) {
      method.addJavadoc(
          "\n\n@throws $T if the region is of an earlier version; see {@link #$L}",
          RuntimeApi.SECTION_ABSENT_EXCEPTION,
          JavaIdentifiers.section(section).get("has"));
    }
    return method
        .addStatement(
            "return new $T(region().waitableStruct($L),$W$L())",
            type(),
            index,
            JavaNames.section(section))
        .build();
  }

  TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(type())
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .superclass(RuntimeApi.TYPED_WAITS)
            .addJavadoc(
                "Waits for values of atomic fields of {@link $L#$L},\nand stores that end them."
                    + " Safe for all threads.\n",
                JavaNames.type(region),
                JavaNames.section(section))
            .addField(struct, "struct", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(RuntimeApi.WAITABLE_STRUCT, "waitable")
                    .addParameter(struct, "struct")
                    .addStatement("super(waitable)")
                    .addStatement("this.struct = struct")
                    .build());
    section.awaited().forEach(field -> addMethods(type, field));
    return type.build();
  }

  private void addMethods(TypeSpec.Builder type, Field field) {
    JavaAccessors accessors = JavaAccessors.of(schema, field);
    Method get = accessors.get(accessors.has(Role.GET_RAW) ? Role.GET_RAW : Role.GET);
    Method set = accessors.get(accessors.has(Role.SET_RAW) ? Role.SET_RAW : Role.SET);
    TypeName java = set.parameters().get(0).type();
    Identifiers names = JavaIdentifiers.waits(field);
    CodeBlock link = CodeBlock.of("{@link $T#$L}", struct, get.name());
    type.addMethod(
        MethodSpec.methodBuilder(names.get("await"))
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.BOOLEAN)
            .addJavadoc(
                "Waits until $L has the value given.\nThrows what {@link $T#await} throws.\n\n"
                    + "@return whether it had the value in time\n",
                link,
                RuntimeApi.WAITABLE_STRUCT)
            .addParameter(ParameterSpec.builder(java, "value").build())
            .addParameter(Duration.class, "timeout")
            .addStatement("return await(() -> struct.$L() == value,$Wtimeout)", get.name())
            .build());
    type.addMethod(
        MethodSpec.methodBuilder(names.get("set"))
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("Stores $L and wakes all who wait.", link)
            .addParameter(ParameterSpec.builder(java, "value").build())
            .addStatement("struct.$L(value)", set.name())
            .addStatement("changed()")
            .build());
  }
}
