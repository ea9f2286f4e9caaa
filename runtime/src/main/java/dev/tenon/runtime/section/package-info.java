// SPDX-License-Identifier: Apache-2.0
/**
 * Kinds of sections: what each does when a region is made, checked and opened, as one {@code
 * SectionSupport} a kind. A kind sees its region as a {@code SectionHost}. Not exported. Depends on
 * the public API, the platform and waiting.
 */
package dev.tenon.runtime.section;
