/* one_to_one.c - the idea: with a pointer on both sides, and a unique foreign key on one of them,
 * a person has one passport at most. A new one takes the place of the old. */
#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#include "sqla.h"
#include <stdio.h>

typedef struct Person Person;
typedef struct Passport Passport;

struct Person {
    int64_t     id;
    const char *name;
    Passport   *passport;               /* a pointer, where a list would make it one to many */
};

struct Passport {
    int64_t        id;
    const char    *number;
    sqla_opt_int64 person_id;
    Person        *person;
};

SQLA_DECLARE_MODEL(Passport);

SQLA_MODEL(Person, "people",
    SQLA_COLUMN(Person, id, .primary_key = true),
    SQLA_COLUMN(Person, name, .not_null = true),
    SQLA_RELATIONSHIP(Person, passport, Passport, .back_populates = "person"));

SQLA_MODEL(Passport, "passports",
    SQLA_COLUMN(Passport, id, .primary_key = true),
    SQLA_COLUMN(Passport, number, .not_null = true),
    SQLA_COLUMN(Passport, person_id, .unique = true, .foreign_key = "people.id"),
    SQLA_RELATIONSHIP(Passport, person, Person, .back_populates = "passport"));

static void print_all(sqla_session *s) {
    sqla_stmt *q = sqla_select(sqla_entity(Passport));
    sqla_foreach(Passport, passport, s, sqla_order_by(q, sqla_col(Passport, id))) {
        const Person *person = sqla_load(passport, person);
        printf("  %s: %s\n", passport->number, person ? person->name : "nobody");
    }
}

int main(void) {
    sqla_metadata *models = sqla_metadata_new(sqla_entity(Person), sqla_entity(Passport));
    sqla_engine *engine = sqla_create_engine("sqlite://");
    sqla_create_all(engine, models);
    sqla_session *s = sqla_session_open(engine, models);

    Passport *first = sqla_new(Passport, .number = "C01");
    Person *ann = sqla_add(s, sqla_new(Person, .name = "Ann", .passport = first));
    sqla_commit(s);                     /* the passport came into the session with her */
    puts("her first passport");
    print_all(s);

    Passport *second = sqla_new(Passport, .number = "C02"), *old = sqla_load(ann, passport);
    sqla_setattr(ann, passport, sqla_obj(second));
    printf("%s in place of %s, which has %s\n", second->number, old ? old->number : "none",
           old && old->person ? "her too" : "nobody");
    sqla_commit(s);                     /* the first is kept, its key is NULL */
    print_all(s);

    puts("past the objects, by the key alone");
    sqla_add(s, sqla_new(Passport, .number = "C03", .person_id = sqla_some_int64(ann->id)));
    bool refused = sqla_commit(s) == SQLA_INTEGRITY_ERROR;  /* the database has the last word */
    printf("  %s on %s\n", sqla_status_name(sqla_error(s)->code), sqla_error(s)->column);
    sqla_rollback(s);

    sqla_session_close(s);
    sqla_dispose(engine);
    sqla_metadata_free(models);
    return refused ? 0 : 1;
}
