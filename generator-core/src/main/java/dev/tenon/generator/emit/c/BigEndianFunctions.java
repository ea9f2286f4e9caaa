// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.CompositeView.BigEndianView;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/** Functions that read and write what is stored with its most significant byte first. */
record BigEndianFunctions(Schema schema) {

  List<BigEndianView> of(Composite composite) {
    Receiver receiver = Receiver.of(schema, composite);
    return composite.fields().stream()
        .filter(Field::bigEndian)
        .map(field -> view(receiver, field))
        .toList();
  }

  private BigEndianView view(Receiver receiver, Field field) {
    BigEndian order = BigEndian.of(schema);
    String value = order.types().base(field.type());
    List<String> indices = Receiver.indices(field.type());
    String place = receiver.place(field) + Receiver.subscripts(indices);
    return new BigEndianView(
        place,
        receiver.reader(value, receiver.members().get(field), Receiver.parameters(indices)),
        order.load(field, place),
        receiver.writer(
            "void", receiver.members().set(field), Receiver.parameters(indices, value + " value")),
        order.store(field, "value"));
  }
}
