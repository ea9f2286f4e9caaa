// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.CompositeView.AtomicView;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/** Functions of atomic fields. */
record AtomicFunctions(Schema schema) {

  List<AtomicView> of(Composite composite) {
    return composite.fields().stream()
        .filter(field -> field.atomic() && CTypes.isWord(field.type()))
        .map(field -> view(Receiver.of(schema, composite), field))
        .toList();
  }

  private AtomicView view(Receiver receiver, Field field) {
    String word = new CTypes(schema).base(field.type());
    String value = word + " value";
    return new AtomicView(
        receiver.place(field),
        ScalarType.holding(field.type()).isInteger(),
        receiver.reader(word, name(receiver, "load", field), List.of()),
        receiver.writer("void", name(receiver, "store", field), List.of(value)),
        receiver.writer(word, name(receiver, "exchange", field), List.of(value)),
        receiver.writer(
            "int",
            name(receiver, "compare_exchange", field),
            List.of(word + " *expected", word + " desired")),
        receiver.writer(word, name(receiver, "fetch_add", field), List.of(word + " delta")));
  }

  private static String name(Receiver receiver, String verb, Field field) {
    return receiver.members().atomic(verb, field);
  }
}
