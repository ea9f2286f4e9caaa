// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import dev.tenon.generator.Generator;
import dev.tenon.generator.emit.BrokenTemplateException;
import dev.tenon.generator.output.OutputFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What all goals share: which schemas there are, and what is done with them. */
abstract class AbstractSchemaMojo extends AbstractMojo {

  /** Which files below the schema directory are schemas, as Ant patterns. */
  @Parameter(property = "tenon.includes", defaultValue = "**/*.tenon.yaml")
  private List<String> includes;

  /** Which files are left out again, as Ant patterns. */
  @Parameter(property = "tenon.excludes")
  private List<String> excludes;

  /** Folder with FreeMarker templates that take the place of the built-in ones of the same name. */
  @Parameter(property = "tenon.templateDirectory")
  private File templateDirectory;

  /** Generates nothing and adds nothing to the build. */
  @Parameter(property = "tenon.skip", defaultValue = "false")
  private boolean skip;

  /** Lets the build fail on warnings, too. */
  @Parameter(property = "tenon.failOnWarnings", defaultValue = "false")
  private boolean failOnWarnings;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  abstract File schemaDirectory();

  /** Where files of each kind go; what has no folder is not generated. */
  abstract Map<OutputFile.Kind, Path> folders();

  /** Lets the build see what was generated, when there are schemas. */
  abstract void publish();

  boolean isSkipped() {
    return skip;
  }

  final MavenProject project() {
    return project;
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (isSkipped()) {
      getLog().info("Tenon is skipped");
      return;
    }
    try {
      List<Path> schemas = schemas();
      new Generation(generator(), failOnWarnings, getLog()).run(schemas, folders(), owner());
      if (!schemas.isEmpty()) {
        publish();
      }
    } catch (BrokenTemplateException e) {
      throw new MojoFailureException(e.getMessage());
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot read schemas or write what they generate: " + e, e);
    }
  }

  private List<Path> schemas() throws IOException {
    Path folder = schemaDirectory().toPath();
    if (!Files.isDirectory(folder)) {
      getLog().warn("There is no folder " + folder + " with schemas");
      return List.of();
    }
    List<Path> schemas = SchemaFiles.find(folder, includes, excludes);
    if (schemas.isEmpty()) {
      getLog().warn("No schema in " + folder + " matches " + String.join(", ", includes));
    }
    return schemas;
  }

  private Generator generator() {
    Generator.Builder generator = Generator.builder().targets(folders().keySet());
    if (templateDirectory != null) {
      generator.templates(templateDirectory.toPath());
    }
    return generator.build();
  }

  /**
   * Names the manifests of this execution. A goal called on the command line stands for the
   * execution in the pom, so that both keep the same files.
   */
  private String owner() {
    String id = execution.getExecutionId();
    Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
    if (id.startsWith("default-cli") && plugin != null) {
      for (PluginExecution inPom : plugin.getExecutions()) {
        if (inPom.getGoals().contains(execution.getGoal())) {
          id = inPom.getId();
          break;
        }
      }
    }
    return execution.getGoal() + "-" + id.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
