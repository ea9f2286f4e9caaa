<#-- SPDX-License-Identifier: Apache-2.0 -->

/* Bytes before the first NUL, at most limit. */
${view.helpers.textLength} {
    size_t length = 0;
    while (length < limit && text[length] != '\0') {
        length++;
    }
    return length;
}

/* Stores a text and clears the rest of its room; -1 and no change when it is too long. */
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

/** Stores UTF-8 of at most ${text.maxBytes} bytes. Returns 0, or -1 and stores nothing when it is longer. */
${text.set} {
    return ${view.ownLower}_store_text(${text.room}, ${text.capacity}, ${text.maxBytes}, text);
}

/** Bytes of the text: those before its NUL, or ${text.capacity} when there is none. */
${text.length} {
    return ${view.ownLower}_text_length(${text.room}, ${text.capacity});
}
</#list>
</#list>
