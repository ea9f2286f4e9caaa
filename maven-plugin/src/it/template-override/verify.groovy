// SPDX-License-Identifier: Apache-2.0

def header = new File(basedir, 'target/generated-c/include/market/market.h').text
assert header == "/* Acme's own header for market. */\n#define ACME_SCHEMA \"market\"\n"
// Java comes as ever: it is not made from templates.
assert new File(basedir, 'target/classes/com/example/market/Quote.class').isFile()
