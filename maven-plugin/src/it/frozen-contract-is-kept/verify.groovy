// SPDX-License-Identifier: Apache-2.0

def lock = new File(basedir, 'src/main/tenon/market.v1.tenon.lock')
assert lock.text.contains('field Quote.price type f64 offset 24 size 8')
def log = new File(basedir, 'build.log').text
[
  "$lock: version 1, written",
  'market.tenon.yaml: ok, version 1, layout eb5d0820e0774324, keeps version 1',
  "$lock: version 1, unchanged",
].each {
  if (!log.contains(it as String)) {
    throw new AssertionError("not in build.log: $it")
  }
}
return true
