// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit;

import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Mapping;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.SourceFile;
import dev.tenon.generator.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The runtime that generated code needs. The number stands in the schema of the shared-memory
 * format, from which both runtimes have it, too.
 */
public final class RequiredRuntime {

  private static final String FORMAT = "tenon_format.tenon.yaml";

  /** Lowest number of the runtime API that serves the code which this generator makes. */
  public static final int API = read();

  private RequiredRuntime() {}

  private static int read() {
    try (InputStream in = RequiredRuntime.class.getResourceAsStream(FORMAT)) {
      Diagnostics diagnostics = new Diagnostics();
      Node node =
          SourceFile.of(FORMAT, in.readAllBytes(), diagnostics)
              .flatMap(source -> YamlReader.read(source, diagnostics))
              .orElseThrow();
      for (String key : new String[] {"constants", "RUNTIME_API", "value"}) {
        node = ((Mapping) node).entry(key).orElseThrow().value();
      }
      return Integer.parseInt(((Scalar) node).text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
