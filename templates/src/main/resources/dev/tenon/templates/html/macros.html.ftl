<#-- SPDX-License-Identifier: Apache-2.0 -->
<#-- An author's text. -->
<#macro doc paragraphs>
<#list paragraphs as paragraph>
<p class="doc">${paragraph}</p>
</#list>
</#macro>
<#-- Text of which pieces are links, without any white space of its own. -->
<#macro linked pieces><#list pieces as piece><#if piece.href?has_content><a href="${piece.href}">${piece.text}</a><#else>${piece.text}</#if></#list></#macro>
<#-- What is said first of every declaration. -->
<#macro heading view>
<h3 id="${view.id}"><a class="self" href="#${view.id}">${view.name}</a></h3>
<#if view.facts?has_content || view.since?has_content>
<ul class="badges" aria-label="Facts of ${view.name}">
<#list view.facts as fact>
<li>${fact}</li>
</#list>
<#if view.since?has_content>
<li>since version ${view.since}</li>
</#if>
</ul>
</#if>
<@deprecated view.deprecated/>
<@doc view.doc/>
</#macro>
<#macro links all><#list all as link><a href="${link.href}">${link.text}</a><#sep>, </#sep></#list></#macro>
<#macro deprecated reason>
<#if reason?has_content>
<p class="deprecated"><strong>Deprecated.</strong> ${reason}</p>
</#if>
</#macro>
<#macro uses view>
<#if view.uses?has_content>
<p class="uses"><span>Used by</span> <@links view.uses/></p>
</#if>
</#macro>
<#-- The C and the Java of one declaration. -->
<#macro code sides name>
<#if sides?has_content>
<div class="sides">
<#list sides as side>
<figure>
<figcaption>${side.language}</figcaption>
<pre tabindex="0" role="group" aria-label="${name} in ${side.language}"><code><#list side.pieces as piece><#if piece.comment><i>${piece.text}</i><#else>${piece.text}</#if></#list></code></pre>
</figure>
</#list>
</div>
</#if>
</#macro>
<#macro since show text>
<#if show>
<td data-label="Since">${text}</td>
</#if>
</#macro>
<#macro description show row>
<#if show>
<td class="prose" data-label="Description"><@deprecated row.deprecated/><@doc row.doc/></td>
</#if>
</#macro>
