// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Schema;

/**
 * Input of every part of the page.
 *
 * @param schema the one that the page is about, or one that it imports
 * @param links where each type is described
 * @param c the C of the schema
 * @param java its Java
 */
record PageScope(
    Schema schema, Layouts layouts, Links links, CDeclarations c, JavaDeclarations java) {}
