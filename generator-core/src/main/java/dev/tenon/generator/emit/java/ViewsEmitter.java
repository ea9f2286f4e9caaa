// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.CallSignature.CallParameter;
import javax.lang.model.element.Modifier;

/** The nested class that holds what Java sees of one call's arguments. */
final class ViewsEmitter {

  private final CallSignature signature;
  private final ClassName self;

  ViewsEmitter(CallSignature signature, ClassName self) {
    this.signature = signature;
    this.self = self;
  }

  TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("What Java sees of the arguments, until the call is over.");
    MethodSpec.Builder end = MethodSpec.methodBuilder("end");
    for (CallParameter parameter : signature.viewed()) {
      View view = parameter.view().orElseThrow();
      type.addField(field(parameter.name(), view)).addMethod(show(parameter.name(), view));
      if (view instanceof View.Reused reused) {
        end.addStatement("$L.aim($L)", parameter.name(), reused.nothing());
      } else {
        end.beginControlFlow("if ($L != null)", parameter.name())
            .addStatement("$L.$L()", parameter.name(), ((View.Single) view).end())
            .addStatement("$L = null", parameter.name())
            .endControlFlow();
      }
    }
    return type.addMethod(end.build()).build();
  }

  private static FieldSpec field(String name, View view) {
    FieldSpec.Builder field = FieldSpec.builder(view.type(), name, Modifier.PRIVATE);
    return view instanceof View.Reused
        ? field.addModifiers(Modifier.FINAL).initializer("new $T()", view.type()).build()
        : field.build();
  }

  private static MethodSpec show(String name, View view) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name).returns(view.type()).addParameter(TypeName.LONG, "address");
    view.check()
        .ifPresent(check -> method.addParameter(TypeName.LONG, "count").addStatement(check));
    return view instanceof View.Reused
        ? method.addStatement("return $L", view.show()).build()
        : method
            .addStatement("$L = $L", field(name), view.show())
            .addStatement("return $L", field(name))
            .build();
  }

  /** A field, which a parameter may hide. */
  static String field(String name) {
    return name.equals("address") || name.equals("count") ? "this." + name : name;
  }
}
