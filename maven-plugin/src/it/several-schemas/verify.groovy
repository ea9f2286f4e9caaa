// SPDX-License-Identifier: Apache-2.0

['classes/com/example/market/Quote.class',
 'classes/com/example/market/Order.class',
 'test-classes/com/example/samples/Sample.class',
 'test-classes/com/example/samples/UsesSample.class',
 'generated-c/include/market/market.h',
 'generated-c/include/orders/orders.h',
 'generated-test-c/include/samples/samples.h'].each {
  assert new File(basedir, "target/$it").isFile(): it
}
assert !new File(basedir, 'target/classes/com/example/samples').exists()
