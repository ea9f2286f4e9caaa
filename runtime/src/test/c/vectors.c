/* SPDX-License-Identifier: Apache-2.0 */
#include "vectors.h"

#include <setjmp.h>
#include <stdarg.h>

#define SAID_BYTES 4096
#define SAID_LINES 256

/* Where the walk is. */
static const char *file_name;
static int line_number;
static char case_name[128];
static jmp_buf failed;
static unsigned case_number;
static char *rest; /* of the file */
static int failures;
static const char *path = "";

/* Lines that the present step has said, and how many of them were expected. */
static char said[SAID_LINES][SAID_BYTES];
static size_t said_count;
static size_t said_expected;

_Noreturn void vector_fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: %s: ", file_name, line_number, case_name);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    longjmp(failed, 1);
}

void vector_say(const char *format, ...) {
    if (said_count == SAID_LINES) {
        vector_fail("says more than %d lines", SAID_LINES);
    }
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(said[said_count++], SAID_BYTES, format, arguments);
    va_end(arguments);
}

void vector_say_status(tenon_status status) {
    static const struct {
        tenon_status status;
        const char *word;
        bool has_detail;
    } words[] = {{TENON_OK, "ok", false},
                 {TENON_TOO_LONG, "invalid", true},
                 {TENON_FULL, "full", false},
                 {TENON_TIMED_OUT, "timed-out", false},
                 {TENON_PEER_LEFT, "peer-left", false},
                 {TENON_BUSY, "busy", true},
                 {TENON_AGAIN, "again", true},
                 {TENON_EXISTS, "exists", true},
                 {TENON_NOT_FOUND, "not-found", false},
                 {TENON_MISMATCH, "mismatch", true},
                 {TENON_NOT_READY, "not-ready", true},
                 {TENON_STALE, "stale", true},
                 {TENON_FOREIGN_NAMESPACE, "foreign", true},
                 {TENON_CORRUPT, "corrupt", true},
                 {TENON_UNSAFE, "unsafe", true},
                 {TENON_INVALID, "invalid", true}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].status == status) {
            vector_say("%s%s%s", words[i].word, words[i].has_detail ? " " : "",
                       words[i].has_detail ? tenon_status_detail() : "");
            return;
        }
    }
    vector_fail("status %d: %s", (int)status, tenon_status_detail());
}

uint64_t vector_number(const vector_step *step, size_t word) {
    char *end;
    uint64_t number = strtoull(step->words[word], &end, 0);
    if (end == step->words[word] || *end != '\0') {
        vector_fail("'%s' is no number", step->words[word]);
    }
    return number;
}

const char *vector_path(void) { return path; }

/* Resolves \\, \n, \xHH in place; the size of the text. */
static size_t unescape(char *text) {
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        if (*from != '\\') {
            *to++ = *from++;
        } else if (from[1] == 'x') {
            const char digits[3] = {from[2], from[3], '\0'};
            *to++ = (char)strtoul(digits, NULL, 16);
            from += 4;
        } else {
            *to++ = from[1] == 'n' ? '\n' : from[1];
            from += 2;
        }
    }
    *to = '\0';
    return (size_t)(to - text);
}

/* Copies a text with the path in place of {region}. */
static void expand(const char *text, char *expanded) {
    static const char mark[] = "{region}";
    const char *found = strstr(text, mark);
    snprintf(expanded, SAID_BYTES, "%.*s%s%s", found != NULL ? (int)(found - text) : SAID_BYTES,
             text, found != NULL ? path : "", found != NULL ? found + sizeof mark - 1 : "");
}

static void expect(const char *line) {
    char expanded[SAID_BYTES];
    expand(line, expanded);
    if (said_expected == said_count) {
        vector_fail("expects '%s', nothing was said", expanded);
    }
    if (strcmp(said[said_expected], expanded) != 0) {
        vector_fail("\n  expects '%s'\n  but was '%s'", expanded, said[said_expected]);
    }
    said_expected++;
}

static void check_all_expected(void) {
    if (said_expected < said_count) {
        vector_fail("does not expect '%s'", said[said_expected]);
    }
    said_count = said_expected = 0;
}

