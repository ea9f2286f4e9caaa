<#-- SPDX-License-Identifier: Apache-2.0 -->
<#-- A struct's memory. Widths follow the page, heights do not, so that letters keep their size. -->
<#macro memory view>
<figure class="memory">
<#if view.captioned>
<figcaption>${view.title}</figcaption>
</#if>
<svg role="img" width="100%" height="${view.height}" aria-labelledby="${view.id}-title ${view.id}-text">
<title id="${view.id}-title">${view.title}</title>
<desc id="${view.id}-text">${view.description}</desc>
<g class="scale">
<#list view.columns as label>
<text class="column" x="${label.x}" y="${label.y}">${label.text}</text>
</#list>
<#list view.rows as label>
<text class="row<#if label.strong> strong</#if>" x="${label.x}" y="${label.y}">${label.text}</text>
</#list>
</g>
<#list view.tiles as tile>
<g class="tile ${tile.kind}">
<title>${tile.tip}</title>
<rect x="${tile.x}" y="${tile.y}" width="${tile.width}" height="${tile.height}" rx="5" data-from="${tile.from}" data-size="${tile.size}"/>
<#list tile.marks as mark>
<line x1="${mark.x1}" y1="${mark.y1}" x2="${mark.x2}" y2="${mark.y2}"/>
</#list>
<#if tile.name?has_content>
<svg x="${tile.x}" y="${tile.y}" width="${tile.width}" height="${tile.labelHeight}"><text x="8" y="22">${tile.name}<#if tile.type?has_content> <tspan class="type<#if !tile.fitsPhone> roomy</#if>" dx="4">${tile.type}</tspan></#if></text></svg>
</#if>
</g>
</#list>
<#list view.folds as fold>
<svg class="fold" x="10%" y="${fold.y}" width="90%" height="${fold.height}"><rect width="100%" height="100%" fill="url(#fold)"/><text x="50%" y="${fold.middle}">${fold.text}</text></svg>
</#list>
<#list view.cacheLines as y>
<line class="cache" x1="0" y1="${y}" x2="100%" y2="${y}"/>
</#list>
</svg>
<ul class="legend" aria-hidden="true">
<#list view.legend as kind>
<li><span class="swatch ${kind.kind}"></span>${kind.text}</li>
</#list>
<#if view.cacheLines?has_content>
<li><span class="swatch cache"></span>64-byte boundary</li>
</#if>
</ul>
</figure>
</#macro>
