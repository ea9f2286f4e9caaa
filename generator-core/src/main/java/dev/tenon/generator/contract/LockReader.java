// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.SourceText;
import dev.tenon.generator.diagnostic.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a lock as strictly as it is written: every line, in its order, or nothing. */
final class LockReader {

  private static final Pattern CONFLICT = Pattern.compile("(<{7}|={7}|>{7}|\\|{7})( .*)?");
  private static final String RESTORE =
      "restore it from version control, or if its version was never published, write it again"
          + " with 'tenon freeze --force'";

  private final SourceText source;
  private final Diagnostics diagnostics;
  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, Fact> known = new HashMap<>();
  private final StringBuilder text = new StringBuilder();
  private int number;
  private boolean begun;
  private boolean ended;

  LockReader(SourceText source, Diagnostics diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  /** Returns the contract; nothing when a line is not as it should be, which is reported. */
  Optional<Contract> read() {
    for (number = 1; number <= source.lines().size(); number++) {
      String line = source.line(number);
      if (!line.isBlank() && !line.startsWith(Lock.COMMENT) && !line(line)) {
        return Optional.empty();
      }
    }
    if (!ended) {
      number = Math.max(1, source.lines().size());
      return refuse("the lock has no checksum at its end, so it is incomplete");
    }
    return Optional.of(new Contract(true, facts));
  }

  private boolean line(String line) {
    if (CONFLICT.matcher(line).matches()) {
      diagnostics.report(
          Diagnostic.of(DiagnosticCode.INVALID_LOCK, whole(), "the lock contains a merge conflict")
              .withHelp(
                  "two branches froze different contracts as the same version: keep the"
                      + " published one, and freeze the other as a later version"));
      return false;
    } else if (ended) {
      return refuse("the checksum is the last line of a lock").isPresent();
    } else if (!begun) {
      begun = line.equals(Lock.FORMAT);
      text.append(line).append('\n');
      return begun || refuse("a lock begins with '" + Lock.FORMAT + "'").isPresent();
    } else if (line.startsWith(Lock.CHECKSUM + " ")) {
      ended = true;
      return checksum(line.substring(Lock.CHECKSUM.length() + 1));
    }
    text.append(line).append('\n');
    return fact(line);
  }

  private boolean checksum(String written) {
    if (facts.isEmpty()) {
      return refuse("a lock names its schema").isPresent();
    }
    if (written.equals(Lock.checksum(text.toString()))) {
      return true;
    }
    diagnostics.report(
        Diagnostic.of(
                DiagnosticCode.EDITED_LOCK,
                whole(),
                "the lock was edited: the checksum does not match")
            .withHelp(RESTORE));
    return false;
  }

  private boolean fact(String line) {
    LockLine words = new LockLine(line);
    Optional<Fact> fact = words.fact(whole());
    if (fact.isEmpty()) {
      return refuse(words.error()).isPresent();
    }
    Fact found = fact.get();
    boolean isHeader = found.kind() == FactKind.SCHEMA;
    if (isHeader != facts.isEmpty()) {
      return refuse("a lock names its schema once, in its first line").isPresent();
    }
    Fact first = known.putIfAbsent(found.id(), found);
    if (first != null) {
      return refuse("%s occurs twice in the lock".formatted(found)).isPresent();
    }
    facts.add(found);
    return true;
  }

  private Optional<Contract> refuse(String message) {
    diagnostics.report(
        Diagnostic.of(DiagnosticCode.INVALID_LOCK, whole(), message).withHelp(RESTORE));
    return Optional.empty();
  }

  private Span whole() {
    return new Span(source, number, 1, source.line(number).length());
  }
}
