/* self_referential.c - the idea: a tree is a table that refers to itself. Both directions join the
 * same two columns, so .remote_side says on which side of the parent's the key is. */
#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#include "sqla.h"
#include <stdio.h>

typedef struct Folder Folder;

struct Folder {
    int64_t           id;
    const char       *name;
    sqla_opt_int64    parent_id;        /* none: a root */
    Folder           *parent;
    SQLA_LIST(Folder) children;
};

SQLA_MODEL(Folder, "folders",
    SQLA_COLUMN(Folder, id, .primary_key = true),
    SQLA_COLUMN(Folder, name, .not_null = true),
    SQLA_COLUMN(Folder, parent_id, .foreign_key = "folders.id", .index = true),
    SQLA_RELATIONSHIP(Folder, parent, Folder, .back_populates = "children", .remote_side = "id"),
    SQLA_RELATIONSHIP(Folder, children, Folder, .back_populates = "parent", .order_by = "name",
                      .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN));

/* Each level is loaded when it is reached. */
static void print_tree(const Folder *folder, int depth) {
    printf("%*s%s\n", 2 * depth, "", folder->name);
    sqla_each(Folder, child, folder, children) print_tree(child, depth + 1);
}

/* Upwards a reference is loaded by its key: mostly from the session, without a query. */
static void print_path(Folder *folder) {
    Folder *parent = sqla_load(folder, parent);
    if (parent) print_path(parent);
    printf("/%s", folder->name);
}

int main(void) {
    sqla_metadata *models = sqla_metadata_new(sqla_entity(Folder));
    sqla_engine *engine = sqla_create_engine("sqlite://");
    sqla_create_all(engine, models);
    sqla_session *s = sqla_session_open(engine, models);

    Folder *library = sqla_add(s, sqla_new(Folder, .name = "library"));
    Folder *papers = sqla_new(Folder, .name = "papers", .parent = library);
    Folder *music = sqla_new(Folder, .name = "music", .parent = library);
    Folder *drafts = sqla_new(Folder, .name = "drafts", .parent = music);   /* by mistake */
    sqla_append(drafts, children, sqla_new(Folder, .name = "2024"));
    sqla_add_all(s, papers, music, drafts);
    sqla_commit(s);                     /* parents are inserted before their children */
    print_tree(library, 0);

    sqla_setattr(drafts, parent, sqla_obj(papers));         /* moves all that is below it */
    sqla_commit(s);
    print_tree(library, 0);
    Folder *year = sqla_get_by(s, Folder, name, "2024");
    if (year) print_path(year);
    puts("");

    sqla_remove(library, children, papers);                 /* SQLA_DELETE_ORPHAN, all the way */
    sqla_commit(s);
    print_tree(library, 0);

    int failed = sqla_failed(s);
    if (failed) fprintf(stderr, "%s\n", sqla_error(s)->message);
    sqla_session_close(s);
    sqla_dispose(engine);
    sqla_metadata_free(models);
    return failed;
}
