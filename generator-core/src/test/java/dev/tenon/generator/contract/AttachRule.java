// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.schema.Region;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The decision of both runtimes whether a program may use a region, made of their texts alone. */
final class AttachRule {

  private static final Pattern CURRENT = Pattern.compile("current (\\d+)");
  private static final Pattern COMPATIBLE = Pattern.compile("compatible (\\d+) ([0-9a-f]{64})");

  private AttachRule() {}

  /** Whether a program of one schema may use a region that a program of another one made. */
  static boolean allows(CompiledSchema one, CompiledSchema other, String region) {
    int common = Math.min(one.schema().version(), other.schema().version());
    return hash(text(one, region), common).equals(hash(text(other, region), common));
  }

  static boolean hasRegion(CompiledSchema compiled, String region) {
    return compiled.schema().regions().stream().anyMatch(r -> r.name().equals(region));
  }

  private static LayoutText text(CompiledSchema compiled, String name) {
    Region region =
        compiled.schema().regions().stream()
            .filter(r -> r.name().equals(name))
            .findFirst()
            .orElseThrow();
    return CanonicalLayout.of(compiled.schema(), region, compiled.layouts());
  }

  private static String hash(LayoutText text, int version) {
    int current = 1;
    String earlier = "";
    for (String line : text.text().lines().toList()) {
      Matcher matcher = CURRENT.matcher(line);
      if (matcher.matches()) {
        current = Integer.parseInt(matcher.group(1));
      }
      matcher = COMPATIBLE.matcher(line);
      if (matcher.matches() && Integer.parseInt(matcher.group(1)) <= version) {
        earlier = matcher.group(2);
      }
    }
    return version >= current ? text.hashHex() : earlier;
  }
}
