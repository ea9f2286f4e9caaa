// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;
import java.util.Map;

/**
 * View of {@code exports.h.ftl} and {@code exports.c.ftl}.
 *
 * @param origin text of the first comment: tool version, schema file and layout hash
 * @param schema name of the schema
 * @param own prefix of the helper macros of the header, in capitals: {@code MARKET}
 * @param runtimeApi lowest runtime API number that serves the generated code
 * @param callbacks whether there is a header of callbacks, whose source then defines the ABI text
 * @param specialNumbers whether a value is {@code HUGE_VAL}, {@code INFINITY} or {@code NAN}
 * @param start head of the function that starts Java
 * @param stop head of the function that unbinds the exports
 * @param bind function that Java calls to bind the exports
 * @param bindFunction name of {@code bind}
 * @param bindJava call that makes Java bind its functions
 * @param exports functions that Java implements, in the order of the schema
 * @param abi canonical ABI text of the schema
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
   * @param doc lines of its documentation comment, without comment marks; empty for none
   * @param names names of the function and of its type
   * @param index index among the functions that Java binds, from 0
   * @param head head of the function
   * @param function head of the function type
   * @param invocation call of the Java function
   * @param answer declaration of the variable for the value that the function returns; empty for a
   *     function without result
   * @param onError value that C receives when Java is not bound; empty for a function without
   *     result
   * @param structType type of the returned struct, which {@code onError} initialises; empty for
   *     other results
   */
  public record ExportView(
      List<String> doc,
      Map<String, String> names,
      int index,
      String head,
      String function,
      String invocation,
      String answer,
      String onError,
      String structType) {}
}
