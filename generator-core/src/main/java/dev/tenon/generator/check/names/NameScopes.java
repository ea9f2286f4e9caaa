// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.names.NameScope.Language;
import dev.tenon.generator.check.names.NameUnit.Name;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.diagnostic.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All scopes of one language. */
final class NameScopes {

  private final Check check;
  private final Language language;
  private final Map<String, NameScope> scopes = new HashMap<>();
  private final Set<Span> reported = new HashSet<>();

  NameScopes(Check check, Language language) {
    this.check = check;
    this.language = language;
  }

  NameScope of(String scope) {
    return scopes.computeIfAbsent(scope, name -> new NameScope(check, language, reported));
  }

  /** Adds all names, and reports those that two declarations share. */
  void claim(List<NameUnit> units) {
    units.forEach(unit -> unit.names().get().forEach(name -> claim(unit, name)));
    for (NameUnit unit : units) {
      for (Name name : unit.names().get()) {
        if (unit.owner() != null && !name.enclosing().isEmpty()) {
          of(name.enclosing()).hide(unit.owner(), name.key(), name.shown());
        }
      }
    }
  }

  private void claim(NameUnit unit, Name name) {
    NameScope scope = of(name.scope());
    if (unit.owner() == null) {
      scope.reserveAs(name.key(), name.shown());
    } else if (name.isShared()) {
      scope.share(unit.owner(), name.key(), name.shown());
    } else {
      scope.claim(unit.owner(), name.key(), name.shown());
    }
  }
}
