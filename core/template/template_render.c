/* SPDX-License-Identifier: MIT */
/*
 * Runs a template's program.  The values that names have inside loops are
 * overlays on the map of all values, made anew for each turn; they and what
 * pipes make of values lie in scratch memory that each turn gives back.
 */
#include "template/template.h"

/* A loop that is running. */
struct loop {
    const struct template_step *step;
    const struct template_value *outer; /* the values around it */
    const struct template_value *list; /* NULL: one turn, with `single` */
    const struct template_value *single;
    size_t turn;
    struct template_mark mark;
};

/* A partial whose text goes through pipes. */
struct capture {
    size_t first; /* its first piece */
};

struct renderer {
    dc_job *job;
    const dc_template *template;
    const struct template_value *values; /* as they are at this place */
    struct template_scratch scratch;
    struct template_layout layout;
    size_t column; /* by the text alone, without indentation */
    struct loop loops[TEMPLATE_NESTING_MAX + 1];
    size_t loop_count;
    struct capture captures[TEMPLATE_PARTIALS_MAX];
    size_t capture_count;
    struct template_pieces pieces; /* of all captures that are open */
    size_t body_at; /* length of the output before the body */
    bool has_body;
    bool is_unfit; /* the body is not simply put in */
    bool has_failed;
};

/* Pieces: to the layout, or kept for pipes. */

static void
put_piece(struct renderer *renderer, const struct template_piece *piece)
{
    if (renderer->capture_count == 0)
        template_layout_put(&renderer->layout, piece);
    else if (!template_pieces_add(renderer->job, &renderer->pieces, piece))
        renderer->has_failed = true;
}

static void
put_kind(struct renderer *renderer, enum template_piece_kind kind)
{
    struct template_piece piece = {.kind = kind};
    put_piece(renderer, &piece);
    if (kind == TEMPLATE_PIECE_NEWLINE)
        renderer->column = 0;
    else if (kind == TEMPLATE_PIECE_SPACE)
        renderer->column++;
}

/* Text of one line. */
static void
put_line(struct renderer *renderer, dc_str text)
{
    if (text.len == 0)
        return;
    struct template_piece piece = {.kind = TEMPLATE_PIECE_TEXT, .text = text};
    piece.width = template_text_width(text);
    renderer->column += piece.width;
    put_piece(renderer, &piece);
}

static void
put_text(struct renderer *renderer, dc_str text)
{
    while (text.len) {
        const char *end = memchr(text.ptr, '\n', text.len);
        size_t len = end ? (size_t)(end - text.ptr) : text.len;
        put_line(renderer, dc_str_slice(text.ptr, len));
        if (end)
            put_kind(renderer, TEMPLATE_PIECE_NEWLINE);
        len += end != NULL;
        text = dc_str_slice(text.ptr + len, text.len - len);
    }
}

static void
put_fill(struct renderer *renderer, dc_str border)
{
    struct template_piece piece = {.kind = TEMPLATE_PIECE_FILL, .text = border};
    if (border.len == 0)
        return;
    piece.width = template_text_width(border);
    renderer->column += piece.width;
    put_piece(renderer, &piece);
}

static void
put_cell(
    struct renderer *renderer, const struct template_pipe *pipe, dc_str text)
{
    put_fill(renderer, pipe->left);
    struct template_piece piece = {.kind = TEMPLATE_PIECE_CELL};
    piece.side = pipe->kind;
    piece.width = pipe->width || text.len == 0 ? pipe->width : 1;
    if (text.len)
        piece.text = template_text_wrap(&renderer->scratch, text, piece.width);
    renderer->column += piece.width;
    put_piece(renderer, &piece);
    put_fill(renderer, pipe->right);
}

/* Values of variables. */

