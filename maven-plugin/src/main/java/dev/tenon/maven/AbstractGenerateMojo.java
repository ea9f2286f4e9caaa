// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import dev.tenon.generator.output.OutputDirectory;
import dev.tenon.generator.output.OutputFile;
import java.io.File;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Resource;

/** Base of goals that generate code: everything but the folders. */
abstract class AbstractGenerateMojo extends AbstractOutputMojo {

  abstract File javaOutputDirectory();

  abstract File cOutputDirectory();

  abstract File resourceOutputDirectory();

  abstract void addSourceRoot(String folder);

  /** The resources of the module that the generated ones join. */
  abstract List<Resource> resources();

  abstract void addResource(Resource resource);

  @Override
  final Map<OutputFile.Kind, Path> folders() {
    Map<OutputFile.Kind, Path> folders = new EnumMap<>(OutputFile.Kind.class);
    folders.put(OutputFile.Kind.JAVA, javaOutputDirectory().toPath());
    folders.put(OutputFile.Kind.C, cOutputDirectory().toPath());
    folders.put(OutputFile.Kind.RESOURCE, resourceOutputDirectory().toPath());
    return folders;
  }

  /** Few schemas generate resources, and a folder that is not there is not worth a message. */
  private void addResources(File folder) {
    boolean known =
        resources().stream().anyMatch(resource -> folder.getPath().equals(resource.getDirectory()));
    if (!known && folder.isDirectory()) {
      Resource resource = new Resource();
      resource.setDirectory(folder.getPath());
      resource.addExclude(OutputDirectory.MANIFEST_FOLDER + "/**");
      addResource(resource);
    }
  }

  @Override
  final void publish() {
    addSourceRoot(javaOutputDirectory().getPath());
    addResources(resourceOutputDirectory());
  }
}
