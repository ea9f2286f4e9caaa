<#-- SPDX-License-Identifier: Apache-2.0 -->
<#if view.regions?has_content>
<section class="part" aria-labelledby="regions">
<h2 id="regions">Regions</h2>
<#list view.regions as region>
<article class="region">
<@m.heading region.heading/>
<div class="wide-table"><table>
<caption>Sections of ${region.heading.name}</caption>
<thead>
<tr><th scope="col">Section</th><th scope="col">Kind</th><th scope="col">Holds</th><th scope="col">Size</th><#if region.since><th scope="col">Since</th></#if><#if region.docs><th scope="col">Description</th></#if></tr>
</thead>
<tbody>
<#list region.sections as section>
<tr id="${section.id}">
<th scope="row">${section.name}</th>
<td data-label="Kind">${section.kind}</td>
<td data-label="Holds"><code><@m.linked section.content/></code></td>
<td data-label="Size">${section.size}</td>
<@m.since region.since section.since/>
<@m.description region.docs section/>
</tr>
</#list>
</tbody>
</table></div>
<p class="hash">Layout hash <code>${region.hash}</code></p>
<@m.code region.code region.heading.name/>
</article>
</#list>
</section>
</#if>
