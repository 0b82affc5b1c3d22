/* SPDX-License-Identifier: MIT */
/*
 * The parser: from a template's text to a flat program.
 *
 * Constructs that are open stand on a stack.  Where nothing of a template's
 * text can follow, the innermost of them must end or go on: a conditional with
 * $else$ or $endif$, a nest without any sign, at a line that begins left of
 * it.  A partial is parsed in its place, each time it is named, because its
 * text depends on what it stands in.
 */
#include "template/template_scan.h"

enum frame_kind { FRAME_IF, FRAME_FOR, FRAME_NEST, FRAME_PARTIAL };

#define NO_STEP SIZE_MAX

/* A construct that is open. */
struct frame {
    enum frame_kind kind;
    bool had_else; /* IF: $else$; FOR: $sep$ */
    bool takes_line; /* its end takes the line end with it */
    bool part_takes; /* IF: so does the $else$ at hand */
    bool was_inside;
    char closer; /* PARTIAL: of its directive */
    size_t nested_column; /* before it */
    size_t start; /* its first step */
    size_t open_jump; /* IF: the test that has no target yet */
    size_t ends; /* IF: chain of jumps to its end */
    struct template_place place; /* of its directive */
    const struct template_variable *variable; /* PARTIAL: what it is for */
    dc_str separator; /* PARTIAL */
    struct template_scan outer; /* PARTIAL: where it was named */
};

struct parser {
    struct template_scan scan;
    dc_template *template;
    dc_partial_source partial;
    void *user;
    struct frame *frames; /* TEMPLATE_NESTING_MAX, and one to fail with */
    size_t depth;
    size_t partials; /* open */
    bool has_failed;
};

/* Messages. */

static void
append(char *message, size_t size, size_t *len, dc_str text)
{
    size_t part = text.len < size - *len ? text.len : size - *len;
    if (part)
        memcpy(message + *len, text.ptr, part);
    *len += part;
}

static void
append_number(char *message, size_t size, size_t *len, size_t number)
{
    char digits[24];
    size_t at = sizeof(digits);
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    append(message, size, len, dc_str_slice(digits + at, sizeof(digits) - at));
}

static void
fail_at(struct parser *parser, const struct template_place *place,
    int32_t status, const char *text, dc_str detail)
{
    if (parser->has_failed)
        return;
    parser->has_failed = true;
    char message[400];
    size_t len = 0;
    dc_str name = parser->scan.name;
    append(message, sizeof(message), &len,
        dc_str_slice(name.ptr, name.len < 200 ? name.len : 200));
    append(message, sizeof(message), &len, dc_str_of(":"));
    append_number(message, sizeof(message), &len, place->line);
    append(message, sizeof(message), &len, dc_str_of(":"));
    append_number(message, sizeof(message), &len, place->column);
    append(message, sizeof(message), &len, dc_str_of(": "));
    append(message, sizeof(message), &len, dc_str_of(text));
    append(message, sizeof(message), &len,
        dc_str_slice(detail.ptr, detail.len < 100 ? detail.len : 100));
    dc_report_at(parser->scan.job, DC_DIAG_ERROR,
        status == DC_E_LIMIT ? "template-limit" : "template-syntax",
        dc_str_slice(message, len), DC_POS_NONE);
    dc_fail(parser->scan.job, status);
}

static void
fail(struct parser *parser, const char *text)
{
    const struct template_scan *scan = &parser->scan;
    fail_at(parser, scan->fault ? &scan->fault_place : &scan->place,
        DC_E_TEMPLATE, scan->fault ? scan->fault : text, dc_str_slice(NULL, 0));
}

/* The program. */

static size_t
add_step(struct parser *parser, enum template_step_kind kind)
{
    dc_template *template = parser->template;
    if (template->count == TEMPLATE_STEPS_MAX) {
        fail_at(parser, &parser->scan.place, DC_E_LIMIT,
            "the template is too large with its partials",
            dc_str_slice(NULL, 0));
        return 0;
    }
    if (!template_grow(parser->scan.job, (void **)&template->steps,
            &template->room, template->count, sizeof(*template->steps))) {
        parser->has_failed = true;
        return 0;
    }
    template->steps[template->count] = (struct template_step){.kind = kind};
    return template->count++;
}

