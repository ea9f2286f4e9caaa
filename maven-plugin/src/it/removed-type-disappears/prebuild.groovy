// SPDX-License-Identifier: Apache-2.0

// A neighbour of the generated files that the plugin did not write.
def mine = new File(basedir, 'target/generated-sources/tenon/com/example/orders/Mine.java')
mine.parentFile.mkdirs()
mine.text = 'package com.example.orders;\n\nclass Mine {}\n'
return true
