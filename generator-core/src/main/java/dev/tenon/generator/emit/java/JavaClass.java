// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;

/**
 * A generated class, before it is printed.
 *
 * @param records components of the records in it, by simple name; a {@code TypeSpec} does not tell
 *     them
 */
public record JavaClass(TypeSpec type, Map<String, List<ParameterSpec>> records) {}