static void
add_piece(struct parser *parser, enum template_piece_kind piece, dc_str text)
{
    size_t step = add_step(parser, TEMPLATE_STEP_PIECE);
    if (parser->has_failed)
        return;
    parser->template->steps[step].piece = piece;
    parser->template->steps[step].text = text;
}

static size_t
add_variable(struct parser *parser, enum template_step_kind kind,
    const struct template_variable *variable)
{
    size_t step = add_step(parser, kind);
    if (!parser->has_failed)
        parser->template->steps[step].variable = variable;
    return step;
}

static void
set_target(struct parser *parser, size_t step, size_t target)
{
    if (!parser->has_failed)
        parser->template->steps[step].target = target;
}

/* Text that is literal: a separator's. */
static void
add_lines(struct parser *parser, dc_str text)
{
    while (text.len) {
        const char *end = memchr(text.ptr, '\n', text.len);
        size_t len = end ? (size_t)(end - text.ptr) : text.len;
        if (len)
            add_piece(parser, TEMPLATE_PIECE_TEXT, dc_str_slice(text.ptr, len));
        if (end)
            add_piece(parser, TEMPLATE_PIECE_NEWLINE, dc_str_slice(NULL, 0));
        len += end != NULL;
        text = dc_str_slice(text.ptr + len, text.len - len);
    }
}

/* A loop over the variable around what stands from `start` on. */
static void
end_loop(struct parser *parser, size_t start, dc_str separator)
{
    size_t turn_end = add_step(parser, TEMPLATE_STEP_SEPARATOR);
    add_lines(parser, separator);
    size_t again = add_step(parser, TEMPLATE_STEP_AGAIN);
    set_target(parser, start, turn_end);
    set_target(parser, turn_end, again);
    set_target(parser, again, start);
}

static struct frame *
push(struct parser *parser, enum frame_kind kind,
    const struct template_place *place)
{
    struct frame *frame = &parser->frames[parser->depth];
    if (parser->depth == TEMPLATE_NESTING_MAX)
        fail_at(parser, place, DC_E_LIMIT, "the template is nested too deeply",
            dc_str_slice(NULL, 0));
    else
        parser->depth++;
    *frame = (struct frame){
        .kind = kind,
        .was_inside = parser->scan.is_inside,
        .nested_column = parser->scan.nested_column,
        .start = parser->template->count,
        .open_jump = NO_STEP,
        .ends = NO_STEP,
        .place = *place,
    };
    return frame;
}

/* Conditionals. */

static void
add_test(struct parser *parser, struct frame *frame,
    const struct template_variable *variable)
{
    frame->open_jump = add_variable(parser, TEMPLATE_STEP_IF, variable);
    parser->scan.is_inside = true;
    frame->part_takes = template_scan_skip_line_end(&parser->scan);
}

/* The end of a branch: a jump to the end, and where the test goes to. */
static void
end_branch(struct parser *parser, struct frame *frame)
{
    size_t jump = add_step(parser, TEMPLATE_STEP_JUMP);
    set_target(parser, jump, frame->ends);
    frame->ends = jump;
    set_target(parser, frame->open_jump, parser->template->count);
    frame->open_jump = NO_STEP;
}

static void
end_conditional(struct parser *parser, struct frame *frame)
{
    size_t end = parser->template->count;
    if (frame->open_jump != NO_STEP)
        set_target(parser, frame->open_jump, end);
    while (frame->ends != NO_STEP && !parser->has_failed) {
        size_t next = parser->template->steps[frame->ends].target;
        set_target(parser, frame->ends, end);
        frame->ends = next;
    }
    if (frame->takes_line)
        template_scan_skip_line_end(&parser->scan);
    parser->scan.is_inside = frame->was_inside;
    parser->depth--;
}

