// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.Set;
import java.util.TreeSet;

/**
 * The support class of a schema: what its generated types share. Remembers which members the
 * emitters refer to, because the class has those and no others.
 */
public final class Support {

  private static final String USERS = "Checks and conversions that the types of schema '%s' share.";

  private final String schema;
  private final ClassName name;
  private final Set<String> used = new TreeSet<>();

  Support(String schema, ClassName name) {
    this.schema = schema;
    this.name = name;
  }

  /** Returns the expression that names a method or constant. */
  public CodeBlock use(String member) {
    SupportSource.require(member, used);
    return CodeBlock.of("$T.$L", name, member);
  }

  /** Returns the name of a nested class. */
  public ClassName nested(String type) {
    SupportSource.require(type, used);
    return name.nestedClass(type);
  }

  /** Whether a file is needed. */
  public boolean isUsed() {
    return !used.isEmpty();
  }

  public String className() {
    return name.simpleName();
  }

  /** Returns the file without its first line, for what was referred to so far. */
  public String print() {
    return SupportSource.print(name.packageName(), className(), USERS.formatted(schema), used);
  }
}
