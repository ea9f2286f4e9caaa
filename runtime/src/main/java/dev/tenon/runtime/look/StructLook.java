// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/** Looks at structs, of which nothing but the place is known without their schema. */
final class StructLook implements SectionLook {
  @Override
  public SectionView view(SectionSite site) {
    site.entry().require(site.entry().dataOffset() == 0, "data_offset");
    site.entry().require(site.entry().size() > 0, "size");
    return new StructView(site.name(), site.doc(), site.entry().size(), site.entry().alignment());
  }
}
