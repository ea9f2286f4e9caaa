// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Declaration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A scope of a target language: who has which name there. Two declarations that get one name are
 * reported once, however many names they share.
 */
final class NameScope {

  private final Check check;
  private final Language language;
  private final Map<String, Claim> claims = new HashMap<>();
  private final Set<Span> reported;

  /** A target language, as far as diagnostics speak of it. */
  enum Language {
    JAVA("Java", "java_name", DiagnosticCode.JAVA_COLLISION),
    C("C", "c_name", DiagnosticCode.C_COLLISION);

    private final String label;
    private final String key;
    private final DiagnosticCode code;

    Language(String label, String key, DiagnosticCode code) {
      this.label = label;
      this.key = key;
      this.code = code;
    }

    String key() {
      return key;
    }
  }

  private record Claim(Declaration owner, String shown) {}

  NameScope(Check check, Language language) {
    this(check, language, new HashSet<>());
  }

  /**
   * One of several scopes.
   *
   * @param reported places of declarations of which something is reported, in whatever scope
   */
  NameScope(Check check, Language language, Set<Span> reported) {
    this.check = check;
    this.language = language;
    this.reported = reported;
  }

  /** Notes a name that generated code has for itself. */
  NameScope reserve(String... names) {
    for (String name : names) {
      claims.put(name, new Claim(null, name));
    }
    return this;
  }

  /**
   * Notes a name that generated code has for itself.
   *
   * @param key what has to be unique
   * @param shown the same in the words of a diagnostic
   */
  void reserveAs(String key, String shown) {
    claims.put(key, new Claim(null, shown));
  }

  boolean has(String name) {
    return claims.containsKey(name);
  }

  /** Notes a name that a declaration gets. */
  void claim(Declaration owner, String name) {
    claim(owner, name, name);
  }

  /**
   * Notes a name that a declaration gets.
   *
   * @param key what has to be unique, such as a signature
   * @param shown the same in the words of a diagnostic
   */
  void claim(Declaration owner, String key, String shown) {
    compare(owner, shown, claims.putIfAbsent(key, new Claim(owner, shown)));
  }

  /** Notes a name that others may have, too. */
  void share(Declaration owner, String key, String shown) {
    claims.putIfAbsent(key, new Claim(owner, shown));
  }

  /** Reports a name of a scope inside of this one that hides a name of this one. */
  void hide(Declaration owner, String key, String shown) {
    compare(owner, shown, claims.get(key));
  }

  private void compare(Declaration owner, String shown, Claim first) {
    if (first == null || first.owner() == owner || !reported.add(owner.span())) {
      return;
    }
    if (first.owner() == null) {
      report(owner, shown, "%s is generated already".formatted(first.shown()), null);
    } else if (!isDeclaredTwice(first.owner(), owner)) {
      String both =
          first.shown().equals(shown) ? "" : ", of '" + first.owner().name() + "' " + first.shown();
      report(owner, shown, both, first.owner());
    }
  }

  /** Equal names in the schema are a mistake of their own. */
  private static boolean isDeclaredTwice(Declaration first, Declaration second) {
    return first.name().equals(second.name())
        && Check.isTopLevel(first)
        && Check.isTopLevel(second);
  }

  private void report(Declaration owner, String shown, String why, Declaration first) {
    String message =
        first == null
            ? "'%s' becomes %s in %s; %s".formatted(owner.name(), shown, language.label, why)
            : "'%s' and '%s' both become %s in %s%s"
                .formatted(first.name(), owner.name(), shown, language.label, why);
    Diagnostic diagnostic =
        Diagnostic.of(language.code, place(owner), message)
            .withHelp("rename it, or give it a " + language.key);
    check.report(first == null ? diagnostic : diagnostic.withRelated(place(first), "first here"));
  }

  private Span place(Declaration declaration) {
    return check.places().of(declaration, language.key);
  }
}
