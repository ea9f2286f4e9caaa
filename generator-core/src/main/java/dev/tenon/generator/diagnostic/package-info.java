// SPDX-License-Identifier: Apache-2.0
/** What is said to the author of a schema, and the places it is said of. */
package dev.tenon.generator.diagnostic;
