// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.call.AbiText;
import dev.tenon.runtime.layout.Printable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A C library that was built from the schema of this program, which is checked when it is loaded.
 * It stays loaded until the JVM ends. For generated facades; safe for all threads.
 */
public final class NativeLibrary {
  private static final long POINTER_BYTES = 8;

  private final String name;
  private final SymbolLookup symbols;

  private NativeLibrary(String name, SymbolLookup symbols) {
    this.name = name;
    this.symbols = symbols;
  }

  /**
   * Loads a library and compares it with this program.
   *
   * @param library file of the library
   * @param schema name of the schema
   * @param abiSymbol the text in the library that says what it was built from
   * @param abiText the same of this program
   * @param symbols functions that the program needs
   * @throws LibraryNotFoundException if it does not exist or cannot be loaded
   * @throws LibraryMismatchException if it was built from another schema or lacks functions
   * @throws IllegalCallerException if native access is denied; says which option grants it
   */
  public static NativeLibrary load(
      Path library, String schema, String abiSymbol, String abiText, String... symbols) {
    checkPlatform();
    NativeLibrary loaded =
        new NativeLibrary(library.toString(), LibraryFinder.load(library.toAbsolutePath()));
    loaded.check(schema, abiSymbol, abiText, symbols);
    return loaded;
  }

  /**
   * The same for a library by its name without prefix and extension: in the directories of {@code
   * java.library.path}, then where the system looks.
   */
  public static NativeLibrary loadLibrary(
      String name, String schema, String abiSymbol, String abiText, String... symbols) {
    checkPlatform();
    NativeLibrary loaded = new NativeLibrary(name, LibraryFinder.find(name));
    loaded.check(schema, abiSymbol, abiText, symbols);
    return loaded;
  }

  /**
   * The address of a function.
   *
   * @throws LibraryMismatchException if the library does not have it
   */
  public MemorySegment function(String symbol) {
    return symbols
        .find(symbol)
        .orElseThrow(() -> new LibraryMismatchException(name + " has no function " + symbol));
  }

  /** The address of a function that the library may lack. */
  public Optional<MemorySegment> optionalFunction(String symbol) {
    return symbols.find(symbol);
  }

  /**
   * The listeners of a callback.
   *
   * @param prefix C name of the callback, such as {@code mkt_on_quote}
   * @param call stub of the callback's type
   * @throws LibraryMismatchException if the library has no {@code _register} or {@code _unregister}
   */
  public CallbackRegistry registry(String prefix, MemorySegment call) {
    return new CallbackRegistry(
        prefix, function(prefix + "_register"), function(prefix + "_unregister"), call);
  }

  @Override
  public String toString() {
    return name;
  }

  private static void checkPlatform() {
    if (ValueLayout.ADDRESS.byteSize() != POINTER_BYTES) {
      throw new UnsupportedOperationException("calls between Java and C need 64-bit pointers");
    }
  }

  private void check(String schema, String abiSymbol, String abiText, String... needed) {
    List<String> differences = new ArrayList<>();
    Optional<MemorySegment> abi = symbols.find(abiSymbol);
    if (abi.isEmpty()) {
      differences.add(
          "it has no symbol "
              + abiSymbol
              + ": it was built without the generated sources of schema "
              + schema);
    } else {
      differences.addAll(AbiText.differences(name, NativeMemory.text(abi.get()), abiText));
    }
    for (String symbol : needed) {
      if (symbols.find(symbol).isEmpty()) {
        differences.add("it has no function " + symbol);
      }
    }
    if (!differences.isEmpty()) {
      throw new LibraryMismatchException(
          Printable.of(name)
              + " does not fit this program:\n  "
              + String.join("\n  ", differences));
    }
    symbols.find(NativeRuntime.SYMBOL).ifPresent(table -> NativeRuntime.join(table.address()));
  }
}
