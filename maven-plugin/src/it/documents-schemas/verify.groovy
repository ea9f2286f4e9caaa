// SPDX-License-Identifier: Apache-2.0

def docs = new File(basedir, 'target/tenon-docs')
def market = new File(docs, 'market.html').text
assert market.startsWith('<!DOCTYPE html>')
assert market.contains('Best prices of one instrument.')
assert market.contains('Acme Sans')
assert new File(docs, 'orders.html').text.contains('&lt;b&gt;Never&lt;/b&gt; zero.')
assert docs.listFiles().findAll { it.file }*.name.toSorted() == ['market.html', 'orders.html']
// Nothing but pages, and nothing that a build would pack or compile.
assert !new File(basedir, 'target/generated-sources').exists()
assert !new File(basedir, 'target/generated-c').exists()
assert !new File(basedir, 'target/classes').exists()
// The second run found everything up to date.
assert new File(basedir, 'build.log').text.contains('Nothing to generate: 2 files up to date')
