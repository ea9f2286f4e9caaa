// SPDX-License-Identifier: Apache-2.0

def runs = new File(basedir, 'build.log').text.split('BUILD SUCCESS')
def expect = { seen, String what ->
  if (!seen) {
    throw new AssertionError("build.log: $what")
  }
}
expect(runs.length == 3, 'two successful runs')

expect(runs[0] =~ /Wrote \d+ and removed 0 of \d+ files in .*generated-sources/, 'first run writes')
expect(runs[0].contains('Compiling'), 'first run compiles')

expect(!runs[1].contains('Wrote'), 'second run writes nothing')
['generated-sources', 'generated-c'].each {
  expect(runs[1] =~ /Nothing to generate: \d+ files up to date in .*$it/, "second run says so of $it")
}
expect(runs[1].contains('Nothing to compile'), 'second run compiles nothing')