static void
go_on_conditional(struct parser *parser, struct frame *frame)
{
    struct template_scan *scan = &parser->scan;
    const struct template_variable *variable;
    if (template_scan_directive(scan, "endif")) {
        end_conditional(parser, frame);
    } else if (!frame->had_else && template_scan_directive(scan, "else")) {
        end_branch(parser, frame);
        frame->had_else = true;
        if (frame->part_takes)
            template_scan_skip_line_end(scan);
    } else if (!frame->had_else &&
        template_scan_call(scan, "elseif", &variable)) {
        end_branch(parser, frame);
        add_test(parser, frame, variable);
    } else if (template_scan_at_end(scan)) {
        fail_at(parser, &frame->place, DC_E_TEMPLATE,
            "this $if$ has no $endif$", dc_str_slice(NULL, 0));
    } else {
        fail(parser, "this is no directive, or it has no place here");
    }
}

/* Loops. */

static void
go_on_loop(struct parser *parser, struct frame *frame)
{
    struct template_scan *scan = &parser->scan;
    if (!frame->had_else && template_scan_directive(scan, "sep")) {
        frame->had_else = true;
        frame->open_jump = add_step(parser, TEMPLATE_STEP_SEPARATOR);
        if (frame->takes_line)
            template_scan_skip_line_end(scan);
        return;
    }
    if (!template_scan_directive(scan, "endfor")) {
        if (template_scan_at_end(scan))
            fail_at(parser, &frame->place, DC_E_TEMPLATE,
                "this $for$ has no $endfor$", dc_str_slice(NULL, 0));
        fail(parser, "this is no directive, or it has no place here");
        return;
    }
    if (!frame->had_else)
        frame->open_jump = add_step(parser, TEMPLATE_STEP_SEPARATOR);
    size_t again = add_step(parser, TEMPLATE_STEP_AGAIN);
    set_target(parser, frame->start, frame->open_jump);
    set_target(parser, frame->open_jump, again);
    set_target(parser, again, frame->start);
    if (frame->takes_line)
        template_scan_skip_line_end(scan);
    scan->is_inside = frame->was_inside;
    parser->depth--;
}

/* Nests. */

/* A line end with nothing on the next line. */
static bool
scan_blank_line(struct template_scan *scan)
{
    struct template_place start = scan->place;
    if (template_scan_char(scan, '\n') &&
        (template_scan_at_end(scan) || template_scan_peek(scan) == '\n'))
        return true;
    scan->place = start;
    return false;
}

static void
go_on_nest(struct parser *parser, struct frame *frame)
{
    bool is_blank = false;
    while (scan_blank_line(&parser->scan)) {
        add_piece(parser, TEMPLATE_PIECE_NEWLINE, dc_str_slice(NULL, 0));
        is_blank = true;
    }
    if (is_blank)
        return;
    add_step(parser, TEMPLATE_STEP_UNNEST);
    parser->scan.nested_column = frame->nested_column;
    parser->depth--;
}

/*
 * Behind a variable or partial that began at `place` and whose steps begin at
 * `start`, where a step was left free: one alone on its line is a nest.
 */
static void
nest_if_alone(struct parser *parser, const struct template_place *place,
    size_t start, bool takes_line)
{
    struct template_scan *scan = &parser->scan;
    bool begins_line = scan->first_nonspace.at == place->at &&
        scan->first_nonspace.source == place->source;
    bool ends_line =
        template_scan_at_end(scan) || template_scan_peek(scan) == '\n';
    if (takes_line && begins_line)
        template_scan_skip_line_end(scan);
    if (!begins_line || !ends_line || place->column == 1 ||
        place->column == scan->nested_column || parser->has_failed)
        return;
    parser->template->steps[start].kind = TEMPLATE_STEP_NEST;
    add_step(parser, TEMPLATE_STEP_UNNEST);
}

/* Partials. */

/* "head.html" of "head" in a template of that extension. */
static dc_str
file_name_of(struct parser *parser, dc_str name)
{
    dc_str own = parser->scan.name;
    size_t dot = own.len;
    while (dot && own.ptr[dot - 1] != '.' && own.ptr[dot - 1] != '/')
        dot--;
    bool has_extension = dot && own.ptr[dot - 1] == '.';
    for (size_t i = name.len; i && name.ptr[i - 1] != '/'; i--)
        if (name.ptr[i - 1] == '.')
            has_extension = false;
    if (!has_extension)
        return name;
    size_t extra = own.len - dot + 1;
    char *whole = dc_alloc(parser->scan.job, name.len + extra);
    if (!whole)
        return name;
    memcpy(whole, name.ptr, name.len);
    memcpy(whole + name.len, own.ptr + dot - 1, extra);
    return dc_str_slice(whole, name.len + extra);
}

