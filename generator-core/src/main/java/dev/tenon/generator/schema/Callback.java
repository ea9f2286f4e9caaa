// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/**
 * A function with a context, handed over at run time: C calls one that Java implements, or Java one
 * that C implements. Never takes itself as a parameter, at any depth.
 *
 * @param onError what C gets when Java throws; empty for {@code void}, for a struct, which then has
 *     its defaults, and for a text or handle, which then is null
 * @param threads which threads may call it
 * @param listeners how many can be registered with a library at a time, 0 for no registry
 * @param batch for events that are collected; the signature then takes an array of them
 */
public record Callback(
    Names names,
    Signature signature,
    Optional<Literal> onError,
    Threads threads,
    int listeners,
    Optional<Batch> batch,
    String doc,
    Span span)
    implements Invocable {

  /** Threads that may call a callback. */
  public enum Threads {
    /** Every thread. */
    ANY,
    /** Only the thread that handed the callback over. */
    SAME
  }

  /**
   * Events that C collects and hands over together.
   *
   * @param events the most that one call hands over, at least 2
   * @param event what one event holds, a field for each parameter as the author wrote it; it is
   *     among the structs of the schema, too
   * @param parameters as the author wrote them, in the order of the event's fields
   */
  public record Batch(int events, StructType event, List<Parameter> parameters) {

    public Batch {
      parameters = List.copyOf(parameters);
    }
  }
}
