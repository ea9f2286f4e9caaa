// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.contract.DescriptionText;
import dev.tenon.generator.contract.LayoutText;
import dev.tenon.generator.emit.RequiredRuntime;
import dev.tenon.generator.emit.ToolVersion;
import dev.tenon.generator.emit.java.code.RuntimeApi;
import dev.tenon.generator.emit.java.code.TextBlocks;
import dev.tenon.generator.emit.java.region.section.SectionEmitter;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The constant by which a region class tells the runtime what it expects. */
final class RegionDescriptorEmitter {

  private final Schema schema;
  private final Region region;
  private final Layouts layouts;
  private final List<SectionEmitter> sections;

  RegionDescriptorEmitter(
      Schema schema, Region region, Layouts layouts, List<SectionEmitter> sections) {
    this.schema = schema;
    this.region = region;
    this.layouts = layouts;
    this.sections = sections;
  }

  FieldSpec emit() {
    LayoutText layout = CanonicalLayout.of(schema, region, layouts);
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(
                "$T.builder(\n$>$>$S,$W$L.SCHEMA_VERSION,$W$S$<$<)",
                RuntimeApi.REGION_DESCRIPTOR,
                schema.name(),
                JavaNames.constantsType(schema),
                region.name())
            .indent()
            .indent()
            .indent()
            .indent()
            .add("\n.requireRuntime($L)", RequiredRuntime.API)
            .add("\n.tool($S)", ToolVersion.tag())
            .add("\n.layoutHash($S)", layout.hashHex())
            .add(text("layoutText", layout.text()));
    String description = DescriptionText.of(schema, region, layouts);
    if (!description.isEmpty()) {
      code.add(text("description", description));
    }
    sections(code);
    code.add("\n.build()").unindent().unindent().unindent().unindent();
    return FieldSpec.builder(RuntimeApi.REGION_DESCRIPTOR, "DESCRIPTOR")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(code.build())
        .build();
  }

  private void sections(CodeBlock.Builder code) {
    int since = 1;
    for (int index = 0; index < sections.size(); index++) {
      Section section = region.contents().get(index);
      if (section.since() != since) {
        since = section.since();
        code.add("\n.since($L)", since);
      }
      code.add("\n$L", sections.get(index).descriptor());
    }
  }

  private static CodeBlock text(String method, String text) {
    return CodeBlock.of("\n.$L(\n$>$>$L)$<$<", method, TextBlocks.of(text));
  }
}
