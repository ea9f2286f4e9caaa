// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;

/** One named shared-memory segment with typed content. */
public record Region(Names names, List<Section> contents, String doc, Span span)
    implements Declaration {

  public Region {
    contents = List.copyOf(contents);
  }
}