/* True if the partial is open, by what its scans are called. */
static bool
is_open(const struct parser *parser, dc_str name)
{
    if (template_str_equal(parser->scan.name, name))
        return true;
    for (size_t i = 0; i < parser->depth; i++)
        if (parser->frames[i].kind == FRAME_PARTIAL &&
            template_str_equal(parser->frames[i].outer.name, name))
            return true;
    return false;
}

static dc_str
without_final_line_end(dc_str text)
{
    if (text.len && text.ptr[text.len - 1] == '\n')
        text.len--;
    if (text.len && text.ptr[text.len - 1] == '\r')
        text.len--;
    return text;
}

/* What follows "name()" in the directive at `place`. */
static void
open_partial(struct parser *parser, const struct template_place *place,
    char closer, const struct template_variable *variable, dc_str name)
{
    struct template_scan *scan = &parser->scan;
    dc_str separator = {NULL, 0};
    template_scan_separator(scan, &separator);
    dc_str file = file_name_of(parser, name);
    dc_str text;
    if (is_open(parser, file)) {
        fail_at(parser, place, DC_E_TEMPLATE,
            "this partial is within itself: ", file);
        return;
    }
    if (parser->partials == TEMPLATE_PARTIALS_MAX) {
        fail_at(parser, place, DC_E_LIMIT,
            "partials are nested too deeply: ", file);
        return;
    }
    if (!parser->partial || !parser->partial(parser->user, file, &text)) {
        fail_at(parser, place, DC_E_TEMPLATE,
            "no such partial beside the template: ", file);
        return;
    }
    if (!template_text_is_utf8(text)) {
        fail_at(
            parser, place, DC_E_TEMPLATE, "this partial is not UTF-8: ", file);
        return;
    }
    struct frame *frame = push(parser, FRAME_PARTIAL, place);
    frame->closer = closer;
    frame->variable = variable;
    frame->separator = separator;
    frame->outer = *scan;
    parser->partials++;
    /* For a nest, for the loop, and for pipes, if there are any. */
    add_step(parser, TEMPLATE_STEP_NONE);
    if (variable)
        add_variable(parser, TEMPLATE_STEP_LOOP, variable);
    add_step(parser, TEMPLATE_STEP_NONE);
    scan->name = file;
    scan->nested_column = 0;
    if (!template_scan_open(scan, without_final_line_end(text)))
        parser->has_failed = true;
}

static void
end_partial(struct parser *parser, struct frame *frame)
{
    struct template_scan *scan = &parser->scan;
    if (!template_scan_at_end(scan)) {
        fail(parser, "this is no directive, or it has no place here");
        return;
    }
    *scan = frame->outer;
    const struct template_variable *pipes = NULL;
    bool is_whole = template_scan_pipes(scan, &pipes);
    template_scan_spaces(scan);
    if (!is_whole || !template_scan_char(scan, frame->closer)) {
        fail(parser, "the partial's directive is not closed");
        return;
    }
    size_t loop = frame->start + 1;
    if (pipes->pipe_count) {
        size_t capture = loop + (frame->variable != NULL);
        parser->template->steps[capture].kind = TEMPLATE_STEP_CAPTURE;
        add_variable(parser, TEMPLATE_STEP_RELEASE, pipes);
    }
    if (frame->variable)
        end_loop(parser, loop, frame->separator);
    struct template_place place = frame->place;
    size_t start = frame->start;
    bool is_bare = frame->variable == NULL;
    parser->depth--;
    parser->partials--;
    nest_if_alone(parser, &place, start, is_bare);
}

/* Directives. */

static const struct template_variable *
variable_it(struct parser *parser)
{
    struct template_variable *it = dc_alloc(parser->scan.job, sizeof(*it));
    dc_str *part = dc_alloc(parser->scan.job, sizeof(*part));
    if (!it || !part) {
        parser->has_failed = true;
        return NULL;
    }
    *part = dc_str_of("it");
    it->parts = part;
    it->part_count = 1;
    return it;
}

