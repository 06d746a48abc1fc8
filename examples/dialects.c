/* dialects.c - one query in the SQL of six databases, none of which is at hand: who spent most in
 * each city, by orders and by people whose details are JSON. */
#define SQLA_IMPLEMENTATION
#include "sqla.h"
#include <stdio.h>

SQLA_TABLE(people, "people",
    SQLA_TABLE_COLUMN("id",      SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("name",    SQLA_STRING(50)),
    SQLA_TABLE_COLUMN("details", SQLA_JSON));                   /* {"city": "Ulm"} */
SQLA_TABLE(orders, "orders",
    SQLA_TABLE_COLUMN("id",        SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("person_id", SQLA_INTEGER, .foreign_key = "people.id"),
    SQLA_TABLE_COLUMN("status",    SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("amount",    SQLA_NUMERIC(10, 2)));
#define P(name) sqla_c(&people, name)
#define O(name) sqla_c(&orders, name)

static sqla_stmt *best_customers(void) {
    sqla_stmt *sums = sqla_select(O("person_id"), sqla_label(sqla_sum(O("amount")), "total"));
    sqla_where(sums, sqla_in(O("status"), "paid", "late"));
    sqla_from *spent = sqla_cte(sqla_group_by(sums, O("person_id")), "spent");
    sqla_expr *city = sqla_json_as_text(sqla_json_item(P("details"), "city"));
    sqla_expr *place = sqla_over(sqla_func("rank"), .partition_by = SQLA_EXPRS(city),
                                 .order_by = SQLA_EXPRS(sqla_desc(sqla_c(spent, "total"))));
    sqla_stmt *q = sqla_select(P("name"), sqla_label(place, "place"));
    sqla_join(q, spent, .on = sqla_eq(sqla_c(spent, "person_id"), P("id")));
    sqla_where(q, sqla_like(P("name"), "A%"));
    return sqla_offset(sqla_limit(sqla_order_by(q, sqla_desc(sqla_c(spent, "total"))), 10), 20);
}

int main(void) {
    static const char *const dialects[] = { "sqlite", "postgresql", "mysql", "mariadb", "oracle",
                                            "mssql" };
    sqla_stmt *q = sqla_ref(best_customers());                  /* kept: compiled six times */
    for (int i = 0; i < 6; i++) {
        sqla_compiled *c = sqla_compile(q, .dialect = dialects[i]);
        printf("%s, %d parameters:\n", dialects[i], (int)sqla_compiled_count(c));
        printf("    %s;\n\n", sqla_compiled_sql(c));
        sqla_compiled_free(c);
    }
    sqla_unref(q);
    return 0;
}
