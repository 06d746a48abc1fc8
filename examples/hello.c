/* hello.c - the idea: a C struct is the table, its fields make the query, one check at the end. */
#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#include "sqla.h"
#include <stdio.h>

typedef struct Planet {
    int64_t     id;
    const char *name;
    int         moons;
} Planet;

SQLA_MODEL(Planet, "planets",
    SQLA_COLUMN(Planet, id, .primary_key = true),
    SQLA_COLUMN(Planet, name, .not_null = true),
    SQLA_COLUMN(Planet, moons));

int main(void) {
    sqla_metadata *models = sqla_metadata_new(sqla_entity(Planet));
    sqla_engine *engine = sqla_create_engine("sqlite://");     /* in memory; or sqlite:///file.db */
    sqla_create_all(engine, models);
    sqla_conn *c = sqla_connect(engine);
    const Planet some[] = { { .name = "Venus" }, { 0, "Earth", 1 }, { 0, "Mars", 2 } };
    sqla_bulk_insert(c, Planet, some, 3);
    sqla_commit(c);

    sqla_stmt *q = sqla_select(sqla_col(Planet, name), sqla_col(Planet, moons));
    sqla_where(q, sqla_gt(sqla_col(Planet, moons), 0));
    sqla_order_by(q, sqla_desc(sqla_col(Planet, moons)));
    sqla_result *r = sqla_execute(c, q);
    while (sqla_next(r)) printf("%s: %d\n", sqla_row_text(r, 0), (int)sqla_row_int(r, 1));

    const sqla_error_record *error = sqla_failed(engine) ? sqla_error(engine) : sqla_error(c);
    int failed = error->code != SQLA_OK;
    if (failed) fprintf(stderr, "%s\n", error->message);
    sqla_conn_close(c);
    sqla_dispose(engine);
    sqla_metadata_free(models);
    return failed;
}
