// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.ExternType;
import dev.tenon.generator.schema.ForeignName;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Mapping;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code extern}: a header of somebody else has what is declared. */
final class ExternReader {

  private static final String EXTERN = "extern";

  private static final Pattern TYPE =
      Pattern.compile("(?:(?:struct|union) +)?[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./+-]*");

  private final Reading reading;

  ExternReader(Reading reading) {
    this.reading = reading;
  }

  /** Reads the C type that a struct describes. */
  Optional<ExternType> type(Properties properties, FieldReader fields) {
    Optional<Properties> found = read(properties, Construct.EXTERN);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties extern = found.get();
    Optional<String> c = spelled(extern, "c", TYPE, "type", "a name, optionally after 'struct'");
    Optional<String> header = header(extern);
    Optional<ExternType> type =
        c.isPresent() && header.isPresent()
            ? Optional.of(
                new ExternType(
                    c.get(),
                    header.get(),
                    fields.bytes(extern, "size", 1),
                    fields.alignment(extern)))
            : Optional.empty();
    extern.spans().forEach((key, span) -> properties.spans().put("extern." + key, span));
    finish(extern, properties);
    return type;
  }

  /** Reads the header that has something of its own name in C, or of another one. */
  Optional<ForeignName> name(Properties properties) {
    return name(properties, Construct.EXTERN_NAME, NAME, Optional.empty());
  }

  /** Reads the header that has the type of a handle. */
  Optional<ForeignName> handle(Properties properties) {
    return name(properties, Construct.EXTERN_TYPE, TYPE, Optional.empty());
  }

  /** Reads the header that has all parts of something, or something of its own name in C. */
  Optional<ForeignName> whole(Properties properties) {
    return name(properties, Construct.EXTERN_HEADER, NAME, Optional.empty());
  }

  /**
   * Reads what is said of one of the parts.
   *
   * @param around header that has all of them
   */
  Optional<ForeignName> part(Properties properties, Optional<ForeignName> around) {
    return properties.has(EXTERN) ? name(properties, Construct.EXTERN_VALUE, NAME, around) : around;
  }

  /** Reads the same of a further name for parts, which the header has only if that is told. */
  Optional<ForeignName> further(Properties properties, Optional<ForeignName> around) {
    return properties.has(EXTERN) ? part(properties, around) : Optional.empty();
  }

  private Optional<ForeignName> name(
      Properties properties, Construct construct, Pattern pattern, Optional<ForeignName> around) {
    Optional<Properties> found = read(properties, construct);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties extern = found.get();
    Optional<String> c = spelled(extern, "c", pattern, "name", "it as in the header");
    Optional<String> header =
        extern.has("header") ? header(extern) : around.map(ForeignName::header);
    if (header.isEmpty() && extern.isComplete()) {
      extern.markIncomplete();
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_EXTERN,
                  properties.spans().get(EXTERN),
                  "'extern' names no header")
              .withHelp("write {c: …, header: …}, or give the type around it an 'extern'"));
    }
    finish(extern, properties);
    return header.map(path -> new ForeignName(path, c));
  }

  private static void finish(Properties extern, Properties owner) {
    if (!extern.isComplete()) {
      owner.markIncomplete();
    }
  }

  /** Reads the long form, or the short one where there is one. */
  private Optional<Properties> read(Properties owner, Construct construct) {
    if (!owner.has(EXTERN)) {
      return Optional.empty();
    }
    Optional<Node> node =
        construct.shortKey() == null ? owner.mapping(EXTERN).map(m -> m) : owner.node(EXTERN);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Mapping mapping) {
      return Optional.of(Properties.of(reading, mapping, construct));
    } else if (node.get() instanceof Scalar scalar) {
      return Optional.of(
          Properties.ofShortForm(
              reading, construct.kind(), owner.keySpan(EXTERN), construct.shortKey(), scalar));
    }
    owner.markIncomplete();
    reading.wrongKind(node.get(), construct.kind(), "a single value or a mapping");
    return Optional.empty();
  }

  private Optional<String> header(Properties extern) {
    return spelled(extern, "header", HEADER, "header", "a path such as linux/input.h");
  }

  private Optional<String> spelled(
      Properties extern, String key, Pattern pattern, String what, String rule) {
    Optional<Scalar> scalar = extern.scalar(key);
    if (scalar.isEmpty() || pattern.matcher(scalar.get().text()).matches()) {
      return scalar.map(Scalar::text);
    }
    extern.markIncomplete();
    reading.report(
        Diagnostic.of(
                DiagnosticCode.INVALID_EXTERN,
                scalar.get().span(),
                "'%s' is not a valid C %s"
                    .formatted(Diagnostic.shortened(scalar.get().text()), what))
            .withHelp("write " + rule));
    return Optional.empty();
  }
}
