// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Memory that always holds all of a struct. */
final class WholeMemory implements StructMemory {

  private final ClassName self;

  WholeMemory(StructScope scope) {
    this.self = scope.self();
  }

  /** Every access checks the segment's bounds, so this cannot lead astray, only err later. */
  @Override
  public List<MethodSpec> aims() {
    return List.of(
        MethodSpec.methodBuilder("aim")
            .returns(self)
            .addJavadoc(
                "Binds this view without the checks of {@link #wrap}; the place is known to be"
                    + " right.")
            .addParameter(ForeignApi.MEMORY_SEGMENT, "segment")
            .addParameter(TypeName.LONG, "offset")
            .addStatement("place(segment, offset)")
            .addStatement("return this")
            .build());
  }

  @Override
  public MethodSpec asSegment() {
    return MethodSpec.methodBuilder("asSegment")
        .addModifiers(Modifier.PUBLIC)
        .returns(ForeignApi.MEMORY_SEGMENT)
        .addJavadoc("{@return a view of exactly the bytes of this struct}")
        .addStatement("return segment.asSlice(base, BYTES)")
        .build();
  }

  @Override
  public MethodSpec copyFrom() {
    return MethodSpec.methodBuilder("copyFrom")
        .addModifiers(Modifier.PUBLIC)
        .returns(self)
        .addJavadoc("Copies all bytes of another struct into this one.")
        .addParameter(self, "other")
        .addStatement(
            "$T.copy(other.segment, other.base, segment, base, BYTES)", ForeignApi.MEMORY_SEGMENT)
        .addStatement("return this")
        .build();
  }
}
