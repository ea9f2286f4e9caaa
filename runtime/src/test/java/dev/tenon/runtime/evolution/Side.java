// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.evolution;

import java.util.List;

/** A program of one version of the contract, in one language. */
interface Side extends AutoCloseable {

  /** Makes the region. */
  void create(String name);

  /** Opens the region that another one made. */
  void attach(String name);

  /** Opens the region, or makes it. */
  void openOrCreate(String name);

  /** Returns the version of the region that is open. */
  int regionVersion();

  /** Writes what this version knows into the structs, and sends messages. */
  void write();

  /** Says what is in the structs, and what is received: a line for each field. */
  List<String> read();

  /**
   * Receives as a program that was written against version 1, and returns how many messages its
   * handler has no method for.
   */
  long unhandled();

  /** Leaves the region and ends. */
  @Override
  void close();

  enum Language {
    JAVA,
    C;

    Side start(int version) {
      return this == JAVA ? new JavaSide(version) : new CSide(version);
    }
  }
}
