// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.ChildJvm;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.memory.Words;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Java processes that are ended behind their stores to shared memory, one after the other. They run
 * the runtime as it is but for {@link Words}, whose methods that store call {@link StoreCounter}
 * before they return: every store in the order of the protocol goes through them.
 */
final class JavaVictims {
  private static final boolean LONG = Boolean.getBoolean("tenon.long");

  /** Of a script that is not short, spread over its stores. */
  private static final int KILLS = 3;

  private static final Set<String> STORES =
      Set.of(
          "setLongRelease",
          "setLongOpaque",
          "setIntRelease",
          "setIntOpaque",
          "compareAndSetLong",
          "getAndAddInt",
          "addLong",
          "setBitsLong",
          "clearBitsLong",
          "copy");

  private final String classPath;

  /**
   * Changes the class.
   *
   * @param folder for the changed class
   */
  JavaVictims(Path folder) throws IOException {
    String name = Words.class.getName().replace('.', '/') + ".class";
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream original = Words.class.getClassLoader().getResourceAsStream(name)) {
      Files.write(file, counting(original.readAllBytes()));
    }
    classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
  }

  private static byte[] counting(byte[] words) {
    ClassDesc counter = ClassDesc.of(StoreCounter.class.getName());
    MethodTypeDesc nothing = MethodTypeDesc.of(ConstantDescs.CD_void);
    CodeTransform beforeReturns =
        (code, element) -> {
          if (element instanceof ReturnInstruction) {
            code.invokestatic(counter, "stored", nothing);
          }
          code.with(element);
        };
    ClassFile file = ClassFile.of();
    return file.transformClass(
        file.parse(words),
        ClassTransform.transformingMethodBodies(JavaVictims::stores, beforeReturns));
  }

  private static boolean stores(MethodModel method) {
    return STORES.contains(method.methodName().stringValue());
  }

  /** Work on a region in which a victim was ended. */
  interface Survivor {
    /**
     * Survives.
     *
     * @param region the one that was made for the victim, still open
     */
    void survive(Region region) throws Exception;
  }

  /**
   * Ends victims of a script behind its stores, or some of them, each of which is survived.
   *
   * @param scene makes the region anew, and what is in it
   */
  void kill(String script, Path file, Supplier<Region> scene, Survivor survivor) throws Exception {
    long stores = play(script, file, Long.MAX_VALUE, scene, survivor);
    assertThat(stores).as("stores of %s", script).isPositive();
    long step = LONG ? 1 : Math.max(1, stores / KILLS);
    for (long number = 1; number <= stores; number += step) {
      play(script, file, number, scene, survivor);
    }
  }

  /** Returns the stores of a victim that was not ended. */
  private long play(
      String script, Path file, long number, Supplier<Region> scene, Survivor survivor)
      throws Exception {
    Files.deleteIfExists(file);
    try (Region region = scene.get();
        ChildJvm victim =
            ChildJvm.startOn(classPath, JavaVictim.class, script, file, Long.toString(number))) {
      boolean ends = number != Long.MAX_VALUE;
      long stores = ends ? 0 : Long.parseLong(victim.line());
      assertThat(victim.exitCode()).as(victim::errors).isEqualTo(ends ? StoreCounter.ENDED : 0);
      survivor.survive(region);
      region.requireWhole();
      return stores;
    }
  }
}