static void
end_interpolation(struct parser *parser, const struct template_place *place,
    char closer, const struct template_variable *variable)
{
    struct template_scan *scan = &parser->scan;
    size_t start = add_step(parser, TEMPLATE_STEP_NONE);
    dc_str separator;
    if (template_scan_separator(scan, &separator)) {
        size_t loop = add_variable(parser, TEMPLATE_STEP_LOOP, variable);
        add_variable(parser, TEMPLATE_STEP_VALUE, variable_it(parser));
        end_loop(parser, loop, separator);
    } else {
        add_variable(parser, TEMPLATE_STEP_VALUE, variable);
    }
    template_scan_spaces(scan);
    if (!template_scan_char(scan, closer))
        fail(parser,
            closer == '$' ? "a $ must follow the name"
                          : "a } must follow the name");
    nest_if_alone(parser, place, start, false);
}

/* "$name$", "$name:partial()$" */
static bool
parse_interpolation(struct parser *parser)
{
    struct template_scan *scan = &parser->scan;
    struct template_place place = scan->place;
    const struct template_variable *variable;
    char closer;
    if (!template_scan_open_directive(scan, &closer))
        return false;
    template_scan_spaces(scan);
    if (!template_scan_variable(scan, &variable) ||
        template_scan_peek(scan) == '(') {
        scan->place = place;
        return false;
    }
    if (!template_scan_char(scan, ':')) {
        end_interpolation(parser, &place, closer, variable);
        return true;
    }
    dc_str name;
    if (template_scan_partial(scan, &name))
        open_partial(parser, &place, closer, variable, name);
    else
        fail(parser, "a partial's name with () must follow the colon");
    return true;
}

static bool
parse_partial(struct parser *parser)
{
    struct template_scan *scan = &parser->scan;
    struct template_place place = scan->place;
    dc_str name;
    char closer;
    if (template_scan_open_directive(scan, &closer)) {
        template_scan_spaces(scan);
        if (template_scan_partial(scan, &name)) {
            /* What looked like a pipe was the folder of a name. */
            scan->fault = NULL;
            open_partial(parser, &place, closer, NULL, name);
            return true;
        }
    }
    scan->place = place;
    return false;
}

static bool
parse_directive(struct parser *parser)
{
    struct template_scan *scan = &parser->scan;
    struct template_place place = scan->place;
    const struct template_variable *variable;
    if (template_scan_call(scan, "if", &variable)) {
        struct frame *frame = push(parser, FRAME_IF, &place);
        add_test(parser, frame, variable);
        frame->takes_line = frame->part_takes;
    } else if (template_scan_call(scan, "for", &variable)) {
        struct frame *frame = push(parser, FRAME_FOR, &place);
        add_variable(parser, TEMPLATE_STEP_LOOP, variable);
        scan->is_inside = true;
        frame->takes_line = template_scan_skip_line_end(scan);
    } else if (template_scan_directive(scan, "~")) {
        scan->is_breaking = !scan->is_breaking;
    } else if (template_scan_directive(scan, "^")) {
        push(parser, FRAME_NEST, &place);
        add_step(parser, TEMPLATE_STEP_NEST);
        scan->nested_column = place.column;
    } else {
        return parse_interpolation(parser) || parse_partial(parser);
    }
    return true;
}

/* Text. */

static void
skip_comments(struct template_scan *scan)
{
    struct template_place start = scan->place;
    while (template_scan_word(scan, "$--")) {
        while (!template_scan_at_end(scan) && template_scan_peek(scan) != '\n')
            template_scan_step(scan);
        /* One that fills its line takes the line end with it. */
        if (start.column == 1)
            template_scan_char(scan, '\n');
        start = scan->place;
    }
}

static void
add_breakable(struct parser *parser, dc_str text)
{
    size_t at = 0;
    while (at < text.len) {
        size_t start = at;
        while (at < text.len && text.ptr[at] != ' ' && text.ptr[at] != '\t')
            at++;
        if (at > start)
            add_piece(parser, TEMPLATE_PIECE_TEXT,
                dc_str_slice(text.ptr + start, at - start));
        start = at;
        while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
            at++;
        if (at > start)
            add_piece(parser, TEMPLATE_PIECE_SPACE, dc_str_slice(NULL, 0));
    }
}

