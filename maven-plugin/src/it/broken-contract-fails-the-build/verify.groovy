// SPDX-License-Identifier: Apache-2.0

def log = new File(basedir, 'build.log').text
def schema = new File(basedir, 'src/main/tenon/market.tenon.yaml')
[
  "[ERROR] $schema:13:7: error TN7014: field 'Quote.venue' was not there in version 1",
  "help: append it with 'since: 2'",
  "[ERROR] $schema:15:7: error TN7016: type of field 'Quote.price' changed: f64 in version 1, now i64",
  'note: version 1 is frozen; programs built with it use another layout',
  '2 errors in Tenon schemas: see above',
].each {
  if (!log.contains(it as String)) {
    throw new AssertionError("not in build.log: $it")
  }
}
if (log.contains('\tat ') || log.contains('    at ')) {
  throw new AssertionError('an error of the user is no reason for a stack trace')
}
return true