static void run_step(const vector_verb *verbs, char *line, char *text, size_t text_size) {
    vector_step step = {.text = text, .text_size = text_size};
    size_t name_size = strcspn(line, " ");
    step.rest = line + name_size + (line[name_size] == ' ');
    /* Its own: the step of a handler runs within that of a poll. */
    char *copy = strdup(step.rest);
    CHECK(copy != NULL);
    line[name_size] = '\0';
    size_t count = 0;
    for (char *word = strtok(copy, " "); count < VECTOR_WORDS; word = strtok(NULL, " ")) {
        step.words[count++] = word != NULL ? word : "";
        if (word == NULL) {
            break;
        }
    }
    while (count < VECTOR_WORDS) {
        step.words[count++] = "";
    }
    step.rest_size = unescape(line + (step.rest - line));
    const vector_verb *verb = verbs;
    while (verb->name != NULL && strcmp(verb->name, line) != 0) {
        verb++;
    }
    if (verb->name == NULL) {
        vector_fail("this test knows no step '%s'", line);
    }
    verb->run(&step);
    free(copy);
}

void vector_run(const vector_verb *verbs, const char *line) {
    char *copy = strdup(line);
    CHECK(copy != NULL);
    run_step(verbs, copy, copy + strlen(copy), 0);
    free(copy);
}

static char *read_file(const char *name) {
    FILE *stream = fopen(name, "rb");
    if (stream == NULL) {
        harness_fail(__FILE__, __LINE__, "cannot read %s", name);
    }
    fseek(stream, 0, SEEK_END);
    long size = ftell(stream);
    rewind(stream);
    char *content = malloc((size_t)size + 1);
    CHECK(content != NULL && fread(content, 1, (size_t)size, stream) == (size_t)size);
    content[size] = '\0';
    fclose(stream);
    return content;
}

/* Cuts the next line off; NULL at the end. */
static char *next_line(void) {
    char *line = rest;
    if (*line == '\0') {
        return NULL;
    }
    size_t size = strcspn(line, "\n");
    rest = line + size + (line[size] == '\n');
    line[size] = '\0';
    line_number++;
    return line;
}

/* Moves the lines with a bar behind a step into one text. */
static size_t read_text(char *text) {
    size_t size = 0;
    while (*rest == '|') {
        char *line = next_line();
        line += line[1] == ' ' ? 2 : 1;
        size_t line_size = unescape(line);
        memcpy(text + size, line, line_size);
        size += line_size;
        text[size++] = '\n';
    }
    return size;
}

/* The lines of one case, up to the next. */
static void run_case(const vector_verb *verbs) {
    static char text[1 << 20];
    while (*rest != '\0' && strncmp(rest, "case ", 5) != 0) {
        char *line = next_line();
        if (line[0] == '=') {
            expect(line + 2);
        } else if (line[0] != '\0' && line[0] != '#') {
            check_all_expected();
            size_t size = read_text(text);
            run_step(verbs, line, text, size);
        }
    }
    check_all_expected();
}

void vectors_walk(const char *file, const vector_verb *verbs, void (*begin)(void),
                  void (*end)(void)) {
    file_name = file;
    line_number = 0;
    const char *directory = getenv("TENON_VECTORS");
    char name[512];
    snprintf(name, sizeof name, "%s/%s", directory != NULL ? directory : TENON_TEST_VECTORS, file);
    char *content = read_file(name);
    rest = content;
    failures = 0;
    unsigned before = case_number;
    for (char *line = next_line(); line != NULL; line = next_line()) {
        if (strncmp(line, "case ", 5) != 0) {
            CHECK(line[0] == '\0' || line[0] == '#');
            continue;
        }
        char region[64];
        snprintf(case_name, sizeof case_name, "%s", line + 5);
        snprintf(region, sizeof region, "v%u", case_number++);
        path = harness_path(region);
        said_count = said_expected = 0;
        if (setjmp(failed) == 0) {
            begin();
            run_case(verbs);
            end();
        } else {
            failures++;
            while (*rest != '\0' && strncmp(rest, "case ", 5) != 0) {
                (void)next_line();
            }
        }
    }
    free(content);
    unsigned cases = case_number - before;
    printf("  %u cases of %s\n", cases, file);
    if (cases == 0 || failures != 0) {
        harness_fail(__FILE__, __LINE__, "%d of %u cases of %s failed", failures, cases, file);
    }
}
