// SPDX-License-Identifier: Apache-2.0
/** Checks versions, reserved places, imports and the schema's header. */
package dev.tenon.generator.check.contract;
