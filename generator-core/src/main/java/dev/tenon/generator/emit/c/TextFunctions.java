// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.CompositeView.TextView;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StringType;
import java.util.ArrayList;
import java.util.List;

/** Functions that store and measure texts. */
record TextFunctions(Schema schema) {

  List<TextView> of(Composite composite) {
    Receiver receiver = Receiver.of(schema, composite);
    List<TextView> views = new ArrayList<>();
    for (Field field : composite.fields()) {
      if (field.valueType() instanceof StringType string) {
        List<String> indices = Receiver.indices(field.type());
        views.add(
            new TextView(
                receiver.writer(
                    "int",
                    receiver.members().set(field),
                    Receiver.parameters(indices, "const char *text")),
                receiver.reader(
                    "size_t", receiver.members().length(field), Receiver.parameters(indices)),
                receiver.place(field) + Receiver.subscripts(indices),
                string.maxBytes(),
                string.capacity()));
      }
    }
    return views;
  }
}
