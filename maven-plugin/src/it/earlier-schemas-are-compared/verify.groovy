// SPDX-License-Identifier: Apache-2.0

def log = new File(basedir, 'build.log').text
def schema = new File(basedir, 'src/main/tenon/venues/market.tenon.yaml')
[
  "[INFO] $schema:15:7: note TN7093: field 'Quote.venue' was added in version 2",
  'orders.tenon.yaml: ok, version 1, layout ',
].each {
  if (!log.contains(it as String)) {
    throw new AssertionError("not in build.log: $it")
  }
}
return true
