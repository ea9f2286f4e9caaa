// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.call.NativeAccess;
import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds and loads libraries, for the life of the JVM. */
final class LibraryFinder {
  private LibraryFinder() {}

  /** Loads a file. */
  static SymbolLookup load(Path library) {
    if (!Files.exists(library)) {
      throw new LibraryNotFoundException("there is no library " + library, null);
    }
    try {
      return NativeAccess.call(() -> open(library));
    } catch (IllegalArgumentException e) {
      throw new LibraryNotFoundException("cannot load " + library + ": " + reason(library), e);
    }
  }

  /** Loads a library by name: java.library.path, then where the system looks. */
  static SymbolLookup find(String name) {
    String file = System.mapLibraryName(name);
    String path = System.getProperty("java.library.path", "");
    for (String directory : path.split(File.pathSeparator)) {
      Path library = Path.of(directory, file);
      if (Files.exists(library)) {
        return load(library.toAbsolutePath());
      }
    }
    try {
      return NativeAccess.call(() -> open(file));
    } catch (IllegalArgumentException e) {
      throw new LibraryNotFoundException(
          "there is no library "
              + file
              + ", neither in java.library.path ("
              + path
              + ") nor where the system looks",
          e);
    }
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup open(Path library) {
    return SymbolLookup.libraryLookup(library, Arena.global());
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup open(String file) {
    return SymbolLookup.libraryLookup(file, Arena.global());
  }

  /** The system's reason, which the lookup does not tell: only another attempt does. */
  @SuppressWarnings("restricted")
  private static String reason(Path library) {
    try {
      System.load(library.toString());
      return "the system gives no reason";
    } catch (UnsatisfiedLinkError e) {
      return e.getMessage();
    }
  }
}
