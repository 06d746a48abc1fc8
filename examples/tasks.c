/* tasks.c - a task list in a file, to be kept from the command line. The idea: a command is one
 * piece of work of a session. Objects are found and changed like any struct, and the end of the
 * transaction block writes what has changed.
 *
 *     tasks add TEXT [+PROJECT] [@TAG ...] [due:YYYY-MM-DD]
 *     tasks list [TEXT] [+PROJECT] [@TAG ...] [due:YYYY-MM-DD]      what is to do
 *     tasks search ...                                              the same, and what is done
 *     tasks done NUMBER ...
 *     tasks tag NUMBER ... @TAG ...
 *     tasks remove NUMBER ...
 *     tasks projects
 *
 * The file is tasks.db in the current folder, or what the variable TASKS_URL says. */
#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#include "sqla.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Task Task;
typedef struct Project { int64_t id; const char *name; SQLA_LIST(Task) tasks; } Project;
typedef struct Tag { int64_t id; const char *name; SQLA_LIST(Task) tasks; } Tag;

struct Task {
    int64_t           id;
    const char       *text;
    sqla_opt_date     due;
    sqla_opt_datetime done_at;          /* none: to do */
    sqla_opt_int64    project_id;
    Project          *project;
    SQLA_LIST(Tag)    tags;
};

SQLA_TABLE(task_tags, "task_tags",
    SQLA_TABLE_COLUMN("task_id", NULL, .primary_key = true, .foreign_key = "tasks.id"),
    SQLA_TABLE_COLUMN("tag_id",  NULL, .primary_key = true, .foreign_key = "tags.id"));
SQLA_DECLARE_MODEL(Task);

SQLA_MODEL(Project, "projects",
    SQLA_COLUMN(Project, id, .primary_key = true),
    SQLA_COLUMN(Project, name, .not_null = true, .unique = true),
    SQLA_RELATIONSHIP(Project, tasks, Task, .back_populates = "project"));

SQLA_MODEL(Tag, "tags",
    SQLA_COLUMN(Tag, id, .primary_key = true),
    SQLA_COLUMN(Tag, name, .not_null = true, .unique = true),
    SQLA_RELATIONSHIP(Tag, tasks, Task, .back_populates = "tags", .secondary = &task_tags));

SQLA_MODEL(Task, "tasks",
    SQLA_COLUMN(Task, id, .primary_key = true),
    SQLA_COLUMN(Task, text, .not_null = true),
    SQLA_COLUMN(Task, due),
    SQLA_COLUMN(Task, done_at),
    SQLA_COLUMN(Task, project_id, .foreign_key = "projects.id", .index = true),
    SQLA_RELATIONSHIP(Task, project, Project, .back_populates = "tasks"),
    SQLA_RELATIONSHIP(Task, tags, Tag, .back_populates = "tasks", .secondary = &task_tags,
                      .order_by = "name"),
    SQLA_CHECK("a task has a text", "text <> ''"));

#define USAGE "usage: tasks add|list|search|done|tag|remove|projects ...\n"
enum { MOST = 32 };
typedef struct Words {
    const char   *command, *text, *project, *tags[MOST];
    int64_t       numbers[MOST];
    size_t        n_tags, n_numbers;
    sqla_opt_date due;
} Words;

static bool is(const Words *w, const char *command) { return strcmp(w->command, command) == 0; }