/* The value of the variable without its pipes; never NULL. */
static const struct template_value *
look_up(struct renderer *renderer, const struct template_variable *variable)
{
    const struct template_value *value = renderer->values;
    for (size_t i = 0; i < variable->part_count; i++) {
        value = template_value_force(&renderer->scratch, value);
        if (value)
            value = template_value_field(value, variable->parts[i]);
        if (!value)
            return &template_nothing;
    }
    return value;
}

static const struct template_value *
evaluate(struct renderer *renderer, const struct template_variable *variable)
{
    const struct template_value *value =
        template_value_force(&renderer->scratch, look_up(renderer, variable));
    for (size_t i = 0; value && i < variable->pipe_count; i++) {
        if (value->kind == TEMPLATE_BODY)
            renderer->is_unfit = true;
        value =
            template_pipe_apply(&renderer->scratch, &variable->pipes[i], value);
    }
    if (value)
        value = template_value_force(&renderer->scratch, value);
    if (!value) {
        renderer->has_failed = true;
        return &template_nothing;
    }
    return value;
}

/* A walk over a list and the lists in it. */
struct list_walk {
    const struct template_value *list;
    size_t next;
    struct list_walk *outer;
};

/* The next value that is no list, or NULL at the end. */
static const struct template_value *
next_leaf(struct renderer *renderer, struct list_walk **walk)
{
    while (*walk) {
        struct list_walk *at = *walk;
        if (at->next == at->list->count) {
            *walk = at->outer;
            continue;
        }
        const struct template_value *value = template_value_force(
            &renderer->scratch, at->list->items[at->next++]);
        if (!value || value->kind != TEMPLATE_LIST)
            return value;
        struct list_walk *inner =
            template_scratch_take(&renderer->scratch, sizeof(*inner));
        if (!inner) {
            renderer->has_failed = true;
            return NULL;
        }
        *inner = (struct list_walk){value, 0, at};
        *walk = inner;
    }
    return NULL;
}

static void
put_body(struct renderer *renderer)
{
    struct template_layout *layout = &renderer->layout;
    if (renderer->has_body || renderer->capture_count || layout->nest_count) {
        renderer->is_unfit = true;
        return;
    }
    template_layout_flush(layout);
    renderer->has_body = true;
    renderer->body_at = layout->len;
    layout->at_newline = false;
    layout->column = 1;
    renderer->column = 1;
}

static void
put_leaf(struct renderer *renderer, const struct template_value *value)
{
    dc_str text = value->text;
    switch (value->kind) {
    case TEMPLATE_TEXT:
        if (text.len && text.ptr[text.len - 1] == '\n')
            text.len--;
        put_text(renderer, text);
        return;
    case TEMPLATE_CELL:
        put_cell(renderer, value->pipe, text);
        return;
    case TEMPLATE_BOOL:
        put_line(renderer, dc_str_of(value->truth ? "true" : "false"));
        return;
    case TEMPLATE_MAP:
    case TEMPLATE_OVERLAY:
        put_line(renderer, dc_str_of("true"));
        return;
    case TEMPLATE_BODY:
        put_body(renderer);
        return;
    default:
        return;
    }
}

static bool
is_true(struct renderer *renderer, const struct template_value *value)
{
    if (value->kind == TEMPLATE_BODY)
        renderer->is_unfit = true;
    return value->kind == TEMPLATE_MAP || value->kind == TEMPLATE_OVERLAY ||
        value->kind == TEMPLATE_BODY || value->kind == TEMPLATE_CELL ||
        (value->kind == TEMPLATE_TEXT && value->text.len) ||
        (value->kind == TEMPLATE_BOOL && value->truth);
}

/* Memory of pieces that wait must stay. */
static void
release(struct renderer *renderer, const struct template_mark *mark)
{
    if (renderer->capture_count == 0 && renderer->layout.cells.count == 0)
        template_scratch_release(&renderer->scratch, mark);
}

