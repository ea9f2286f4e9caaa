// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Mapping;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.Node.Sequence;
import dev.tenon.generator.yaml.SourceFile;
import dev.tenon.generator.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The JSON Schema for editors, asked as an editor asks it. */
public final class JsonSchema {

  /** The one copy. */
  public static final Path FILE = Path.of("../docs/tenon-1.schema.json");

  private static final String DRAFT_7 = "http://json-schema.org/draft-07/schema#";

  // Scalars as the core schema of YAML 1.2 reads them, which is what editors go by.
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NO_FINITE_NUMBER = Pattern.compile("[-+]?\\.(inf|nan)");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  private final Schema schema;

  private JsonSchema(Schema schema) {
    this.schema = schema;
  }

  /** The JSON Schema of the schema language. */
  public static JsonSchema ofTheLanguage() throws IOException {
    return new JsonSchema(REGISTRY.getSchema(Files.readString(FILE), InputFormat.JSON));
  }

  /** Returns what is wrong with the JSON Schema itself. */
  public static List<String> errorsInItself() throws IOException {
    return messages(
        REGISTRY
            .getSchema(SchemaLocation.of(DRAFT_7))
            .validate(Files.readString(FILE), InputFormat.JSON));
  }

  /** Returns what an editor says of a schema; nothing when the text is not YAML. */
  public Optional<List<String>> errors(byte[] text) {
    Diagnostics diagnostics = new Diagnostics();
    return SourceFile.of("a.tenon.yaml", text, diagnostics)
        .flatMap(source -> YamlReader.read(source, diagnostics))
        .filter(tree -> !diagnostics.hasErrors())
        .map(tree -> messages(schema.validate(json(tree), InputFormat.JSON)));
  }

  /** Returns what an editor says of a schema. */
  public List<String> errors(Path file) throws IOException {
    return errors(Files.readAllBytes(file)).orElseThrow();
  }

  private static List<String> messages(List<Error> errors) {
    return errors.stream().map(Error::toString).toList();
  }

  private static String json(Node node) {
    if (node instanceof Mapping mapping) {
      return mapping.entries().stream()
          .map(entry -> quoted(entry.name()) + ":" + json(entry.value()))
          .collect(Collectors.joining(",", "{", "}"));
    } else if (node instanceof Sequence list) {
      return list.items().stream().map(JsonSchema::json).collect(Collectors.joining(",", "[", "]"));
    }
    Scalar scalar = (Scalar) node;
    return scalar.quoted() ? quoted(scalar.text()) : plain(scalar.text());
  }

  private static String plain(String text) {
    if (text.isEmpty() || text.equals("~") || text.equals("null")) {
      return "null";
    } else if (text.equals("true") || text.equals("false")) {
      return text;
    } else if (INTEGER.matcher(text).matches()) {
      return text.replaceFirst("^\\+", "").replaceFirst("^(-?)0+(?=[0-9])", "$1");
    } else if (HEXADECIMAL.matcher(text).matches()) {
      return new java.math.BigInteger(text.substring(2), 16).toString();
    } else if (NUMBER.matcher(text).matches()) {
      return new java.math.BigDecimal(text).toString();
    }
    // JSON cannot say it, and any other number is as good.
    return NO_FINITE_NUMBER.matcher(text).matches() ? "0.5" : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      json.append(c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted((int) c) : c);
    }
    return json.append('"').toString();
  }
}
