// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static dev.tenon.generator.diagnostic.DiagnosticCode.*;

import dev.tenon.generator.contract.SchemaMutations.Mutation;
import java.util.List;
import java.util.Map;

/** Changes of handles, and of what C and Java call. */
final class CallMutations extends SchemaMutator {

  CallMutations(SchemaTree base, int version, List<Mutation> mutations) {
    super(base, version, mutations);
  }

  private void handles() {
    declarations(CALLS, false, "handles");
    addition(CALLS, "Fresh", mapping("doc", "New."), "handles");
    for (String name : base.at("handles").keySet()) {
      value("release", "session_end", RELEASE_CHANGED, "handles", name);
      value("release", "feed_close", RELEASE_CHANGED, "handles", name);
      change(
          "no release of " + name,
          tree -> tree.at("handles", name).remove("release"),
          RELEASE_CHANGED);
    }
  }

  private void calls(String kind) {
    declarations(CALLS, false, kind);
    addition(CALLS, "fresh_call", mapping("doc", "New."), kind);
    for (String name : base.at(kind).keySet()) {
      String[] call = {kind, name};
      Map<String, Object> declared = base.at(call);
      for (String type : List.of("i64", "f32", "Level", "Pair")) {
        if (declared.containsKey("returns")) {
          change(
              "returns " + type + " of " + name,
              tree -> {
                tree.at(call).put("returns", type);
                if (type.equals("Pair")) {
                  tree.at(call).remove("on_error");
                } else if (!kind.equals("functions")) {
                  tree.at(call).put("on_error", type.equals("Level") ? "LOW" : "1");
                }
              },
              RETURN_CHANGED);
        }
      }
      value("on_error", "3", ON_ERROR_CHANGED, call);
      value("threads", declared.containsKey("threads") ? "any" : "same", THREADS_CHANGED, call);
      value(
          "listeners",
          "3",
          "0".equals(declared.get("listeners")) ? LISTENING_CHANGED : CALL_HINT_CHANGED,
          call);
      value("listeners", "0", LISTENING_CHANGED, call);
      if (declared.containsKey("batch")) {
        value("batch", "5", CALL_HINT_CHANGED, call);
        change("no batch of " + name, tree -> tree.at(call).remove("batch"), BATCHING_CHANGED);
      } else {
        value("batch", "5", BATCHING_CHANGED, call);
      }
      for (String key : List.of("errno", "critical", "blocking")) {
        value(
            key,
            declared.containsKey(key) ? "false" : "true",
            key.equals("errno") ? ERRNO_CHANGED : CALL_HINT_CHANGED,
            call);
      }
      parameters(kind, name);
    }
  }

  private void parameters(String kind, String name) {
    String[] path = {kind, name, "params"};
    String what = kind + "." + name;
    if (!base.at(kind, name).containsKey("params")) {
      return;
    }
    change(
        "one parameter more of " + what,
        tree -> tree.at(path).put("fresh", mapping("type", "u8")),
        PARAMETERS_CHANGED);
    swaps(PARAMETERS_CHANGED, "nothing", path);
    for (String parameter : base.at(path).keySet()) {
      change(
          "remove parameter " + parameter + " of " + what,
          tree -> tree.at(path).remove(parameter),
          PARAMETERS_CHANGED);
      change(
          "rename parameter " + parameter + " of " + what,
          tree -> SchemaTree.rename(tree.at(path), parameter, parameter + "_x"),
          PARAMETERS_CHANGED);
      change(
          "optional parameter " + parameter + " of " + what,
          tree -> tree.at(with(path, parameter)).put("optional", "true"),
          PARAMETERS_CHANGED);
      change(
          "kept parameter " + parameter + " of " + what,
          tree -> tree.at(with(path, parameter)).put("keep", "true"),
          PARAMETERS_CHANGED);
      types(PARAMETERS_CHANGED, with(path, parameter));
      unit(with(path, parameter));
      same(
          "doc of parameter " + parameter + " of " + what,
          tree -> tree.at(with(path, parameter)).put("doc", "Other words."));
    }
  }

  void all() {
    handles();
    calls("callbacks");
    calls("functions");
    calls("exports");
  }
}
