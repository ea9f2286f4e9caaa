// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;
import java.util.Map;

/**
 * What {@code callbacks.h.ftl} and {@code callbacks.c.ftl} print.
 *
 * @param origin what the first line says
 * @param own start of the names that the header needs for itself, in capitals
 * @param runtimeApi lowest number of the runtime API that serves the generated code
 * @param callbacks each after those that it takes as parameters
 */
public record CallbacksView(
    String origin,
    String schema,
    String own,
    int runtimeApi,
    List<HandleView> handles,
    List<CallbackView> callbacks,
    List<FunctionView> functions,
    AbiView abi) {

  /** An opaque type. */
  public record HandleView(List<String> doc, String type) {}

  /**
   * A struct of a function and its context.
   *
   * @param call declaration of the member that is the function
   * @param registry null when listeners cannot be registered
   */
  public record CallbackView(
      List<String> doc, String type, List<String> callDoc, String call, RegistryView registry) {}

  /**
   * The listeners of a callback.
   *
   * @param names of its functions, variables and types, by their roles
   * @param capacity how many there can be
   * @param function head of the type of the function
   * @param invocation how a listener is called; its result goes to {@code answer}
   * @param answers whether a listener returns something
   * @param batch null when events are not collected
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
   * Events that are collected.
   *
   * @param macro how many there are at most
   * @param event type of one
   * @param add heads of the functions, like the next two
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

  /** A function that C implements. */
  public record FunctionView(List<String> doc, String prototype) {}
}
