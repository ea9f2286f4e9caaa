<#-- SPDX-License-Identifier: Apache-2.0 -->

/* Length in bytes before the first NUL, at most limit. */
${view.helpers.textLength} {
    size_t length = 0;
    while (length < limit && text[length] != '\0') {
        length++;
    }
    return length;
}

/* Stores a text and clears the bytes behind it; returns -1 without any change if it is too long. */
${view.helpers.storeText} {
    size_t length = ${view.ownLower}_text_length(text, longest + 1);
    size_t i;
    if (length > longest) {
        return -1;
    }
    for (i = 0; i < length; i++) {
        room[i] = text[i];
    }
    for (i = length; i < capacity; i++) {
        room[i] = '\0';
    }
    return 0;
}
<#list view.composites as composite>
<#list composite.texts as text>

/**
 * Stores a text in ${text.room}.
 *
 * @param text UTF-8 of at most ${text.maxBytes} bytes, NUL-terminated
 * @return 0; -1 without any change when the text is longer
 */
<@c.head composite.type text.set/> {
    return ${view.ownLower}_store_text(${text.room}, ${text.capacity}, ${text.maxBytes}, text);
}

/**
 * Measures the text in ${text.room}.
 *
 * @return length in bytes before the first NUL; ${text.capacity} without a NUL
 */
<@c.head composite.type text.length/> {
    return ${view.ownLower}_text_length(${text.room}, ${text.capacity});
}
</#list>
</#list>
