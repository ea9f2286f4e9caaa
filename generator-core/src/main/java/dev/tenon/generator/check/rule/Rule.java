// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.rule;

/**
 * One thing that has to hold in every schema.
 *
 * <p>A rule is also asked about schemas in which other errors were found. It says nothing of
 * declarations that could not be read in full, where its answer would only repeat another error.
 */
public interface Rule {

  void check(Check check);
}
