// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.schema.Schema;

/** A schema with the places of its parts; in part only when errors were reported. */
public record SchemaDocument(Schema schema, Places places) {}
