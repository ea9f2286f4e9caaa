// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.StructType;
import javax.lang.model.SourceVersion;

/**
 * Names of the types of one section that carries messages.
 *
 * @param label how errors call the section: {@code MarketFeed.quotes}, as in the schema
 */
record MessageNames(
    String label, ClassName section, ClassName producer, ClassName consumer, ClassName handler) {

  static MessageNames of(ClassName owner, Region region, MessageSection section) {
    Identifiers names = JavaIdentifiers.classesOf(section);
    MessageSectionApi api = MessageSectionApi.of(section);
    return new MessageNames(
        region.name() + "." + section.name(),
        owner.nestedClass(names.get(api.suffix())),
        owner.nestedClass(names.get("Producer")),
        owner.nestedClass(names.get(api.consumerSuffix())),
        owner.nestedClass(names.get("Handler")));
  }

  /** A variable for a message: the name of its type with a small first letter. */
  static String variable(StructType message) {
    String name = JavaNames.cursor(message).replaceAll("Cursor$", "");
    return SourceVersion.isKeyword(name) ? name + "_" : name;
  }
}