static bool
parse_text(struct parser *parser)
{
    struct template_scan *scan = &parser->scan;
    size_t start = scan->place.at;
    bool is_blank = true;
    char c = template_scan_peek(scan);
    while (!template_scan_at_end(scan) && c != '$' && c != '\n') {
        is_blank = is_blank && (c == ' ' || c == '\t');
        template_scan_step(scan);
        c = template_scan_peek(scan);
    }
    dc_str text = dc_str_slice(scan->text.ptr + start, scan->place.at - start);
    if (text.len == 0)
        return false;
    if (is_blank && scan->place.line == 1)
        scan->first_nonspace = scan->place;
    if (scan->is_breaking)
        add_breakable(parser, text);
    else
        add_piece(parser, TEMPLATE_PIECE_TEXT, text);
    return true;
}

static bool
parse_line_end(struct parser *parser)
{
    struct template_scan *scan = &parser->scan;
    if (!template_scan_line_end(scan))
        return false;
    size_t start = scan->place.at;
    template_scan_spaces(scan);
    scan->first_nonspace = scan->place;
    if (scan->is_breaking) {
        add_piece(parser, TEMPLATE_PIECE_SPACE, dc_str_slice(NULL, 0));
        return true;
    }
    add_piece(parser, TEMPLATE_PIECE_NEWLINE, dc_str_slice(NULL, 0));
    if (scan->place.at > start)
        add_piece(parser, TEMPLATE_PIECE_TEXT,
            dc_str_slice(scan->text.ptr + start, scan->place.at - start));
    return true;
}

static bool
parse_dollar(struct parser *parser)
{
    struct template_scan *scan = &parser->scan;
    if (!template_scan_word(scan, "$$"))
        return false;
    /* It counts as the one column that it fills in the result. */
    scan->place.column--;
    add_piece(parser, TEMPLATE_PIECE_TEXT, dc_str_of("$"));
    return true;
}

/* One thing of a template's text; false where none follows. */
static bool
parse_one(struct parser *parser)
{
    skip_comments(&parser->scan);
    return parse_text(parser) || parse_line_end(parser) ||
        parse_directive(parser) || parse_dollar(parser);
}

/* Nothing of a text follows: the innermost construct ends or goes on. */
static void
go_on(struct parser *parser)
{
    struct frame *frame = &parser->frames[parser->depth - 1];
    if (parser->scan.fault) {
        fail(parser, NULL);
        return;
    }
    switch (frame->kind) {
    case FRAME_IF:
        go_on_conditional(parser, frame);
        return;
    case FRAME_FOR:
        go_on_loop(parser, frame);
        return;
    case FRAME_NEST:
        go_on_nest(parser, frame);
        return;
    case FRAME_PARTIAL:
        end_partial(parser, frame);
        return;
    }
}

static void
parse_all(struct parser *parser)
{
    size_t count = 0;
    while (!parser->has_failed) {
        if (++count % TEMPLATE_TICK == 0 && dc_tick(parser->scan.job) != DC_OK)
            parser->has_failed = true;
        if (parse_one(parser))
            continue;
        if (parser->has_failed)
            return;
        if (parser->depth) {
            go_on(parser);
            continue;
        }
        if (!template_scan_at_end(&parser->scan) || parser->scan.fault)
            fail(parser, "this is no directive, or it has no place here");
        return;
    }
}

dc_template *DC_CALL
template_parse(dc_job *job, dc_str source, dc_str name,
    dc_partial_source partial, void *user)
{
    dc_template *template = dc_alloc(job, sizeof(*template));
    struct parser *parser = dc_alloc(job, sizeof(*parser));
    if (!template || !parser)
        return NULL;
    template->job = job;
    parser->template = template;
    parser->partial = partial;
    parser->user = user;
    parser->scan.job = job;
    parser->scan.name = name;
    parser->frames =
        dc_alloc(job, (TEMPLATE_NESTING_MAX + 1) * sizeof(*parser->frames));
    if (!parser->frames || !template_scan_open(&parser->scan, source))
        return NULL;
    parser->scan.first_nonspace = parser->scan.place;
    if (!template_text_is_utf8(source))
        fail(parser, "the template is not UTF-8");
    parse_all(parser);
    return parser->has_failed || dc_fail(job, DC_OK) != DC_OK ? NULL : template;
}
