// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Identifiers that generated code has because of one construct, by their role. Code that prints one
 * asks for its role, so that nothing is printed that is not listed.
 */
public final class Identifiers {

  private final Map<String, String> byRole = new LinkedHashMap<>();

  Identifiers with(String role, String identifier) {
    byRole.put(role, identifier);
    return this;
  }

  /** Adds an identifier for each role, which is the stem and the role behind {@code _}. */
  Identifiers behind(String stem, String... roles) {
    for (String role : roles) {
      with(role, stem + "_" + role);
    }
    return this;
  }

  Identifiers withAll(Identifiers others) {
    byRole.putAll(others.byRole);
    return this;
  }

  /** Returns the identifier of a role that there is. */
  public String get(String role) {
    String identifier = byRole.get(role);
    if (identifier == null) {
      throw new IllegalArgumentException("no identifier is listed for the role " + role);
    }
    return identifier;
  }

  /** All of them, in the order of the list. */
  public Collection<String> all() {
    return Collections.unmodifiableCollection(byRole.values());
  }

  /** By their roles, for templates. */
  public Map<String, String> byRole() {
    return Collections.unmodifiableMap(byRole);
  }
}
