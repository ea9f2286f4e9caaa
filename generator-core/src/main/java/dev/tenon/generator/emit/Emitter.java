// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Schema;
import java.util.List;

/**
 * Prints one kind of output. An emitter decides no layout and reports no error: it is given a
 * schema that passed every check. Equal input gives equal bytes on every machine.
 */
public interface Emitter {

  List<OutputFile> emit(Schema schema, Layouts layouts);
}
