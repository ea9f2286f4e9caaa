// SPDX-License-Identifier: Apache-2.0
/**
 * Prints calls in one process: callbacks, functions, exports, handles, and the metadata of their
 * native signatures. Depends on {@code code} only.
 */
package dev.tenon.generator.emit.java.call;
