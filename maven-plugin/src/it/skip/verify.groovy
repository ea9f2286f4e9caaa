// SPDX-License-Identifier: Apache-2.0

def said = new File(basedir, 'build.log').text.contains('Tenon is skipped')
assert said
assert !new File(basedir, 'target/generated-sources/tenon').exists()
assert !new File(basedir, 'target/generated-c').exists()
