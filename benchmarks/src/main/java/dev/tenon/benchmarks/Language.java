// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

/** What a process is written in. */
enum Language {
  C("C"),
  JAVA("Java");

  private final String name;

  Language(String name) {
    this.name = name;
  }

  @Override
  public String toString() {
    return name;
  }
}
