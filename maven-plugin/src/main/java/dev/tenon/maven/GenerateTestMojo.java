// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Generates Java and C for the tests of this module, from schemas that only they use. */
@Mojo(
    name = "generate-test",
    defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES,
    threadSafe = true)
public final class GenerateTestMojo extends AbstractGenerateMojo {

  /** Folder that holds the schemas of the tests. */
  @Parameter(property = "tenon.testSchemaDirectory", defaultValue = "${basedir}/src/test/tenon")
  private File testSchemaDirectory;

  /** Folder for the generated Java; it becomes a test source root of the module. */
  @Parameter(
      property = "tenon.testJavaOutputDirectory",
      defaultValue = "${project.build.directory}/generated-test-sources/tenon")
  private File testJavaOutputDirectory;

  /** Folder for the generated C, with <code>include</code> and <code>src</code> below it. */
  @Parameter(
      property = "tenon.testCOutputDirectory",
      defaultValue = "${project.build.directory}/generated-test-c")
  private File testCOutputDirectory;

  /**
   * Folder for generated resources, such as metadata for native images; it becomes a test resource
   * folder of the module when there are any.
   */
  @Parameter(
      property = "tenon.testResourceOutputDirectory",
      defaultValue = "${project.build.directory}/generated-test-resources/tenon")
  private File testResourceOutputDirectory;

  /** Builds that compile no tests generate nothing for them. */
  @Parameter(property = "maven.test.skip", defaultValue = "false")
  private boolean skipTests;

  @Override
  boolean isSkipped() {
    return skipTests || super.isSkipped();
  }

  @Override
  File schemaDirectory() {
    return testSchemaDirectory;
  }

  @Override
  File javaOutputDirectory() {
    return testJavaOutputDirectory;
  }

  @Override
  File cOutputDirectory() {
    return testCOutputDirectory;
  }

  @Override
  File resourceOutputDirectory() {
    return testResourceOutputDirectory;
  }

  @Override
  void addSourceRoot(String folder) {
    project().addTestCompileSourceRoot(folder);
  }

  @Override
  List<Resource> resources() {
    return project().getTestResources();
  }

  @Override
  void addResource(Resource resource) {
    project().addTestResource(resource);
  }
}
