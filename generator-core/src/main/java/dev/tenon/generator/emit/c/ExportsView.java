// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;
import java.util.Map;

/**
 * What {@code exports.h.ftl} and {@code exports.c.ftl} print.
 *
 * @param origin what the first line says
 * @param own start of the names that the header needs for itself, in capitals
 * @param runtimeApi lowest number of the runtime API that serves the generated code
 * @param callbacks whether there is a header of callbacks, whose source then has the ABI
 * @param specialNumbers whether a value is {@code INFINITY} or {@code NAN}
 * @param start heads of the functions of the schema, like the next two
 * @param bindFunction name of the last of them
 * @param bindJava call that lets Java fill the table of its functions
 */
public record ExportsView(
    String origin,
    String schema,
    String own,
    int runtimeApi,
    boolean callbacks,
    boolean specialNumbers,
    String start,
    String stop,
    CFunctions.Exported bind,
    String bindFunction,
    String bindJava,
    List<ExportView> exports,
    AbiView abi) {

  /**
   * A function that Java implements.
   *
   * @param index among the functions that Java binds
   * @param names of the function and of its type, by their roles
   * @param function head of its type
   * @param invocation how Java is called
   * @param onError what C gets when Java is not there, empty for nothing
   * @param structType empty unless it returns a struct, which {@code onError} then initialises
   */
  public record ExportView(
      List<String> doc,
      Map<String, String> names,
      int index,
      String head,
      String function,
      String invocation,
      boolean answers,
      String onError,
      String structType) {}
}
