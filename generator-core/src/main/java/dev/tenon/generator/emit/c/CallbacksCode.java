// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.Origin;
import dev.tenon.generator.emit.RequiredRuntime;
import dev.tenon.generator.emit.c.CallbacksView.BatchView;
import dev.tenon.generator.emit.c.CallbacksView.CallbackView;
import dev.tenon.generator.emit.c.CallbacksView.FunctionView;
import dev.tenon.generator.emit.c.CallbacksView.HandleView;
import dev.tenon.generator.emit.c.CallbacksView.RegistryView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ForeignName;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.ParameterType.HandlePointer;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.ParameterType.Text;
import dev.tenon.generator.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the view of the code of handles, callbacks and functions. */
final class CallbacksCode {

  private static final int MEMBER_INDENT = 4;
  private static final int LOOP_INDENT = 8;

  private final Schema schema;
  private final Layouts layouts;
  private final Origin origin;
  private final CTypes types;
  private final OnError onError;

  private CallbacksCode(Schema schema, Layouts layouts, Origin origin) {
    this.schema = schema;
    this.origin = origin;
    this.layouts = layouts;
    this.types = new CTypes(schema);
    this.onError = new OnError(schema, new CInitializers(schema, layouts));
  }

  /** Whether there is anything that needs this code. */
  static boolean isNeeded(Schema schema) {
    return !schema.handles().isEmpty()
        || !schema.callbacks().isEmpty()
        || !schema.functions().isEmpty();
  }

  static CallbacksView of(Schema schema, Layouts layouts, Origin origin) {
    return new CallbacksCode(schema, layouts, origin).view();
  }

  private CallbacksView view() {
    return new CallbacksView(
        origin.line(),
        schema.name(),
        schema.name().toUpperCase(Locale.ROOT),
        RequiredRuntime.API,
        Stream.concat(schema.handles().stream(), schema.functions().stream())
            .flatMap(declaration -> declaration.foreign().stream())
            .map(ForeignName::header)
            .distinct()
            .toList(),
        schema.handles().stream().map(this::handle).toList(),
        ordered().stream().map(this::callback).toList(),
        schema.functions().stream().map(this::function).toList(),
        new ForeignPrototypes(schema, layouts).all(),
        AbiView.of(schema, layouts));
  }

  private HandleView handle(HandleType handle) {
    String end =
        releaseOf(handle)
            .map(function -> "Released by " + CNames.type(schema, function) + "().")
            .orElse("Never released by Java.");
    return new HandleView(
        DocComment.of(handle, 0, "Opaque to Java.", end),
        handle.foreign().map(foreign -> foreign.of(handle)).orElse(""),
        CNames.type(schema, handle));
  }

  private Optional<NativeFunction> releaseOf(HandleType handle) {
    return handle
        .release()
        .flatMap(
            name -> schema.functions().stream().filter(f -> f.name().equals(name)).findFirst());
  }

  /** All callbacks, each after those that it takes, as C wants them. */
  private List<Callback> ordered() {
    Map<String, Callback> ordered = new LinkedHashMap<>();
    schema.callbacks().forEach(callback -> define(callback, ordered));
    return List.copyOf(ordered.values());
  }

  private static void define(Callback callback, Map<String, Callback> defined) {
    if (!defined.containsKey(callback.name())) {
      for (Parameter parameter : callback.signature().parameters()) {
        if (parameter.type() instanceof CallbackPointer other) {
          define(other.callback(), defined);
        }
      }
      defined.put(callback.name(), callback);
    }
  }

  private CallbackView callback(Callback callback) {
    Identifiers names = CIdentifiers.callback(schema, callback);
    String type = names.get("type");
    Optional<ParameterType> returns = callback.signature().returns();
    return new CallbackView(
        new DocComment(0).said(callback).text(threads(callback)).deprecated(callback).lines(),
        type,
        SignatureDocs.parameters(new DocComment(MEMBER_INDENT), callback)
            .result(result(callback))
            .lines(),
        CFunctions.head(
            MEMBER_INDENT, result(returns), "(*call)", withContext(types.parameters(callback))),
        callback.listeners() > 0 ? registry(callback, names) : null);
  }

  private String result(Optional<ParameterType> returns) {
    return returns.map(types::result).orElse("void");
  }

  private String threads(Callback callback) {
    if (callback.threads() == Callback.Threads.ANY) {
      return "";
    }
    return "Called only on the thread that passed it to C: on another thread, a listener in Java is"
        + " not called"
        + failure(callback).map(value -> ", and the result is " + value + ".").orElse(".");
  }

  private Optional<String> failure(Callback callback) {
    return callback.signature().returns().map(type -> onError.shown(type, callback.onError()));
  }

  private String result(Callback callback) {
    return callback
        .signature()
        .returns()
        .map(
            type ->
                SignatureDocs.answer(
                    type,
                    onError.shown(type, callback.onError()),
                    "when a listener in Java throws"))
        .orElse("");
  }

  private static List<String> withContext(List<String> parameters) {
    return prepend("void *context", parameters);
  }

