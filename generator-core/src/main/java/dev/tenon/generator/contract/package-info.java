// SPDX-License-Identifier: Apache-2.0
/** The layout as text and as a hash: what two programs compare before they share memory. */
package dev.tenon.generator.contract;
