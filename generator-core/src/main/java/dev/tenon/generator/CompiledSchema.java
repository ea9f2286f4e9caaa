// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import dev.tenon.generator.diagnostic.Findings;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Schema;

/**
 * A schema that passed every check.
 *
 * @param warnings what is correct and may not have been meant
 */
public record CompiledSchema(Schema schema, Layouts layouts, Findings warnings) {}
