// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import java.nio.file.Path;

/** Loads the library of the exports in a JVM of its own; the library then starts Java. */
final class ExportsInJavaMain {

  private ExportsInJavaMain() {}

  public static void main(String[] arguments) {
    Services services = Services.load(Path.of(arguments[0]));
    System.out.println(services.priceThrough(1, 2.5, 4));
    System.out.println(services.startJava() + " " + services.detail());
    System.out.println(services.priceThrough(1, 2.5, 4));
    System.out.println(services.greetThrough("you"));
    System.out.println(services.startJava());
    System.out.println(services.stopJava());
    System.out.println(services.priceThrough(1, 2.5, 4));
  }
}
