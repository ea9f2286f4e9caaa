// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;
import java.util.Map;

/**
 * View of {@code callbacks.h.ftl} and {@code callbacks.c.ftl}.
 *
 * @param origin text of the first comment: tool version, schema file and layout hash
 * @param schema name of the schema
 * @param own prefix of the helper macros of the header, in capitals: {@code MARKET}
 * @param runtimeApi lowest runtime API number that serves the generated code
 * @param foreign paths of the headers that declare handles and functions
 * @param handles handles, in the order of the schema
 * @param callbacks callbacks, each after those that it takes as parameters
 * @param functions functions that C implements, in the order of the schema
 * @param prototypes prototypes of the functions that other headers declare
 * @param abi canonical ABI text of the schema
 */
public record CallbacksView(
    String origin,
    String schema,
    String own,
    int runtimeApi,
    List<String> foreign,
    List<HandleView> handles,
    List<CallbackView> callbacks,
    List<FunctionView> functions,
    List<PrototypeView> prototypes,
    AbiView abi) {

  /**
   * An opaque type.
   *
   * @param doc lines of its documentation comment, without comment marks; empty for none
   * @param foreign type that a foreign header declares; empty when this header declares it
   * @param type name of the C type
   */
  public record HandleView(List<String> doc, String foreign, String type) {}

  /**
   * A struct of a function and its context.
   *
   * @param doc lines of its documentation comment, without comment marks; empty for none
   * @param type name of the struct
   * @param callDoc lines of the documentation comment of the function; empty for none
   * @param call declaration of the member that holds the function
   * @param registry registry of its listeners; null when listeners cannot be registered
   */
  public record CallbackView(
      List<String> doc, String type, List<String> callDoc, String call, RegistryView registry) {}

  /**
   * The listeners of a callback.
   *
   * @param names names of its functions, variables and types
   * @param capacity maximum number of listeners
   * @param function head of the function type of a listener
   * @param register function that registers a listener
   * @param unregister function that unregisters a listener
   * @param emit function that calls all listeners
   * @param emitDoc lines of the documentation comment of {@code emit}
   * @param invocation call of a listener, which stores its result in {@code answer}
   * @param answers whether a listener returns a value
   * @param batch collection of events; null when the callback has no batches
   */
  public record RegistryView(
      Map<String, String> names,
      int capacity,
      String function,
      CFunctions.Exported register,
      CFunctions.Exported unregister,
      CFunctions.Exported emit,
      List<String> emitDoc,
      String invocation,
      boolean answers,
      BatchView batch) {}

  /**
   * Collected events of a callback.
   *
   * @param type name of the struct that collects events
   * @param macro name of the macro for {@code events}
   * @param events maximum number of events in a batch
   * @param event name of the struct of one event
   * @param add head of the function that adds an event
   * @param addDoc lines of the documentation comment of {@code add}
   * @param flush head of the function that delivers the collected events
   * @param tick head of the function that delivers them once they are old enough
   * @param stores assignments of the parameters of {@code add} to the members of an event
   */
  public record BatchView(
      String type,
      String macro,
      int events,
      String event,
      String add,
      List<String> addDoc,
      String flush,
      String tick,
      List<String> stores) {}

  /**
   * A function that C implements.
   *
   * @param doc lines of its documentation comment, without comment marks; empty for none
   * @param name name of the function
   * @param header path of the foreign header that declares it; empty when this header declares it
   * @param prototype declaration without its semicolon
   */
  public record FunctionView(List<String> doc, String name, String header, String prototype) {}

  /**
   * The prototype that a foreign header has to have.
   *
   * @param name name of the function
   * @param header path of the header
   * @param declaration declaration without its semicolon
   * @param types types that are passed otherwise than the schema says
   */
  public record PrototypeView(
      String name, String header, String declaration, List<TypeCheckView> types) {}

  /**
   * A check that the type of a foreign prototype is passed as that of the schema.
   *
   * @param condition constant expression of C that holds
   * @param text error text
   */
  public record TypeCheckView(String condition, String text) {}
}
