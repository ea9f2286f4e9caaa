// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.StructType;
import javax.lang.model.SourceVersion;

/**
 * Names of the types of one queue.
 *
 * @param label how errors call the queue: {@code MarketFeed.quotes}, as in the schema
 */
record QueueNames(
    String label, ClassName queue, ClassName producer, ClassName consumer, ClassName handler) {

  static QueueNames of(ClassName owner, Region region, QueueSection section) {
    Identifiers names = JavaIdentifiers.classesOf(section);
    return new QueueNames(
        region.name() + "." + section.name(),
        owner.nestedClass(names.get("Queue")),
        owner.nestedClass(names.get("Producer")),
        owner.nestedClass(names.get("Consumer")),
        owner.nestedClass(names.get("Handler")));
  }

  /** A variable for a message: the name of its type with a small first letter. */
  static String variable(StructType message) {
    String name = JavaNames.cursor(message).replaceAll("Cursor$", "");
    return SourceVersion.isKeyword(name) ? name + "_" : name;
  }
}
