// SPDX-License-Identifier: Apache-2.0

def packed = { folder ->
  def root = new File(basedir, "target/$folder")
  def names = []
  root.eachFileRecurse(groovy.io.FileType.FILES) { names << root.toPath().relativize(it.toPath()).toString() }
  names
}

// Nothing but the metadata: no manifest of the generator's.
['classes': 'market', 'test-classes': 'samples'].each { folder, schema ->
  assert packed(folder).size() == 1: packed(folder)
  assert packed(folder)[0] ==~ "META-INF/native-image/.*$schema.*/reachability-metadata[.]json": packed(folder)
}
return true