static void
run_value(struct renderer *renderer, const struct template_step *step)
{
    struct template_mark mark = template_scratch_mark(&renderer->scratch);
    const struct template_value *value = evaluate(renderer, step->variable);
    if (value->kind == TEMPLATE_LIST) {
        struct list_walk first = {value, 0, NULL};
        struct list_walk *walk = &first;
        for (value = next_leaf(renderer, &walk); value;
             value = next_leaf(renderer, &walk))
            put_leaf(renderer, value);
    } else {
        put_leaf(renderer, value);
    }
    release(renderer, &mark);
}

static bool
test(struct renderer *renderer, const struct template_step *step)
{
    struct template_mark mark = template_scratch_mark(&renderer->scratch);
    const struct template_value *value = evaluate(renderer, step->variable);
    bool truth = false;
    if (value->kind == TEMPLATE_LIST) {
        struct list_walk first = {value, 0, NULL};
        struct list_walk *walk = &first;
        for (value = next_leaf(renderer, &walk); value && !truth;
             value = next_leaf(renderer, &walk))
            truth = is_true(renderer, value);
    } else {
        truth = is_true(renderer, value);
    }
    release(renderer, &mark);
    return truth;
}

/* Loops. */

static const struct template_value *
overlay(struct renderer *renderer, const struct template_value *base,
    dc_str key, const struct template_value *value)
{
    struct template_value *made =
        template_scratch_take(&renderer->scratch, sizeof(*made));
    if (!made) {
        renderer->has_failed = true;
        return base;
    }
    *made = (struct template_value){
        .kind = TEMPLATE_OVERLAY, .base = base, .text = key, .value = value};
    return made;
}

/*
 * The values with `item` in the place of the variable.  A name that does not
 * lead to anything is not made.
 */
static const struct template_value *
bind(struct renderer *renderer, const struct template_value *values,
    const struct template_variable *variable, const struct template_value *item)
{
    const struct template_value *maps[TEMPLATE_PARTS_MAX];
    const struct template_value *at = values;
    for (size_t i = 0; i < variable->part_count; i++) {
        at = template_value_force(&renderer->scratch, at);
        maps[i] = at;
        at = at ? template_value_field(at, variable->parts[i]) : NULL;
        if (!at)
            return values;
    }
    for (size_t i = variable->part_count; i > 0; i--)
        item = overlay(renderer, maps[i - 1], variable->parts[i - 1], item);
    return item;
}

static void
begin_turn(struct renderer *renderer, struct loop *loop)
{
    const struct template_variable *variable = loop->step->variable;
    const struct template_value *item =
        loop->list ? loop->list->items[loop->turn] : loop->single;
    release(renderer, &loop->mark);
    item = template_value_force(&renderer->scratch, item);
    if (!item) {
        renderer->has_failed = true;
        return;
    }
    renderer->values = overlay(renderer, loop->outer, dc_str_of("it"), item);
    renderer->values = bind(renderer, renderer->values, variable, item);
}

/* Begins the loop; false if it has no turn. */
static bool
begin_loop(struct renderer *renderer, const struct template_step *step)
{
    const struct template_value *value = evaluate(renderer, step->variable);
    if (value->kind == TEMPLATE_BODY)
        renderer->is_unfit = true;
    bool is_list = value->kind == TEMPLATE_LIST;
    if (value->kind == TEMPLATE_NOTHING || (is_list && value->count == 0))
        return false;
    struct loop *loop = &renderer->loops[renderer->loop_count++];
    loop->step = step;
    loop->outer = renderer->values;
    loop->list = is_list ? value : NULL;
    loop->single = value;
    loop->turn = 0;
    loop->mark = template_scratch_mark(&renderer->scratch);
    begin_turn(renderer, loop);
    return true;
}

/* The end of a turn; false if it was the last. */
static bool
end_turn(struct renderer *renderer)
{
    struct loop *loop = &renderer->loops[renderer->loop_count - 1];
    renderer->values = loop->outer;
    loop->turn++;
    if (loop->list && loop->turn < loop->list->count)
        return true;
    renderer->loop_count--;
    return false;
}