  private static List<String> prepend(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  private RegistryView registry(Callback callback, Identifiers names) {
    Optional<ParameterType> returns = callback.signature().returns();
    List<String> parameters = types.parameters(callback);
    List<String> arguments =
        callback.signature().parameters().stream()
            .map(parameter -> CNames.parameter(callback, parameter))
            .toList();
    List<String> emitted = new ArrayList<>(parameters);
    returns.ifPresent(
        answer -> {
          String result = types.result(answer);
          emitted.add(result + (result.endsWith("*") ? "*" : " *") + "results");
          emitted.add("uint32_t capacity");
        });
    return new RegistryView(
        names.byRole(),
        callback.listeners(),
        CFunctions.head(
            0, "typedef " + result(returns), names.get("function"), withContext(parameters)),
        CFunctions.exported(
            "tenon_status",
            names.get("register"),
            List.of("const " + names.get("type") + " *callback", "tenon_registration *out")),
        CFunctions.exported(
            "tenon_status",
            names.get("unregister"),
            List.of("const tenon_registration *registration")),
        CFunctions.exported("uint32_t", names.get("emit"), emitted),
        emitDoc(returns),
        CFunctions.call(
            LOOP_INDENT,
            returns.map(answer -> types.parameter(answer, "answer = ")).orElse("") + "call",
            prepend("listener->context", arguments)),
        returns.isPresent(),
        callback.batch().map(batch -> batch(callback, batch, names)).orElse(null));
  }

  private static List<String> emitDoc(Optional<ParameterType> returns) {
    DocComment comment =
        new DocComment(0)
            .text(
                "Calls all listeners on this thread, in the order of registration, without locks or"
                    + " allocation. A listener can register, unregister and emit.");
    returns.ifPresent(
        answer ->
            comment
                .parameter(
                    "results",
                    "receives the result of each listener; may be NULL when capacity is 0"
                        + (answer instanceof Text
                            ? "; only the last of several texts from listeners in Java is valid"
                            : ""))
                .parameter(
                    "capacity",
                    "number of elements of results; results of further listeners are lost"));
    return comment.result("the number of called listeners").lines();
  }

  private BatchView batch(Callback callback, Callback.Batch batch, Identifiers names) {
    String name = names.get("batch");
    String self = name + " *batch";
    List<String> parameters = new ArrayList<>();
    List<String> stores = new ArrayList<>();
    DocComment comment =
        new DocComment(0)
            .text(
                "Copies an event into the batch, and delivers all events when the batch is full.");
    for (int i = 0; i < batch.parameters().size(); i++) {
      Parameter parameter = batch.parameters().get(i);
      Field field = batch.event().fields().get(i);
      String argument = CNames.parameter(callback, parameter);
      boolean pointer = parameter.type() instanceof StructPointer;
      parameters.add(types.parameter(parameter.type(), argument));
      stores.add(CNames.member(field) + " = " + (pointer ? "*" : "") + argument);
      comment.parameter(
          argument,
          CComments.continued(
              CComments.join(parameter.doc(), CComments.unit(parameter.unit())),
              pointer ? "never NULL" : ""));
    }
    return new BatchView(
        name,
        names.get("BATCH"),
        batch.events(),
        CNames.type(schema, batch.event()),
        CFunctions.head(0, "void", names.get("batch_add"), prepend(self, parameters)),
        comment.lines(),
        CFunctions.head("uint32_t", names.get("batch_flush"), self),
        CFunctions.head(
            "uint32_t", names.get("batch_tick"), self, "uint64_t now_ns", "uint64_t max_age_ns"),
        stores);
  }

  private FunctionView function(NativeFunction function) {
    Optional<ParameterType> returns = function.signature().returns();
    DocComment comment = new DocComment(0).said(function).text(manner(function));
    String name = CNames.type(schema, function);
    return new FunctionView(
        SignatureDocs.parameters(comment, function)
            .result(returns.map(this::owner).orElse(""))
            .deprecated(function)
            .lines(),
        name,
        function.foreign().map(ForeignName::header).orElse(""),
        CFunctions.exported(result(returns), name, types.parameters(function)).prototype());
  }

  private String manner(NativeFunction function) {
    String release =
        schema.handles().stream()
            .filter(handle -> handle.release().filter(function.name()::equals).isPresent())
            .map(
                handle ->
                    "Releases the %s: Java calls it once, when no other call uses the handle."
                        .formatted(handle.name()))
            .findFirst()
            .orElse("");
    return CComments.join(
        release,
        function.errno() ? "Java captures errno after the call." : "",
        function.critical() ? "Must return quickly, without blocking or calling back." : "",
        function.blocking() ? "May block." : "");
  }

  private String owner(ParameterType returns) {
    if (returns instanceof Text text) {
      return "UTF-8 that belongs to C, and that Java copies immediately; "
          + SignatureDocs.presence(text);
    } else if (returns instanceof HandlePointer pointer) {
      return (releaseOf(pointer.handle()).isPresent()
              ? "belongs to Java until it is released; "
              : "belongs to C; ")
          + SignatureDocs.presence(pointer);
    }
    return "";
  }
}
