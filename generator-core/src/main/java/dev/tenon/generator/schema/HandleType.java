// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.Optional;

/**
 * An object of C that Java holds without seeing into it.
 *
 * @param release name of the function that ends it; without one C keeps it
 */
public record HandleType(Names names, Optional<String> release, String doc, Span span)
    implements Declaration {}