/* Partials with pipes. */

static void
begin_capture(struct renderer *renderer)
{
    renderer->captures[renderer->capture_count++].first =
        renderer->pieces.count;
}

/* The captured pieces as they would be printed. */
static dc_str
print_pieces(struct renderer *renderer, const struct template_piece *pieces,
    size_t count)
{
    struct template_layout *layout = dc_alloc(renderer->job, sizeof(*layout));
    if (!layout) {
        renderer->has_failed = true;
        return dc_str_slice(NULL, 0);
    }
    layout->job = renderer->job;
    layout->at_newline = true;
    for (size_t i = 0; i < count; i++)
        template_layout_put(layout, &pieces[i]);
    template_layout_finish(layout);
    return dc_str_slice(layout->data, layout->len);
}

static bool
is_blank_piece(const struct template_piece *piece)
{
    return piece->kind == TEMPLATE_PIECE_NEWLINE ||
        piece->kind == TEMPLATE_PIECE_SPACE ||
        piece->kind == TEMPLATE_PIECE_NEST ||
        piece->kind == TEMPLATE_PIECE_UNNEST;
}

/* Makes nothing of line ends and spaces at the end; nests stay in balance. */
static void
chomp_pieces(struct template_piece *pieces, size_t count)
{
    for (; count && is_blank_piece(&pieces[count - 1]); count--)
        if (pieces[count - 1].kind < TEMPLATE_PIECE_NEST)
            pieces[count - 1] =
                (struct template_piece){.kind = TEMPLATE_PIECE_TEXT};
}

