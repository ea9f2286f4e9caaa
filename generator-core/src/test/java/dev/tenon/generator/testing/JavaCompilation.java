// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles Java in this process, every warning being an error, and loads the classes. The class
 * path is what the caller gives and nothing else: generated data types must need only the JDK.
 */
public final class JavaCompilation {

  private JavaCompilation() {}

  /** Compiles sources by their path and loads them below a parent. */
  public static ClassLoader load(
      Map<String, String> sources, ClassLoader parent, Path... classPath) {
    Map<String, byte[]> classes = compile(sources, classPath);
    return new ClassLoader(parent) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
  }

  /** Compiles sources by their path, to class files by their binary name. */
  public static Map<String, byte[]> compile(Map<String, String> sources, Path... classPath) {
    Map<String, ByteArrayOutputStream> output = new HashMap<>();
    String messages =
        messages(sources, List.of("--release", "25", "-Xlint:all", "-Werror"), output, classPath);
    if (!messages.isEmpty()) {
      throw new AssertionError("generated Java does not compile:\n" + messages);
    }
    return output.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toByteArray()));
  }

  /** Returns the errors of sources by their path; warnings are none. */
  public static String errors(Map<String, String> sources, Path... classPath) {
    return messages(sources, List.of("-Xlint:none"), new HashMap<>(), classPath);
  }

  /** Returns the compiler's messages if it fails, and else nothing. */
  private static String messages(
      Map<String, String> sources,
      List<String> lint,
      Map<String, ByteArrayOutputStream> output,
      Path... classPath) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options = new ArrayList<>(List.of("-proc:none", "-implicit:none"));
    options.addAll(lint);
    StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    try {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(classPath));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JavaFileManager manager = new InMemoryOutput(files, output);
    List<Source> units =
        sources.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
    return compiler.getTask(messages, manager, null, options, null, units).call()
        ? ""
        : "failed:\n" + messages;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("string:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemoryOutput extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> output;

    InMemoryOutput(JavaFileManager files, Map<String, ByteArrayOutputStream> output) {
      super(files);
      this.output = output;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          output.put(className, bytes);
          return bytes;
        }
      };
    }
  }
}
