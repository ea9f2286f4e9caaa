// SPDX-License-Identifier: Apache-2.0
/** Diagnostics for the author of a schema, and their positions. */
package dev.tenon.generator.diagnostic;
