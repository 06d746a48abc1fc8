/* several_keys.c - the idea: two foreign keys lead from a flight to the airports, so that each
 * relationship says by .foreign_keys which one it means. */
#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#include "sqla.h"
#include <stdio.h>

typedef struct Airport Airport;
typedef struct Flight Flight;

struct Airport {
    char              code[4];          /* the primary key, given by the program */
    const char       *country;
    SQLA_LIST(Flight) departures, arrivals;
};

struct Flight {
    int64_t     id;
    const char *number;
    char        origin_code[4], destination_code[4];
    Airport    *origin, *destination;
};

SQLA_DECLARE_MODEL(Flight);
/* Attributes of the side with the keys, whichever side the relationship is on. */
SQLA_MODEL(Airport, "airports",
    SQLA_COLUMN(Airport, code, .primary_key = true),
    SQLA_COLUMN(Airport, country, .not_null = true),
    SQLA_RELATIONSHIP(Airport, departures, Flight, .back_populates = "origin",
                      .foreign_keys = "origin_code", .order_by = "number"),
    SQLA_RELATIONSHIP(Airport, arrivals, Flight, .back_populates = "destination",
                      .foreign_keys = "destination_code", .order_by = "number"));

SQLA_MODEL(Flight, "flights",
    SQLA_COLUMN(Flight, id, .primary_key = true),
    SQLA_COLUMN(Flight, number, .not_null = true),
    SQLA_COLUMN(Flight, origin_code, .foreign_key = "airports.code"),
    SQLA_COLUMN(Flight, destination_code, .foreign_key = "airports.code"),
    SQLA_RELATIONSHIP(Flight, origin, Airport, .back_populates = "departures",
                      .foreign_keys = "origin_code"),
    SQLA_RELATIONSHIP(Flight, destination, Airport, .back_populates = "arrivals",
                      .foreign_keys = "destination_code"));

static void print_board(const Airport *airport) {
    printf("%s\n", airport->code);
    sqla_each(Flight, out, airport, departures)
        printf("  %s to %s\n", out->number, out->destination_code);
    sqla_each(Flight, in, airport, arrivals)
        printf("  %s from %s\n", in->number, in->origin_code);
}

int main(void) {
    sqla_metadata *models = sqla_metadata_new(sqla_entity(Airport), sqla_entity(Flight));
    sqla_engine *engine = sqla_create_engine("sqlite://");
    sqla_create_all(engine, models);
    sqla_session *s = sqla_session_open(engine, models);

    Airport *oslo = sqla_new(Airport, .code = "OSL", .country = "Norway");
    Airport *bergen = sqla_new(Airport, .code = "BGO", .country = "Norway");
    Airport *paris = sqla_new(Airport, .code = "CDG", .country = "France");
    sqla_add(s, sqla_new(Flight, .number = "N1", .origin = oslo, .destination = bergen));
    sqla_add(s, sqla_new(Flight, .number = "F7", .origin = oslo, .destination = paris));
    sqla_add(s, sqla_new(Flight, .number = "F8", .origin = paris, .destination = oslo));
    sqla_commit(s);
    print_board(oslo);
    print_board(paris);

    sqla_stmt *q = sqla_select(sqla_entity(Flight));
    sqla_where(q, sqla_has(sqla_rel(Flight, origin), sqla_eq(sqla_col(Airport, country), "Norway")),
                  sqla_has(sqla_rel(Flight, destination),
                           sqla_ne(sqla_col(Airport, country), "Norway")));
    sqla_foreach(Flight, flight, s, q) printf("out of Norway: %s\n", flight->number);

    int failed = sqla_failed(s);
    if (failed) fprintf(stderr, "%s\n", sqla_error(s)->message);
    sqla_session_close(s);
    sqla_dispose(engine);
    sqla_metadata_free(models);
    return failed;
}