static bool read_words(Words *w, int argc, char **argv) {
    w->command = argc > 1 && argc <= MOST ? argv[1] : "";
    bool numbered = is(w, "done") || is(w, "tag") || is(w, "remove");
    if (!numbered && !is(w, "add") && !is(w, "list") && !is(w, "search") && !is(w, "projects"))
        return false;
    for (char **at = argv + 2; *at; at++) {
        int year, month, day, end = 0;
        char *rest = "";
        if (**at == '+') w->project = *at + 1;
        else if (**at == '@') w->tags[w->n_tags++] = *at + 1;
        else if (sscanf(*at, "due:%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && !(*at)[end])
            w->due = sqla_some_date(sqla_date_of(year, month, day));
        else if (numbered) w->numbers[w->n_numbers++] = strtoll(*at, &rest, 10);
        else if (!w->text) w->text = *at;
        else return false;
        if (*rest) return false;
    }
    return numbered == (w->n_numbers > 0);
}

/* Tags and projects that are not there yet come into the database with their first task. */
static void tag(sqla_session *s, Task *task, const Words *w) {
    for (size_t i = 0; i < w->n_tags; i++) {
        bool has = false;
        sqla_each(Tag, t, task, tags) if (strcmp(t->name, w->tags[i]) == 0) has = true;
        if (has) continue;
        Tag *found = sqla_get_by(s, Tag, name, w->tags[i]);
        sqla_append(task, tags, found ? found : sqla_new(Tag, .name = w->tags[i]));
    }
}

static void add(sqla_session *s, const Words *w) {
    Task *task = NULL;
    sqla_transaction(s) {
        Project *project = w->project ? sqla_get_by(s, Project, name, w->project) : NULL;
        if (w->project && !project) project = sqla_new(Project, .name = w->project);
        task = sqla_add(s, sqla_new(Task, .text = w->text ? w->text : "", .due = w->due,
                                    .project = project));
        tag(s, task, w);
    }
    if (task && sqla_outcome(s) == SQLA_OK) printf("added %lld\n", (long long)task->id);
}

static bool change(sqla_session *s, const Words *w) {
    const int64_t *missing = NULL;
    sqla_transaction(s) {
        for (size_t i = 0; i < w->n_numbers && !missing; i++) {
            Task *task = sqla_get(s, Task, w->numbers[i]);
            if (!task) missing = &w->numbers[i];
            else if (is(w, "tag")) tag(s, task, w);
            else if (is(w, "remove")) sqla_session_delete(s, task);
            else if (!task->done_at.has) task->done_at = sqla_some_datetime(sqla_utcnow());
        }
        if (missing) break;             /* rolls back: all of them or none */
    }
    if (missing) fprintf(stderr, "tasks: there is no task %lld\n", (long long)*missing);
    return !missing;
}

static void list(sqla_session *s, const Words *w) {
    sqla_stmt *q = sqla_select(sqla_entity(Task));
    sqla_options(q, sqla_joinedload(sqla_rel(Task, project)),
                    sqla_selectinload(sqla_rel(Task, tags)));
    if (is(w, "list")) sqla_where(q, sqla_is_null(sqla_col(Task, done_at)));
    if (w->text) sqla_where(q, sqla_contains(sqla_col(Task, text), w->text, .autoescape = true));
    if (w->due.has) sqla_where(q, sqla_le(sqla_col(Task, due), w->due));
    if (w->project) sqla_where(q, sqla_has(sqla_rel(Task, project),
                                           sqla_eq(sqla_col(Project, name), w->project)));
    for (size_t i = 0; i < w->n_tags; i++)
        sqla_where(q, sqla_any(sqla_rel(Task, tags), sqla_eq(sqla_col(Tag, name), w->tags[i])));
    sqla_order_by(q, sqla_nulls_last(sqla_asc(sqla_col(Task, due))), sqla_col(Task, id));
    sqla_foreach(Task, task, s, q) {
        char due[64];
        printf("%3lld [%c] %s", (long long)task->id, task->done_at.has ? 'x' : ' ', task->text);
        if (task->project) printf(" +%s", task->project->name);
        sqla_each(Tag, t, task, tags) printf(" @%s", t->name);
        if (task->due.has) printf(" due:%s", sqla_date_text(task->due.value, due, sizeof due));
        puts("");
    }
}

static void projects(sqla_session *s) {
    sqla_stmt *q = sqla_select(sqla_col(Project, name), sqla_count(sqla_col(Task, done_at)),
                               sqla_count(sqla_col(Task, id)));
    sqla_outerjoin(q, sqla_rel(Project, tasks));
    sqla_order_by(sqla_group_by(q, sqla_col(Project, name)), sqla_col(Project, name));
    sqla_result *r = sqla_execute(s, q);
    while (sqla_next(r)) printf("%s: %lld of %lld done\n", sqla_row_text(r, 0),
                                (long long)sqla_row_int(r, 1), (long long)sqla_row_int(r, 2));
    sqla_result_free(r);
}

int main(int argc, char **argv) {
    Words w = { 0 };
    if (!read_words(&w, argc, argv)) return fputs(USAGE, stderr), 2;
    const char *url = getenv("TASKS_URL");
    sqla_metadata *models = sqla_metadata_new(sqla_entity(Task), sqla_entity(Project),
                                              sqla_entity(Tag), &task_tags);
    sqla_engine *engine = sqla_create_engine(url ? url : "sqlite:///tasks.db");
    bool ok = sqla_create_all(engine, models) == SQLA_OK;   /* what is missing: the first time */
    sqla_session *s = sqla_session_open(engine, models);
    if (!ok) fprintf(stderr, "tasks: %s\n", sqla_error(engine)->message);
    else if (is(&w, "add")) add(s, &w);
    else if (is(&w, "projects")) projects(s);
    else if (w.n_numbers) ok = change(s, &w);
    else list(s, &w);
    if (ok && sqla_failed(s)) ok = !fprintf(stderr, "tasks: %s\n", sqla_error(s)->message);
    sqla_session_close(s);
    sqla_dispose(engine);
    sqla_metadata_free(models);
    return ok ? 0 : 1;
}
