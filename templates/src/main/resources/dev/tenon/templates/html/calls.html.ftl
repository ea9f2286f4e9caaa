<#-- SPDX-License-Identifier: Apache-2.0 -->
<#macro calls title id calls>
<#if calls?has_content>
<section class="part" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<#list calls as call>
<article>
<@m.heading call.heading/>
<@m.uses call.heading/>
<div class="wide-table"><table>
<caption>Parameters of ${call.heading.name}</caption>
<thead>
<tr><th scope="col">Parameter</th><th scope="col">Type</th><#if call.docs><th scope="col">Description</th></#if></tr>
</thead>
<tbody>
<#list call.parameters as parameter>
<tr>
<th scope="row">${parameter.name}</th>
<td data-label="Type"><code><@m.linked parameter.type/></code><#if parameter.unit?has_content> <span class="note">${parameter.unit}</span></#if></td>
<#if call.docs>
<td class="prose" data-label="Description"><@m.doc parameter.doc/></td>
</#if>
</tr>
</#list>
<tr class="returns">
<th scope="row">returns</th>
<td data-label="Type"><code><@m.linked call.returns/></code><#if call.onError?has_content> <span class="note"><code>${call.onError}</code> when Java throws</span></#if></td>
<#if call.docs>
<td class="prose"></td>
</#if>
</tr>
</tbody>
</table></div>
<@m.code call.code call.heading.name/>
</article>
</#list>
</section>
</#if>
</#macro>
<@calls "Callbacks" "callbacks" view.callbacks/>
<@calls "Functions" "functions" view.functions/>
<@calls "Exports" "exports" view.exports/>
<#if view.handles?has_content>
<section class="part" aria-labelledby="handles">
<h2 id="handles">Handles</h2>
<#list view.handles as handle>
<article>
<@m.heading handle.heading/>
<#if handle.release?has_content>
<p class="uses"><span>Released by</span> <@m.linked handle.release/></p>
</#if>
<@m.uses handle.heading/>
<@m.code handle.code handle.heading.name/>
</article>
</#list>
</section>
</#if>
