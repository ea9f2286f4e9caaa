// SPDX-License-Identifier: Apache-2.0
/** Generated C, judged by compilers and by running it. */
package dev.tenon.generator.emit.c;
