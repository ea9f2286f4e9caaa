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
import java.util.Optional;
import java.util.Set;

/**
 * A scope of a target language with the owner of each name in it. Two declarations with the same
 * name are reported once, even when they share several names.
 */
final class NameScope {

  private final Check check;
  private final Language language;
  private final Map<String, Claim> claims = new HashMap<>();
  private final Set<Span> reported;

  /** A target language, with its words in diagnostics. */
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

    /** The name that the author gives for this language. */
    Optional<String> given(Declaration declaration) {
      return this == JAVA ? declaration.names().java() : declaration.names().c();
    }
  }

  private record Claim(Declaration owner, String shown) {}

  NameScope(Check check, Language language) {
    this(check, language, new HashSet<>());
  }

  /**
   * Creates one of several scopes.
   *
   * @param reported places of the declarations that are reported in any of the scopes
   */
  NameScope(Check check, Language language, Set<Span> reported) {
    this.check = check;
    this.language = language;
    this.reported = reported;
  }

  /** Adds names that generated code has whatever the schema declares. */
  NameScope reserve(String... names) {
    for (String name : names) {
      claims.put(name, new Claim(null, name));
    }
    return this;
  }

  /**
   * Adds a name that generated code has whatever the schema declares.
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

  /** Adds the name of a declaration, and reports it if another one has it. */
  void claim(Declaration owner, String name) {
    claim(owner, name, name);
  }

  /**
   * Adds the name of a declaration, and reports it if another one has it.
   *
   * @param key value that has to be unique, such as a signature
   * @param shown text for diagnostics
   */
  void claim(Declaration owner, String key, String shown) {
    compare(owner, shown, claims.putIfAbsent(key, new Claim(owner, shown)));
  }

  /** Adds a name that several declarations may have. */
  void share(Declaration owner, String key, String shown) {
    claims.putIfAbsent(key, new Claim(owner, shown));
  }

  /** Reports a name of an inner scope that hides a name of this scope. */
  void hide(Declaration owner, String key, String shown) {
    compare(owner, shown, claims.get(key));
  }

  private void compare(Declaration owner, String shown, Claim first) {
    if (first == null || first.owner() == owner || !reported.add(owner.span())) {
      return;
    }
    if (first.owner() == null) {
      report(
          owner,
          "'%s' becomes %s in %s and collides with %s"
              .formatted(owner.name(), shown, language.label, generated(shown, first.shown())));
    } else if (!isDeclaredTwice(first.owner(), owner)) {
      report(owner, first.owner(), collision(owner, shown, first));
    }
  }

  private static String generated(String shown, String other) {
    return shown.equals(other) ? "a generated name" : other + inCase(shown, other);
  }

  private String collision(Declaration owner, String shown, Claim first) {
    String names = "'%s' and '%s'".formatted(first.owner().name(), owner.name());
    String other = first.shown();
    return other.equals(shown)
        ? "%s both become %s in %s".formatted(names, shown, language.label)
        : "%s become %s and %s in %s%s"
            .formatted(names, other, shown, language.label, inCase(shown, other));
  }

  private static String inCase(String one, String other) {
    return one.equalsIgnoreCase(other) ? ", and some file systems ignore case" : "";
  }

  /** Reports nothing twice: {@link DuplicateNameRule} tells of equal names in the schema. */
  private boolean isDeclaredTwice(Declaration first, Declaration second) {
    return first.name().equals(second.name())
        && (Check.isTopLevel(first) && Check.isTopLevel(second)
            || check.schema().flags().stream()
                .map(Check::parts)
                .anyMatch(parts -> parts.contains(first) && parts.contains(second)));
  }

  private void report(Declaration owner, String message) {
    check.report(diagnostic(owner, message));
  }

  private void report(Declaration owner, Declaration first, String message) {
    check.report(diagnostic(owner, message).withRelated(place(first), "first here"));
  }

  private Diagnostic diagnostic(Declaration owner, String message) {
    boolean given = language.given(owner).isPresent();
    return Diagnostic.of(language.code, place(owner), message)
        .withHelp("rename it, or give it %s %s".formatted(given ? "another" : "a", language.key));
  }

  private Span place(Declaration declaration) {
    return check.places().of(declaration, language.key);
  }
}
