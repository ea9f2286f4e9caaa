// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.contract.LayoutText;
import dev.tenon.generator.emit.ToolVersion;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.emit.java.code.TextBlocks;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Section.QueueSection;
import dev.tenon.generator.schema.Section.StructSection;
import dev.tenon.generator.schema.StructType;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The constant by which a region class tells the runtime what it expects. */
final class RegionDescriptorEmitter {

  private final Schema schema;
  private final Region region;
  private final Layouts layouts;
  private final JavaTypes types;

  RegionDescriptorEmitter(Schema schema, Region region, Layouts layouts, JavaTypes types) {
    this.schema = schema;
    this.region = region;
    this.layouts = layouts;
    this.types = types;
  }

  FieldSpec emit() {
    LayoutText layout = CanonicalLayout.of(schema, region, layouts);
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(
                "\n$T.builder($S, $L.SCHEMA_VERSION, $S)",
                RuntimeApi.REGION_DESCRIPTOR,
                schema.name(),
                JavaNames.constantsType(schema),
                region.name())
            .indent()
            .indent()
            .indent()
            .indent()
            .add("\n.tool($S)", ToolVersion.tag())
            .add("\n.layoutHash($S)", layout.hashHex())
            .add("\n.layoutText(\n")
            .indent()
            .indent()
            .add("$L)", TextBlocks.of(layout.text()))
            .unindent()
            .unindent();
    region.contents().forEach(section -> code.add("\n$L", section(section)));
    code.add("\n.build()").unindent().unindent().unindent().unindent();
    return FieldSpec.builder(RuntimeApi.REGION_DESCRIPTOR, "DESCRIPTOR")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(code.build())
        .build();
  }

  private CodeBlock section(Section section) {
    if (section instanceof StructSection struct) {
      return CodeBlock.of(
          ".struct($1S, $2T.BYTES, $2T.ALIGNMENT, $2T::initialize$3L)",
          section.name(),
          types.named(struct.type()),
          sizes(struct.type()));
    }
    QueueSection queue = (QueueSection) section;
    return CodeBlock.of(
        ".queue($S, $L, $L)",
        section.name(),
        Place.literal(queue.capacity()),
        layouts.plan(queue).recordAlignment());
  }

  /** How the struct grew, if it did. */
  private CodeBlock sizes(StructType struct) {
    List<Version> sizes = layouts.plan(struct).changes(Version::size);
    CodeBlock.Builder code = CodeBlock.builder();
    if (sizes.size() > 1) {
      for (Version version : sizes) {
        code.add(
            ",\n    new $T($L, $L)",
            RuntimeApi.SECTION_SIZE,
            version.since(),
            Place.literal(version.size()));
      }
    }
    return code.build();
  }
}
