// SPDX-License-Identifier: Apache-2.0

def java = new File(basedir, 'target/generated-sources/tenon/com/example')
assert new File(java, 'market/Quote.java').isFile()
assert !new File(java, 'market/Level.java').exists()
assert !new File(java, 'orders/Order.java').exists()
assert new File(java, 'orders/Mine.java').isFile(): 'only files of our own are removed'
assert new File(basedir, 'target/generated-c/include/market/market.h').isFile()
assert !new File(basedir, 'target/generated-c/include/orders').exists()


def said = new File(basedir, 'build.log').text =~ /Wrote \d+ and removed [1-9]\d* of \d+ files/
assert said.find()
