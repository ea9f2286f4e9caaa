// SPDX-License-Identifier: Apache-2.0

assert new File(basedir, 'target/generated-sources/tenon/com/example/market/Quote.java').isFile()
assert new File(basedir, 'target/classes/com/example/market/Quote.class').isFile()
assert new File(basedir, 'target/classes/com/example/market/Strategy.class').isFile()

// The C side stands on its own: a compiler and the include folder are all it takes.
def c = new File(basedir, 'uses.c')
c.text = '#include <market/market.h>\nint main(void) { mkt_quote q = MKT_QUOTE_INIT; return (int)q.sequence; }\n'
def cc = ['cc', '-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only',
          '-I', new File(basedir, 'target/generated-c/include').path, c.path]
    .execute()
def errors = cc.errorStream.text
assert cc.waitFor() == 0: errors
