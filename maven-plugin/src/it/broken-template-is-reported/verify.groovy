// SPDX-License-Identifier: Apache-2.0

def log = new File(basedir, 'build.log').text
['types.h.ftl:2:', 'nonsense', 'BUILD FAILURE'].each {
  if (!log.contains(it)) {
    throw new AssertionError("not in build.log: $it")
  }
}
if (log.contains('\tat ') || log.contains('    at ')) {
  throw new AssertionError('an error of the user is no reason for a stack trace')
}
assert !new File(basedir, 'target/generated-c').exists()
