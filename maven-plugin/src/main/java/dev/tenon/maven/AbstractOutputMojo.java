// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import dev.tenon.generator.Generator;
import dev.tenon.generator.emit.BrokenTemplateException;
import dev.tenon.generator.output.OutputFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** Base of goals that write files into output folders. */
abstract class AbstractOutputMojo extends AbstractSchemaMojo {

  /** Folder with FreeMarker templates that take the place of the built-in ones of the same name. */
  @Parameter(property = "tenon.templateDirectory")
  private File templateDirectory;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** Output folder of each kind of files; a kind without one is not generated. */
  abstract Map<OutputFile.Kind, Path> folders();

  /** Lets the build see what was generated, when there are schemas. */
  abstract void publish();

  final MavenProject project() {
    return project;
  }

  @Override
  final void run(List<Path> schemas, DiagnosticLog diagnostics)
      throws MojoExecutionException, MojoFailureException {
    try {
      new Generation(generator(), diagnostics, getLog()).run(schemas, folders(), owner());
    } catch (BrokenTemplateException e) {
      throw new MojoFailureException(e.getMessage());
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot read schemas or write what they generate: " + e, e);
    }
    if (!schemas.isEmpty()) {
      publish();
    }
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
