// SPDX-License-Identifier: Apache-2.0
/** Code that all emitters share. Each target language has a package below. */
package dev.tenon.generator.emit;
