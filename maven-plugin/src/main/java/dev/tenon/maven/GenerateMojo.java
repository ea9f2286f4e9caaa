// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Generates Java sources, which the build compiles, and C headers and sources, which a C build
 * includes, from the schemas of this module.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractGenerateMojo {

  /** Folder that holds the schemas. */
  @Parameter(property = "tenon.schemaDirectory", defaultValue = "${basedir}/src/main/tenon")
  private File schemaDirectory;

  /** Folder for the generated Java; it becomes a source root of the module. */
  @Parameter(
      property = "tenon.javaOutputDirectory",
      defaultValue = "${project.build.directory}/generated-sources/tenon")
  private File javaOutputDirectory;

  /**
   * Folder for the generated C: headers below <code>include</code>, sources below <code>src</code>,
   * and a CMake package.
   */
  @Parameter(
      property = "tenon.cOutputDirectory",
      defaultValue = "${project.build.directory}/generated-c")
  private File cOutputDirectory;

  /**
   * Folder for generated resources, such as metadata for native images; it becomes a resource
   * folder of the module when there are any.
   */
  @Parameter(
      property = "tenon.resourceOutputDirectory",
      defaultValue = "${project.build.directory}/generated-resources/tenon")
  private File resourceOutputDirectory;

  @Override
  File schemaDirectory() {
    return schemaDirectory;
  }

  @Override
  File javaOutputDirectory() {
    return javaOutputDirectory;
  }

  @Override
  File cOutputDirectory() {
    return cOutputDirectory;
  }

  @Override
  File resourceOutputDirectory() {
    return resourceOutputDirectory;
  }

  @Override
  void addSourceRoot(String folder) {
    project().addCompileSourceRoot(folder);
  }

  @Override
  List<Resource> resources() {
    return project().getResources();
  }

  @Override
  void addResource(Resource resource) {
    project().addResource(resource);
  }
}
