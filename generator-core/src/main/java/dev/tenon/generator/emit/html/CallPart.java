// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.PageView.CallView;
import dev.tenon.generator.emit.html.PageView.CodeView;
import dev.tenon.generator.emit.html.PageView.HandleView;
import dev.tenon.generator.emit.html.PageView.LinkView;
import dev.tenon.generator.emit.html.PageView.ParameterView;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ByValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the views of what C and Java call of each other. */
final class CallPart {

  private final PageScope scope;

  CallPart(PageScope scope) {
    this.scope = scope;
  }

  List<CallView> callbacks() {
    return scope.schema().callbacks().stream().map(this::callback).toList();
  }

  private CallView callback(Callback callback) {
    return call(
        callback,
        List.of(
            callback.threads() == Callback.Threads.ANY
                ? "on any thread"
                : "on the thread that handed it over",
            callback.listeners() == 0
                ? "handed over with a call"
                : "up to " + Doc.count(callback.listeners(), "listener"),
            callback.batch().map(batch -> "batches of " + batch.events()).orElse("")),
        callback.batch().map(Callback.Batch::parameters).orElse(callback.signature().parameters()),
        onError(callback, callback.onError()),
        Code.of(scope.c().of(callback), scope.java().callback(callback)));
  }

  List<CallView> functions() {
    return scope.schema().functions().stream().map(this::function).toList();
  }

  private CallView function(NativeFunction function) {
    return call(
        function,
        List.of(
            function.errno() ? "errno" : "",
            function.critical() ? "critical" : "",
            function.blocking() ? "blocking" : "",
            released(function)),
        function.signature().parameters(),
        "",
        Code.of(scope.c().of(function), scope.java().function(function)));
  }

  /** Java has no method for a function that ends a handle: closing the handle calls it. */
  private String released(NativeFunction function) {
    return scope.schema().handles().stream()
        .filter(handle -> handle.release().filter(function.name()::equals).isPresent())
        .map(handle -> "in Java: closing a " + handle.name())
        .collect(Collectors.joining(", "));
  }

  List<CallView> exports() {
    return scope.schema().exports().stream().map(this::export).toList();
  }

  private CallView export(Export export) {
    return call(
        export,
        List.of(),
        export.signature().parameters(),
        onError(export, export.onError()),
        Code.of(scope.c().of(export), scope.java().export(export)));
  }

  private CallView call(
      Invocable invocable,
      List<String> facts,
      List<Parameter> parameters,
      String onError,
      List<CodeView> code) {
    List<ParameterView> rows = parameters.stream().map(this::parameter).toList();
    return new CallView(
        Headings.of(scope, invocable, facts),
        rows.stream().anyMatch(row -> !row.doc().isEmpty()),
        rows,
        invocable
            .signature()
            .returns()
            .map(type -> scope.links().spelled(type.spelling()))
            .orElse(List.of(new LinkView("void", ""))),
        onError,
        code);
  }

  private ParameterView parameter(Parameter parameter) {
    return new ParameterView(
        parameter.name(),
        scope.links().spelled(parameter.type().spelling()),
        parameter.unit(),
        Doc.paragraphs(parameter.doc()));
  }

  /** Value that C receives when Java throws. */
  private static String onError(Invocable invocable, Optional<Literal> value) {
    Optional<ParameterType> returns = invocable.signature().returns();
    if (returns.isEmpty()) {
      return "";
    } else if (value.isEmpty()) {
      return returns.get() instanceof ByValue ? "a struct with its defaults" : "null";
    } else if (returns.get() instanceof ByValue byValue) {
      return Values.shown(byValue.type(), value.get());
    }
    return value.get() instanceof Literal.TextLiteral text ? '"' + text.value() + '"' : "";
  }

  List<HandleView> handles() {
    return scope.schema().handles().stream().map(this::handle).toList();
  }

  private HandleView handle(HandleType handle) {
    return new HandleView(
        Headings.of(
            scope, handle, List.of(handle.release().isPresent() ? "closed by Java" : "kept by C")),
        handle
            .release()
            .map(name -> List.of(new LinkView(name, "#function-" + name)))
            .orElse(List.of()),
        Code.of(scope.c().of(handle), scope.java().handle(handle)));
  }
}
