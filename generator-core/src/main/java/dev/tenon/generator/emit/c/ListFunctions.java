// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.CompositeView.ListView;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;

/** Functions that measure a bounded list and append to it. */
record ListFunctions(Schema schema) {

  List<ListView> of(Composite composite) {
    List<ListView> views = new ArrayList<>();
    for (Field field : composite.fields()) {
      if (field.type() instanceof ListType list) {
        views.add(view(Receiver.of(schema, composite), field, list));
      }
    }
    return views;
  }

  private ListView view(Receiver receiver, Field field, ListType list) {
    BigEndian order = BigEndian.of(schema);
    Type element = list.element();
    String type = order.types().base(element);
    String result = element instanceof StructType ? type + " *" : "int";
    return new ListView(
        receiver.reader("uint32_t", receiver.members().count(field), List.of()),
        receiver.writer(result, receiver.members().add(field), value(element, type)),
        receiver.counter(field),
        list.capacity() + "U",
        receiver.place(field) + "[count]",
        order.store(field, "value"),
        element instanceof StructType struct ? type : "",
        element instanceof StructType struct ? CNames.constant(schema, struct) + "_INIT" : "",
        element instanceof SemanticType semantic && !semantic.isInteger() ? bytes(semantic) : 0,
        element instanceof StringType text ? text.maxBytes() : 0,
        element instanceof StringType text ? text.capacity() : 0);
  }

  private static List<String> value(Type element, String type) {
    if (element instanceof StructType) {
      return List.of();
    } else if (element instanceof StringType) {
      return List.of("const char *text");
    } else if (element instanceof SemanticType semantic && !semantic.isInteger()) {
      return List.of("const uint8_t value[" + bytes(semantic) + "]");
    }
    return List.of(type + " value");
  }

  private static long bytes(SemanticType semantic) {
    return ((dev.tenon.generator.schema.ArrayType) semantic.storage()).length();
  }
}
