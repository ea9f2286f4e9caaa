// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.call.CallSignature.CallParameter;
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
            .addJavadoc("Views of the arguments, bound during the call.");
    MethodSpec.Builder end = MethodSpec.methodBuilder("end");
    for (CallParameter parameter : signature.viewed()) {
      String name = parameter.name();
      View view = parameter.view().orElseThrow();
      type.addField(held(name, view)).addMethod(show(name, view));
      if (view instanceof View.Reused) {
        end.addStatement("$L.$L", name, view.end());
      } else {
        end.beginControlFlow("if ($L != null)", name)
            .addStatement("$L.$L", name, view.end())
            .addStatement("$L = null", name)
            .endControlFlow();
      }
    }
    return type.addMethod(end.build()).build();
  }

  private static FieldSpec held(String name, View view) {
    return view instanceof View.Reused reused
        ? FieldSpec.builder(reused.holder(), name, Modifier.PRIVATE, Modifier.FINAL)
            .initializer("new $T()", reused.holder())
            .build()
        : FieldSpec.builder(view.type(), name, Modifier.PRIVATE).build();
  }

  private static MethodSpec show(String name, View view) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name).returns(view.type()).addParameter(TypeName.LONG, "address");
    if (view instanceof View.Reused reused) {
      if (reused.counted()) {
        method.addParameter(TypeName.LONG, "count");
      }
      reused.check().ifPresent(method::addStatement);
      return method.addStatement("return $L", view.show()).build();
    }
    return method
        .addStatement("$L = $L", field(name), view.show())
        .addStatement("return $L", field(name))
        .build();
  }

  /** A field, which a parameter may hide. */
  static String field(String name) {
    return name.equals("address") || name.equals("count") ? "this." + name : name;
  }
}
