// SPDX-License-Identifier: Apache-2.0
/**
 * Contract of a schema as text: the layout and its hash, which two programs compare before they
 * share memory; the calls, which a program compares with a library; and the whole contract, which
 * is frozen in a lock and compared with what the schema says later.
 */
package dev.tenon.generator.contract;
