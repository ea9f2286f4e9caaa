<#-- SPDX-License-Identifier: Apache-2.0 -->
<#if view.structs?has_content>
<section class="part" aria-labelledby="structs">
<h2 id="structs">Structs</h2>
<#list view.structs as struct>
<article>
<@m.heading struct.heading/>
<@m.uses struct.heading/>
<@maps.memory struct.map/>
<table class="fields">
<caption>Fields of ${struct.heading.name}</caption>
<thead>
<tr><th scope="col" class="num">Offset</th><th scope="col" class="num">Size</th><th scope="col">Field</th><th scope="col">Type</th><#if struct.fields.units><th scope="col">Unit</th></#if><#if struct.fields.since><th scope="col">Since</th></#if><#if struct.fields.defaults><th scope="col">Default</th></#if><#if struct.fields.ranges><th scope="col">Range</th></#if><#if struct.fields.docs><th scope="col">Description</th></#if></tr>
</thead>
<tbody>
<#list struct.fields.rows as field>
<tr class="${field.kind}"<#if field.id?has_content> id="${field.id}"</#if>>
<td class="num" data-label="Offset">${field.offset}</td>
<td class="num" data-label="Size">${field.size}</td>
<th scope="row"><span class="swatch ${field.kind}"></span>${field.name}</th>
<td data-label="Type"><#if field.type?has_content><code><@m.linked field.type/></code><#if field.note?has_content> <span class="note">${field.note}</span></#if></#if></td>
<#if struct.fields.units>
<td data-label="Unit">${field.unit}</td>
</#if>
<@m.since struct.fields.since field.since/>
<#if struct.fields.defaults>
<td data-label="Default"><#if field.initial?has_content><code>${field.initial}</code></#if></td>
</#if>
<#if struct.fields.ranges>
<td data-label="Range">${field.range}</td>
</#if>
<@m.description struct.fields.docs field/>
</tr>
</#list>
</tbody>
</table>
<@m.code struct.code struct.heading.name/>
</article>
</#list>
</section>
</#if>
<#macro values title id types>
<#if types?has_content>
<section class="part" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<#list types as type>
<article>
<@m.heading type.heading/>
<@m.uses type.heading/>
<table>
<caption>Values of ${type.heading.name}</caption>
<thead>
<tr><th scope="col" class="num">${type.numbers}</th><th scope="col">Name</th><#if type.since><th scope="col">Since</th></#if><#if type.docs><th scope="col">Description</th></#if></tr>
</thead>
<tbody>
<#list type.values as value>
<tr id="${value.id}">
<td class="num" data-label="${type.numbers}">${value.number}</td>
<th scope="row">${value.name}</th>
<@m.since type.since value.since/>
<@m.description type.docs value/>
</tr>
</#list>
</tbody>
</table>
<@m.code type.code type.heading.name/>
</article>
</#list>
</section>
</#if>
</#macro>
<@values "Enums" "enums" view.enums/>
<@values "Flags" "flags" view.flags/>
<#if view.constants.rows?has_content>
<section class="part" aria-labelledby="constants">
<h2 id="constants">Constants</h2>
<article>
<table>
<caption>Constants of ${view.schema}</caption>
<thead>
<tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Value</th><#if view.constants.since><th scope="col">Since</th></#if><#if view.constants.docs><th scope="col">Description</th></#if></tr>
</thead>
<tbody>
<#list view.constants.rows as constant>
<tr id="${constant.id}">
<th scope="row">${constant.name}</th>
<td data-label="Type"><code><@m.linked constant.type/></code></td>
<td data-label="Value"><code>${constant.value}</code></td>
<@m.since view.constants.since constant.since/>
<@m.description view.constants.docs constant/>
</tr>
</#list>
</tbody>
</table>
<@m.code view.constants.code "Constants"/>
</article>
</section>
</#if>
