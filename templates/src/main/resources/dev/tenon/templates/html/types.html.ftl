<#-- SPDX-License-Identifier: Apache-2.0 -->
<#-- Articles about structs or unions. -->
<#macro composites types first>
<#list types as type>
<article>
<@m.heading type.heading/>
<#if type.sizes?has_content>
<p class="uses"><span>Before:</span> <#list type.sizes as size>${size}<#sep>, </#sep></#list></p>
</#if>
<@m.uses type.heading/>
<@maps.memory type.map/>
<#list type.bits as map>
<@maps.memory map/>
</#list>
<div class="wide-table"><table class="fields">
<caption>${first}s of ${type.heading.name}</caption>
<thead>
<tr><th scope="col" class="num">Offset</th><th scope="col" class="num">Size</th><th scope="col">${first}</th><th scope="col">Type</th><#if type.fields.units><th scope="col">Unit</th></#if><#if type.fields.since><th scope="col">Since</th></#if><#if type.fields.defaults><th scope="col">Default</th></#if><#if type.fields.ranges><th scope="col">Range</th></#if><#if type.fields.docs><th scope="col">Description</th></#if></tr>
</thead>
<tbody>
<#list type.fields.rows as field>
<tr class="${field.kind}"<#if field.id?has_content> id="${field.id}"</#if>>
<#if field.level == 0>
<td class="num" data-label="Offset">${field.offset}</td>
<td class="num" data-label="Size">${field.size}</td>
<#else>
<td class="num" data-label="Bits" colspan="2">${field.size}</td>
</#if>
<th scope="row"><#if field.level == 0><span class="swatch ${field.kind}"></span></#if>${field.name}</th>
<td data-label="Type"><#if field.type?has_content><code><@m.linked field.type/></code><#if field.note?has_content> <span class="note">${field.note}</span></#if></#if></td>
<#if type.fields.units>
<td data-label="Unit">${field.unit}</td>
</#if>
<@m.since type.fields.since field.since/>
<#if type.fields.defaults>
<td data-label="Default"><#if field.initial?has_content><code>${field.initial}</code></#if></td>
</#if>
<#if type.fields.ranges>
<td data-label="Range">${field.range}</td>
</#if>
<@m.description type.fields.docs field/>
</tr>
</#list>
</tbody>
</table></div>
<@m.code type.code type.heading.name/>
</article>
</#list>
</#macro>
<#-- Articles about enums or flags. -->
<#macro values types>
<#list types as type>
<article>
<@m.heading type.heading/>
<@m.uses type.heading/>
<div class="wide-table"><table>
<caption>Values of ${type.heading.name}</caption>
<thead>
<tr><th scope="col" class="num">${type.numbers}</th><th scope="col">Name</th><#if type.since><th scope="col">Since</th></#if><#if type.docs><th scope="col">Description</th></#if></tr>
</thead>
<tbody>
<#list type.values as value>
<tr id="${value.id}">
<td class="num" data-label="${type.numbers}">${value.number}</td>
<th scope="row">${value.name}<#if value.note?has_content> <span class="note">${value.note}</span></#if></th>
<@m.since type.since value.since/>
<@m.description type.docs value/>
</tr>
</#list>
</tbody>
</table></div>
<#if type.reserved?has_content>
<p class="reserved">Reserved: ${type.reserved}</p>
</#if>
<@m.code type.code type.heading.name/>
</article>
</#list>
</#macro>
<#macro part title id>
<section class="part" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<#nested>
</section>
</#macro>
<#if view.types.structs?has_content>
<@part "Structs" "structs"><@composites view.types.structs "Field"/></@part>
</#if>
<#if view.types.unions?has_content>
<@part "Unions" "unions"><@composites view.types.unions "Arm"/></@part>
</#if>
<#if view.types.enums?has_content>
<@part "Enums" "enums"><@values view.types.enums/></@part>
</#if>
<#if view.types.flags?has_content>
<@part "Flags" "flags"><@values view.types.flags/></@part>
</#if>
<#if view.constants.rows?has_content>
<section class="part" aria-labelledby="constants">
<h2 id="constants">Constants</h2>
<div class="alone">
<div class="wide-table"><table>
<caption>Constants of ${view.schema}</caption>
<thead>
<tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Value</th><#if view.constants.since><th scope="col">Since</th></#if><#if view.constants.docs><th scope="col">Description</th></#if></tr>
</thead>
<tbody>
<#list view.constants.rows as constant>
<tr id="${constant.id}">
<th scope="row">${constant.name}</th>
<td data-label="Type"><code><@m.linked constant.type/></code></td>
<td data-label="Value"><code>${constant.value}</code><#if constant.unit?has_content> <span class="note">${constant.unit}</span></#if></td>
<@m.since view.constants.since constant.since/>
<@m.description view.constants.docs constant/>
</tr>
</#list>
</tbody>
</table></div>
<@m.code view.constants.code "Constants"/>
</div>
</section>
</#if>
