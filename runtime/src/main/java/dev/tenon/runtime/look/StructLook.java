// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/** Looks at structs, of which nothing but the place is known without their schema. */
final class StructLook implements SectionLook {
  @Override
  public long end(SectionSite site) {
    site.requireStart();
    site.require(site.dataOffset() == 0, "data_offset");
    return site.requireEnd(site.offset());
  }

  @Override
  public SectionView view(SectionSite site) {
    return new StructView(site.name(), site.doc(), site.size(), site.alignment());
  }
}
