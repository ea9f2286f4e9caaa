// SPDX-License-Identifier: Apache-2.0

def packed = { folder ->
  def root = new File(basedir, "target/$folder")
  def names = []
  root.eachFileRecurse(groovy.io.FileType.FILES) { names << root.toPath().relativize(it.toPath()).toString() }
  names
}

// Nothing but the metadata: no manifest of the generator's.
assert packed('classes') == ['META-INF/native-image/com.example.market/reachability-metadata.json']
assert packed('test-classes') == ['META-INF/native-image/com.example.samples/reachability-metadata.json']
