// SPDX-License-Identifier: Apache-2.0
/** Checks regions and their sections. */
package dev.tenon.generator.check.regions;
