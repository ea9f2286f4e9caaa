// SPDX-License-Identifier: Apache-2.0
/** JMH benchmarks of field access: generated flyweights, hand-written FFM, Agrona. */
package dev.tenon.benchmarks.accessors;
