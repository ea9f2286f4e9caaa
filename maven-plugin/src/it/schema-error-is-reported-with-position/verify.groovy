// SPDX-License-Identifier: Apache-2.0

def log = new File(basedir, 'build.log').text
def schema = new File(basedir, 'src/main/tenon/market.tenon.yaml')
[
  "[ERROR] $schema:26:13: error TN2004: unknown type 'Sied'",
  '   26 |       side: Sied',
  '      |             ^^^^',
  "help: did you mean 'Side'?",
  "[ERROR] $schema:28:13: error TN2004: unknown type 'Levle'",
  '2 errors in Tenon schemas: see above',
].each {
  if (!log.contains(it as String)) {
    throw new AssertionError("not in build.log: $it")
  }
}
if (log.contains('\tat ') || log.contains('    at ')) {
  throw new AssertionError('an error of the user is no reason for a stack trace')
}
assert !new File(basedir, 'target/generated-sources').exists()