static void
pipe_pieces(struct renderer *renderer, const struct template_pipe *pipe,
    struct template_piece *pieces, size_t count)
{
    if (pipe->kind == TEMPLATE_CHOMP) {
        chomp_pieces(pieces, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct template_piece *piece = &pieces[i];
        if (piece->kind == TEMPLATE_PIECE_SPACE &&
            pipe->kind == TEMPLATE_NOWRAP) {
            piece->kind = TEMPLATE_PIECE_TEXT;
            piece->text = dc_str_of(" ");
        } else if (piece->text.len) {
            piece->text =
                template_pipe_line(&renderer->scratch, pipe->kind, piece->text);
        }
        if (piece->kind == TEMPLATE_PIECE_TEXT)
            piece->width = template_text_width(piece->text);
    }
}

/* Puts a value of the pipes in the place of the pieces from `first` on. */
static void
replace_pieces(
    struct renderer *renderer, size_t first, const struct template_value *value)
{
    size_t column = renderer->column;
    renderer->pieces.count = first;
    if (value->kind == TEMPLATE_CELL)
        put_cell(renderer, value->pipe, value->text);
    else
        put_text(renderer, value->text);
    renderer->column = column;
}

static void
end_capture(struct renderer *renderer, const struct template_step *step)
{
    const struct template_variable *pipes = step->variable;
    size_t first = renderer->captures[renderer->capture_count - 1].first;
    for (size_t i = 0; i < pipes->pipe_count; i++) {
        const struct template_pipe *pipe = &pipes->pipes[i];
        struct template_piece *pieces = renderer->pieces.items + first;
        size_t count = renderer->pieces.count - first;
        if (pipe->kind != TEMPLATE_LENGTH && pipe->kind < TEMPLATE_LEFT) {
            pipe_pieces(renderer, pipe, pieces, count);
            continue;
        }
        struct template_value text = {.kind = TEMPLATE_TEXT};
        text.text = print_pieces(renderer, pieces, count);
        const struct template_value *made =
            template_pipe_apply(&renderer->scratch, pipe, &text);
        if (!made) {
            renderer->has_failed = true;
            return;
        }
        replace_pieces(renderer, first, made);
    }
    renderer->capture_count--;
    if (renderer->capture_count)
        return;
    for (size_t i = first; i < renderer->pieces.count; i++)
        put_piece(renderer, &renderer->pieces.items[i]);
    renderer->pieces.count = first;
}

/* The program. */

/* Runs one step; returns the number of the next. */
static size_t
run_step(struct renderer *renderer, size_t at)
{
    const struct template_step *step = &renderer->template->steps[at];
    struct template_piece nest = {
        .kind = TEMPLATE_PIECE_NEST, .width = renderer->column};
    switch (step->kind) {
    case TEMPLATE_STEP_NONE:
        break;
    case TEMPLATE_STEP_PIECE:
        if (step->piece == TEMPLATE_PIECE_TEXT)
            put_line(renderer, step->text);
        else
            put_kind(renderer, step->piece);
        break;
    case TEMPLATE_STEP_VALUE:
        run_value(renderer, step);
        break;
    case TEMPLATE_STEP_IF:
        return test(renderer, step) ? at + 1 : step->target;
    case TEMPLATE_STEP_JUMP:
        return step->target;
    case TEMPLATE_STEP_LOOP:
        return begin_loop(renderer, step)
            ? at + 1
            : renderer->template->steps[step->target].target + 1;
    case TEMPLATE_STEP_SEPARATOR:
        return end_turn(renderer) ? at + 1 : step->target + 1;
    case TEMPLATE_STEP_AGAIN:
        begin_turn(renderer, &renderer->loops[renderer->loop_count - 1]);
        return step->target + 1;
    case TEMPLATE_STEP_NEST:
        put_piece(renderer, &nest);
        break;
    case TEMPLATE_STEP_UNNEST:
        put_kind(renderer, TEMPLATE_PIECE_UNNEST);
        break;
    case TEMPLATE_STEP_CAPTURE:
        begin_capture(renderer);
        break;
    case TEMPLATE_STEP_RELEASE:
        end_capture(renderer, step);
        break;
    }
    return at + 1;
}

static int32_t
run(struct renderer *renderer)
{
    dc_job *job = renderer->job;
    size_t count = 0;
    for (size_t at = 0; at < renderer->template->count &&
         !renderer->has_failed && !renderer->is_unfit;) {
        at = run_step(renderer, at);
        if (++count % TEMPLATE_TICK == 0 && dc_tick(job) != DC_OK)
            break;
        if (count == TEMPLATE_RUN_MAX) {
            dc_report(job, DC_DIAG_ERROR, "template-limit",
                "the template's loops do not come to an end");
            return dc_fail(job, DC_E_LIMIT);
        }
    }
    if (renderer->has_failed)
        return dc_fail(job, DC_E_NOMEM);
    return dc_fail(job, DC_OK);
}

int32_t DC_CALL
template_render(dc_template *self, const dc_values *values, const char *body,
    dc_str *before, dc_str *after)
{
    static const struct template_value later = {.kind = TEMPLATE_BODY};
    dc_job *job = self->job;
    struct renderer *renderer = dc_alloc(job, sizeof(*renderer));
    const struct template_value *root =
        renderer ? template_values_root(values) : NULL;
    if (!root)
        return dc_fail(job, DC_E_NOMEM);
    renderer->job = job;
    renderer->template = self;
    renderer->scratch.job = job;
    renderer->layout.job = job;
    renderer->layout.at_newline = true;
    renderer->values = root;
    if (body)
        renderer->values = overlay(renderer, root, dc_str_of(body), &later);
    int32_t status = run(renderer);
    struct template_layout *layout = &renderer->layout;
    template_layout_finish(layout);
    *before = dc_str_slice(layout->data, layout->len);
    *after = dc_str_slice(NULL, 0);
    if (status != DC_OK || dc_fail(job, DC_OK) != DC_OK)
        return dc_fail(job, status);
    if (renderer->is_unfit || (body && !renderer->has_body))
        return 0;
    if (body) {
        before->len = renderer->body_at;
        *after = dc_str_slice(
            layout->data + renderer->body_at, layout->len - renderer->body_at);
    }
    return 1;
}
