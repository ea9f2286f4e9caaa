// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Callback.Batch;
import dev.tenon.generator.schema.Callback.Threads;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Names;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.Signature;
import dev.tenon.generator.schema.reader.SignatureReader.Read;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads callbacks, each when it is first needed: one that is a parameter before its user. */
final class CallbackReader {

  /** Longer chains are taken for an error; it also bounds every recursion over the model. */
  private static final int MAX_DEPTH = 32;

  private static final int DEFAULT_LISTENERS = 64;

  private final Reading reading;
  private final SignatureReader signatures;
  private final OnErrorReader onErrors;
  private final BatchReader batches;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Optional<Callback>> read = new HashMap<>();
  private final Map<String, Integer> depths = new HashMap<>();

  /** The callbacks that are being read, each a parameter of the one before. */
  private final Set<String> path = new LinkedHashSet<>();

  CallbackReader(Reading reading, SignatureReader signatures, OnErrorReader onErrors) {
    this.reading = reading;
    this.signatures = signatures;
    this.onErrors = onErrors;
    this.batches = new BatchReader(reading);
  }

  void declare(Entry entry) {
    entries.put(entry.name(), entry);
  }

  /** Reads all declared callbacks. */
  List<Callback> readAll() {
    List<Callback> callbacks = new ArrayList<>();
    for (String name : entries.keySet()) {
      known(name).ifPresent(callbacks::add);
    }
    return callbacks;
  }

  /**
   * Returns a declared callback for a parameter; nothing when it cannot be one, which is reported.
   *
   * @param use where the parameter's type stands
   */
  Optional<Callback> callback(String name, Span use) {
    if (path.contains(name)) {
      recursive(name, use);
      return Optional.empty();
    }
    if (path.size() >= MAX_DEPTH && !read.containsKey(name)) {
      tooDeep(use);
      return Optional.empty();
    }
    Optional<Callback> callback = known(name);
    if (callback.isPresent() && !path.isEmpty() && depths.get(name) >= MAX_DEPTH) {
      tooDeep(use);
      return Optional.empty();
    }
    return callback;
  }

  private Optional<Callback> known(String name) {
    Optional<Callback> known = read.get(name);
    if (known == null) {
      path.add(name);
      known = read(entries.get(name));
      path.remove(name);
      read.put(name, known);
    }
    return known;
  }

  private void recursive(String name, Span use) {
    List<String> cycle = new ArrayList<>(path);
    cycle.subList(0, cycle.indexOf(name)).clear();
    cycle.add(name);
    reading.report(
        Diagnostic.of(
            DiagnosticCode.RECURSIVE_CALLBACK,
            use,
            "callback '%s' takes itself as a parameter: %s"
                .formatted(name, String.join(" -> ", cycle))));
  }

  private void tooDeep(Span use) {
    reading.report(
        Diagnostic.of(
            DiagnosticCode.CALLBACKS_NESTED_TOO_DEEP,
            use,
            "'%s': callbacks take callbacks deeper than %d levels"
                .formatted(use.text(), MAX_DEPTH)));
  }

  private Optional<Callback> read(Entry entry) {
    return reading
        .declaration(entry, Construct.CALLBACK)
        .map(properties -> read(entry, properties));
  }

  private Callback read(Entry entry, Properties properties) {
    Read signature = signatures.read(properties);
    depths.put(entry.name(), depth(signature.signature()));
    Optional<Literal> onError = onErrors.read(entry, properties, signature);
    Names names = reading.names(entry, properties);
    Optional<Batch> batch = batches.read(names, entry.key().span(), properties, signature);
    OptionalInt listeners = properties.saturatedInt("listeners");
    return reading.located(
        new Callback(
            names,
            batch.isPresent() ? BatchReader.signature(batch.get()) : signature.signature(),
            onError,
            threads(properties),
            listeners.orElse(DEFAULT_LISTENERS),
            batch,
            properties.text("doc"),
            entry.key().span()),
        properties);
  }

  private int depth(Signature signature) {
    int depth = 1;
    for (Parameter parameter : signature.parameters()) {
      if (parameter.type() instanceof CallbackPointer pointer) {
        depth = Math.max(depth, 1 + depths.get(pointer.callback().name()));
      }
    }
    return depth;
  }

  private Threads threads(Properties properties) {
    Optional<Scalar> text = properties.scalar("threads");
    if (text.isEmpty()) {
      return Threads.ANY;
    }
    List<String> known =
        Arrays.stream(Threads.values())
            .map(value -> value.name().toLowerCase(Locale.ROOT))
            .toList();
    int index = known.indexOf(text.get().text());
    if (index >= 0) {
      return Threads.values()[index];
    }
    properties.markIncomplete();
    reading.report(
        Diagnostic.of(
                DiagnosticCode.UNKNOWN_THREADS,
                text.get().span(),
                "unknown thread rule '%s'".formatted(Diagnostic.shortened(text.get().text())))
            .withHelp(
                reading
                    .didYouMean(text.get().text(), known)
                    .orElse("write 'any', or 'same' for the thread that passed the callback")));
    return Threads.ANY;
  }
}
