// SPDX-License-Identifier: Apache-2.0
/** Declares the interface of a rule and the run that it reports to. Depends on no rule. */
package dev.tenon.generator.check.rule;
