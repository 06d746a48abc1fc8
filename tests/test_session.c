/* Sessions: objects added, loaded, expired, merged and deleted; the queries and bulk calls of a
 * session; several sessions; wrong use. What a flush writes, and when, is in test_flush.c. */
#include "orm.h"

typedef struct Person Person;
typedef struct Post Post;

struct Person {
    int64_t         id;
    const char     *name;
    sqla_opt_int64  age;
    sqla_json       settings;
    SQLA_LIST(Post) posts;
};

struct Post {
    int64_t        id;
    const char    *title;
    sqla_opt_int64 author_id;
    Person        *author;
};

typedef struct Seat {
    int32_t     line;
    char        letter[2];
    const char *guest;
} Seat;

SQLA_DECLARE_MODEL(Person);
SQLA_DECLARE_MODEL(Post);

SQLA_MODEL(Person, "people",
    SQLA_COLUMN(Person, id,       .primary_key = true),
    SQLA_COLUMN(Person, name,     .type = SQLA_STRING(50), .not_null = true, .unique = true),
    SQLA_COLUMN(Person, age),
    SQLA_COLUMN(Person, settings),
    SQLA_RELATIONSHIP(Person, posts, Post, .back_populates = "author", .order_by = "id"));

SQLA_MODEL(Post, "posts",
    SQLA_COLUMN(Post, id,        .primary_key = true),
    SQLA_COLUMN(Post, title,     .type = SQLA_STRING(80)),
    SQLA_COLUMN(Post, author_id, .foreign_key = "people.id"),
    SQLA_RELATIONSHIP(Post, author, Person, .back_populates = "posts"));

SQLA_MODEL(Seat, "seats",
    SQLA_COLUMN(Seat, line,   .primary_key = true),
    SQLA_COLUMN(Seat, letter, .primary_key = true),
    SQLA_COLUMN(Seat, guest));

/* ---- what most tests begin with ---- */

static int executed(void) { return heard.selects + written(); }

static fix open_at(const char *url) {
    return fix_open(url, sqla_metadata_new(sqla_entity(Person), sqla_entity(Post),
                                           sqla_entity(Seat)));
}

static fix open_fix(void) { return open_at(empty_url()); }

/* With three people: ann 30, bob, cid 17. Posts one and two are ann's, three is bob's. */
static fix open_people_at(const char *url) {
    fix f = open_at(url);
    run(f.e, "INSERT INTO people (name, age) VALUES ('ann', 30), ('bob', NULL), ('cid', 17)");
    run(f.e, "INSERT INTO posts (title, author_id) VALUES ('one', 1), ('two', 1), ('three', 2)");
    return f;
}

static fix open_people(void) { return open_people_at(empty_url()); }

static sqla_stmt *people(void) {
    return sqla_order_by(sqla_select(sqla_entity(Person)), sqla_col(Person, id));
}

static sqla_stmt *named(const char *name) {
    return sqla_where(sqla_select(sqla_entity(Person)), sqla_eq(sqla_col(Person, name), name));
}

static int64_t count_people(sqla_session *s) {
    return sqla_scalar_int(s, sqla_select_from(sqla_select(sqla_count_all()),
                                               sqla_entity(Person)));
}

/* The last error of a session has this code and says this. */
#define CHECK_LAST(s, code_, part) do { \
        CHECK_STATUS(sqla_last_error(s)->code, (code_)); \
        CHECK_HAS(sqla_last_error(s)->message, (part)); \
    } while (0)

/* ---- opening and closing ---- */

TEST(a_session_borrows_its_connection) {
    fix f = open_at(shared_url(""));
    CHECK_INT(sqla_engine_statistics(f.e).checked_out, 0);
    for (int commit = 0; commit < 2; commit++) {
        CHECK(!sqla_in_transaction(f.s));
        CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT 5")), 5);
        CHECK(sqla_in_transaction(f.s));
        CHECK_INT(sqla_engine_statistics(f.e).checked_out, 1);
        CHECK_STATUS(commit ? sqla_commit(f.s) : sqla_rollback(f.s), SQLA_OK);
        CHECK_INT(sqla_engine_statistics(f.e).checked_out, 0);
    }
    CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT 5")), 5);
    sqla_session_close(f.s);
    f.s = NULL;
    CHECK_INT(sqla_engine_statistics(f.e).checked_out, 0);
    close_fix(&f);
}

TEST(closing_rolls_back) {
    fix f = open_at(shared_url(""));
    NEED(sqla_add(f.s, sqla_new(Person, .name = "ann")));
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    sqla_session_close(f.s);
    f.s = NULL;
    CHECK_INT(committed(f.e, "SELECT count(*) FROM people"), 0);
done:
    close_fix(&f);
}

TEST(closing_frees_all_but_what_was_expunged) {
    fix f = open_people();
    Person *mine = NULL, *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    if (sqla_expunge(ann) == SQLA_OK) mine = ann;
    NEED(mine);
    CHECK(sqla_get(f.s, Person, 2) != NULL);
    CHECK(sqla_add(f.s, sqla_new(Person, .name = "pending")) != NULL);
    sqla_session_close(f.s);
    f.s = NULL;
    CHECK_INT(state_of(mine), SQLA_DETACHED);
    CHECK_STR(mine->name, "ann");
    CHECK_INT(mine->age.value, 30);
done:
    sqla_free(mine);
    close_fix(&f);
}

TEST(a_session_may_be_cleared_and_used_on) {
    fix f = open_people();
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    p->age = sqla_some_int64(31);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(sqla_add(f.s, sqla_new(Person, .name = "pending")) != NULL);
    sqla_session_clear(f.s);
    CHECK_INT(sqla_session_count(f.s), 0);
    CHECK(!sqla_in_transaction(f.s));
    p = sqla_get(f.s, Person, 1);
    NEED(p);
    CHECK_INT(p->age.value, 30);
    CHECK_INT(count_people(f.s), 3);
done:
    close_fix(&f);
}

TEST(a_failed_session_refuses_every_call) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Person), sqla_entity(Post));
    sqla_engine *e = sqla_create_engine("nosuch://x");
    sqla_session *s = sqla_session_open(e, md);
    int rounds = 0;
    CHECK(s != NULL);
    CHECK(sqla_get(s, Person, 1) == NULL);
    CHECK(sqla_failed(s));
    CHECK_STATUS(sqla_error(s)->code, SQLA_NO_SUCH_MODULE);
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT 5")), 0);
    sqla_transaction(s) rounds++;
    CHECK_INT(rounds, 0);
    CHECK(sqla_outcome(s) != SQLA_OK);
    sqla_session_close(s);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(a_session_keeps_a_pointer_of_its_users) {
    fix f = open_fix();
    int mine = 7;
    sqla_session_close(f.s);
    f.s = sqla_session_open(f.e, f.md, .info = &mine);
    CHECK(sqla_session_info(f.s) == &mine);
    close_fix(&f);
}

TEST(a_session_on_a_connection_joins_its_transaction) {
    fix f = open_at(shared_url(""));
    sqla_conn *c = sqla_connect(f.e);
    sqla_session *s = NULL;
    CHECK_STATUS(sqla_begin(c), SQLA_OK);
    s = sqla_session_open(c, f.md);
    NEED(sqla_add(s, sqla_new(Person, .name = "ann")));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM people")), 1);
    sqla_session_close(s);
    s = NULL;
    CHECK(sqla_in_transaction(c));
    CHECK_STATUS(sqla_rollback_all(c), SQLA_OK);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM people")), 0);
done:
    sqla_session_close(s);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST(without_autobegin_a_transaction_must_be_begun) {
    fix f = open_people();
    sqla_session_close(f.s);
    f.s = sqla_session_open(f.e, f.md, .no_autobegin = true);
    CHECK(sqla_get(f.s, Person, 1) == NULL);
    CHECK_LAST(f.s, SQLA_INVALID_REQUEST, "begin");
    CHECK_STATUS(sqla_begin(f.s), SQLA_OK);
    CHECK(sqla_get(f.s, Person, 1) != NULL);
    CHECK_STATUS(sqla_begin(f.s), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    sqla_result *r = sqla_execute(f.s, sqla_text("SELECT 5"));
    CHECK_STATUS(sqla_result_status(r), SQLA_INVALID_REQUEST);
    sqla_result_free(r);
    close_fix(&f);
}

/* ---- options ---- */

TEST(commit_expires_unless_told_to_keep) {
    fix f = open_people();
    for (int keep = 0; keep < 2; keep++) {
        sqla_session_close(f.s);
        f.s = sqla_session_open(f.e, f.md, .keep_on_commit = keep);
        Person *p = sqla_get(f.s, Person, 1);
        NEED(p);
        CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
        CHECK_INT(expired(p), !keep);
        CHECK_STR(p->name, "ann");
        quiet();
        CHECK(sqla_fresh(p) == p);
        CHECK_INT(heard.selects, !keep);
        CHECK(!expired(p));
        CHECK(sqla_get(f.s, Person, 1) == p);
        CHECK_INT(heard.selects, !keep);
    }
done:
    close_fix(&f);
}

TEST(queries_flush_first) {
    fix f = open_people();
    for (int kind = 0; kind < 4; kind++) {
        NEED(sqla_add(f.s, sqla_new(Person, .name = "new")));
        int64_t n = kind == 0 ? count_people(f.s)
                  : kind == 1 ? (int64_t)sqla_all(f.s, Person, people()).count
                  : kind == 2 ? sqla_scalar_int(f.s, sqla_text("SELECT count(*) FROM people"))
                  : sqla_first(f.s, Person, named("new")) ? 4 : 0;
        CHECK_INT(n, 4);
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    }
done:
    close_fix(&f);
}

TEST(no_autoflush_for_a_block_or_a_session) {
    fix f = open_people();
    NEED(sqla_add(f.s, sqla_new(Person, .name = "new")));
    sqla_no_autoflush(f.s) {
        CHECK_INT(count_people(f.s), 3);
        CHECK(sqla_first(f.s, Person, named("new")) == NULL);
    }
    CHECK_INT(written(), 0);
    CHECK_INT(count_people(f.s), 4);
    sqla_session_close(f.s);
    f.s = sqla_session_open(f.e, f.md, .no_autoflush = true);
    NEED(sqla_add(f.s, sqla_new(Person, .name = "new")));
    CHECK_INT(count_people(f.s), 3);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(count_people(f.s), 4);
done:
    close_fix(&f);
}

TEST(one_statement_without_autoflush) {
    fix f = open_people();
    NEED(sqla_add(f.s, sqla_new(Person, .name = "new")));
    sqla_list all = sqla_all(f.s, Person,
                             sqla_execution_options(people(), .no_autoflush = true));
    CHECK_INT(all.count, 3);
    sqla_list_free(all);
    CHECK_INT(count_people(f.s), 4);
done:
    close_fix(&f);
}

/* ---- adding, storing, deleting ---- */

TEST(added_objects_are_pending_until_the_flush) {
    fix f = open_fix();
    Person *p = sqla_new(Person, .name = "ann");
    NEED(p);
    CHECK_INT(sqla_state(p), SQLA_TRANSIENT);
    CHECK(sqla_session_of(p) == NULL);
    CHECK(sqla_model_of(p) == sqla_entity(Person));
    NEED(sqla_add(f.s, p) == p);
    CHECK_INT(sqla_state(p), SQLA_PENDING);
    CHECK(sqla_session_of(p) == f.s);
    CHECK(sqla_session_contains(f.s, p));
    CHECK_INT(executed(), 0);
    CHECK_INT(p->id, 0);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(sqla_state(p), SQLA_PERSISTENT);
    CHECK_INT(p->id, 1);
    CHECK_INT(heard.inserts, 1);
    CHECK(sqla_add(f.s, p) == p);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.inserts, 1);
done:
    close_fix(&f);
}

TEST(several_are_added_in_their_order) {
    fix f = open_fix();
    Person *a = sqla_new(Person, .name = "ann"), *b = sqla_new(Person, .name = "bob");
    Seat *seat = sqla_new(Seat, .line = 4, .letter = "C", .guest = "ann");
    CHECK_STATUS(sqla_add_all(f.s, a, b, seat), SQLA_OK);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    NEED(a && b && seat);
    CHECK_INT(a->id, 1);
    CHECK_INT(b->id, 2);
    CHECK_INT(stored(f.s, "SELECT line FROM seats WHERE letter = 'C'"), 4);
done:
    drop(a);
    drop(b);
    drop(seat);
    close_fix(&f);
}

TEST(others_see_it_after_the_commit) {
    fix f = open_at(shared_url(""));
    Person *p = sqla_add(f.s, sqla_new(Person, .name = "ann"));
    NEED(p);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(p->id, 1);
    CHECK_INT(committed(f.e, "SELECT count(*) FROM people"), 0);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(committed(f.e, "SELECT count(*) FROM people"), 1);
done:
    close_fix(&f);
}

TEST(deleting_waits_for_the_flush) {
    fix f = open_people();
    Person *cid = sqla_get(f.s, Person, 3);
    NEED(cid);
    CHECK_STATUS(sqla_session_delete(f.s, cid), SQLA_OK);
    CHECK_INT(sqla_state(cid), SQLA_PERSISTENT);
    CHECK(sqla_session_contains(f.s, cid));
    CHECK_INT(heard.deletes, 0);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.deletes, 1);
    CHECK_INT(sqla_state(cid), SQLA_DELETED);
    CHECK(!sqla_session_contains(f.s, cid));
    CHECK(sqla_get(f.s, Person, 3) == NULL);
    CHECK(!sqla_failed(f.s));
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(state_of(cid), SQLA_DETACHED);
    CHECK(sqla_was_deleted(cid));
    CHECK(sqla_session_of(cid) == NULL);
    CHECK_STR(cid->name, "cid");
    CHECK_INT(count_people(f.s), 2);
done:
    close_fix(&f);
}

TEST(adding_takes_back_a_deletion) {
    fix f = open_people();
    Person *cid = sqla_get(f.s, Person, 3);
    NEED(cid);
    CHECK_STATUS(sqla_session_delete(f.s, cid), SQLA_OK);
    CHECK(sqla_session_deleted(f.s, 0) == cid);
    CHECK(sqla_add(f.s, cid) == cid);
    CHECK(sqla_session_deleted(f.s, 0) == NULL);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(heard.deletes, 0);
done:
    close_fix(&f);
}

TEST(a_deleted_object_is_not_added_again) {
    fix f = open_people();
    Person *cid = sqla_get(f.s, Person, 3);
    NEED(cid);
    CHECK_STATUS(sqla_session_delete(f.s, cid), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(sqla_add(f.s, cid) == NULL);
    CHECK_LAST(f.s, SQLA_INVALID_REQUEST, "Person");
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(sqla_add(f.s, cid) == NULL);
    CHECK_LAST(f.s, SQLA_INVALID_REQUEST, "Person");
    CHECK_INT(count_people(f.s), 2);
done:
    close_fix(&f);
}

/* ---- rollback ---- */

TEST(rollback_brings_objects_back) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1), *cid = sqla_get(f.s, Person, 3);
    Person *dan = sqla_add(f.s, sqla_new(Person, .name = "dan"));
    NEED(ann && cid && dan);
    ann->age = sqla_some_int64(99);
    ann->name = "changed";
    CHECK_STATUS(sqla_session_delete(f.s, cid), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(dan->id, 4);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(state_of(dan), SQLA_TRANSIENT);
    CHECK_INT(dan->id, 0);
    CHECK_STR(dan->name, "dan");
    CHECK(sqla_session_of(dan) == NULL);
    CHECK_INT(state_of(cid), SQLA_PERSISTENT);
    CHECK(sqla_get(f.s, Person, 3) == cid);
    CHECK_STR(ann->name, "ann");
    CHECK_INT(ann->age.value, 30);
    CHECK(expired(ann));
    quiet();
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
done:
    close_fix(&f);
}

TEST(rollback_undoes_what_was_not_flushed) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1), *cid = sqla_get(f.s, Person, 3);
    Person *dan = sqla_add(f.s, sqla_new(Person, .name = "dan"));
    NEED(ann && cid && dan);
    ann->age = sqla_some_int64(99);
    CHECK_STATUS(sqla_session_delete(f.s, cid), SQLA_OK);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
    CHECK_INT(ann->age.value, 30);
    CHECK_INT(state_of(dan), SQLA_TRANSIENT);
    CHECK(sqla_session_deleted(f.s, 0) == NULL);
    CHECK(sqla_session_new(f.s, 0) == NULL);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
done:
    close_fix(&f);
}

TEST(what_was_rolled_back_may_be_added_again) {
    fix f = open_people();
    Person *dan = sqla_add(f.s, sqla_new(Person, .name = "dan"));
    NEED(dan);
    for (int i = 0; i < 3; i++) {
        CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        CHECK_INT(dan->id, 0);
        NEED(sqla_add(f.s, dan) == dan);
    }
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(dan->id, on_postgresql() ? 7 : 4);    /* a sequence is not rolled back */
    CHECK_INT(state_of(dan), SQLA_PERSISTENT);
done:
    close_fix(&f);
}

/* ---- expiry ---- */

TEST(an_expired_object_keeps_its_values_until_it_is_visited) {
    fix f = open_people();
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    for (int how = 0; how < 4; how++) {
        CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
        run(f.e, how % 2 ? "UPDATE people SET age = 30 WHERE id = 1"
                         : "UPDATE people SET age = 31 WHERE id = 1");
        CHECK_INT(p->age.value, how % 2 ? 31 : 30);
        CHECK(expired(p));
        quiet();
        if (how == 0) CHECK(sqla_get(f.s, Person, 1) == p);
        if (how == 1) CHECK(sqla_first(f.s, Person, people()) == p);
        if (how == 2) CHECK(sqla_fresh(p) == p);
        if (how == 3) CHECK_STATUS(sqla_refresh(p), SQLA_OK);
        CHECK_INT(heard.selects, 1);
        CHECK_INT(p->age.value, how % 2 ? 30 : 31);
        CHECK(!expired(p));
    }
done:
    close_fix(&f);
}

TEST(loading_a_relationship_or_setting_a_value_is_a_visit) {
    fix f = open_people();
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    run(f.e, "UPDATE people SET age = 31 WHERE id = 1");
    CHECK(sqla_load(p, posts) == p);
    CHECK_INT(p->age.value, 31);
    CHECK_INT(p->posts.count, 2);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    run(f.e, "UPDATE people SET age = 32 WHERE id = 1");
    CHECK_STATUS(sqla_setattr(p, name, "anna"), SQLA_OK);
    CHECK_INT(p->age.value, 32);
    CHECK_STR(p->name, "anna");
done:
    close_fix(&f);
}

TEST(expire_marks_one_object_or_all) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1), *bob = sqla_get(f.s, Person, 2);
    NEED(ann && bob);
    CHECK_STATUS(sqla_expire(ann), SQLA_OK);
    CHECK(expired(ann));
    CHECK(!expired(bob));
    quiet();
    CHECK(sqla_get(f.s, Person, 2) == bob);
    CHECK_INT(heard.selects, 0);
    CHECK(sqla_get(f.s, Person, 1) == ann);
    CHECK_INT(heard.selects, 1);
    CHECK_STATUS(sqla_expire_all(f.s), SQLA_OK);
    CHECK(expired(ann));
    CHECK(expired(bob));
    CHECK(sqla_fresh(bob) == bob);
    CHECK_INT(heard.selects, 2);
done:
    close_fix(&f);
}

TEST(expire_drops_changes_to_what_it_names) {
    fix f = open_people();
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    p->name = "changed";
    p->age = sqla_some_int64(5);
    CHECK_STATUS(sqla_expire(p, "age"), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK(begins(last_of("UPDATE"), "UPDATE people SET name="));
    CHECK(strstr(last_of("UPDATE"), "age") == NULL);
    CHECK(sqla_fresh(p) == p);
    CHECK_STR(p->name, "changed");
    CHECK_INT(p->age.value, 30);
    p->name = "again";
    CHECK_STATUS(sqla_expire(p), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK(sqla_fresh(p) == p);
    CHECK_STR(p->name, "changed");
done:
    close_fix(&f);
}

TEST(refresh_loads_anew) {
    fix f = open_people_at(shared_url(""));
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(sqla_fresh(p) == p);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    run(f.e, "UPDATE people SET name = 'anna', age = NULL WHERE id = 1");
    CHECK_STATUS(sqla_refresh(p), SQLA_OK);
    CHECK_STR(p->name, "anna");
    CHECK(!p->age.has);
    sqla_no_autoflush(f.s) {
        p->name = "lost";
        CHECK_STATUS(sqla_refresh(p), SQLA_OK);
        CHECK_STR(p->name, "anna");
    }
    quiet();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
done:
    close_fix(&f);
}

TEST(refresh_of_one_attribute_asks_for_no_other) {
    fix f = open_people();
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    CHECK_STATUS(sqla_exec_driver_sql(sqla_session_conn(f.s, NULL),
                                      "UPDATE people SET name = 'anna', age = 31 WHERE id = 1"),
                 SQLA_OK);
    quiet();
    CHECK_STATUS(sqla_refresh(p, "age"), SQLA_OK);
    CHECK_INT(heard.selects, 1);
    CHECK_HAS(last_of("SELECT"), "people.age");
    CHECK(strstr(last_of("SELECT"), "people.name") == NULL);
    CHECK_INT(p->age.value, 31);
    CHECK_STR(p->name, "ann");
    CHECK(sqla_refresh(p, "height") != SQLA_OK);
    CHECK_HAS(sqla_last_error(f.s)->message, "height");
done:
    close_fix(&f);
}

TEST(a_query_keeps_what_was_assigned_since) {
    fix f = open_people();
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    run(f.e, "UPDATE people SET name = 'anna', age = 31 WHERE id = 1");
    p->name = "mine";
    sqla_no_autoflush(f.s) CHECK(sqla_first(f.s, Person, people()) == p);
    CHECK_STR(p->name, "mine");
    CHECK_INT(p->age.value, 31);
    quiet();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK_STR(stored_text(f.s, "SELECT name FROM people WHERE id = 1"), "mine");
done:
    close_fix(&f);
}

TEST(populate_existing_overwrites) {
    fix f = open_people();
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    sqla_no_autoflush(f.s) {
        p->name = "lost";
        CHECK(sqla_first(f.s, Person, people()) == p);
        CHECK_STR(p->name, "lost");
        CHECK(sqla_first(f.s, Person, sqla_execution_options(people(), .populate_existing = true))
              == p);
        CHECK_STR(p->name, "ann");
        p->name = "lost";
        CHECK(sqla_get_with(f.s, Person, SQLA_KEY(1), .populate_existing = true) == p);
        CHECK_STR(p->name, "ann");
    }
    quiet();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
done:
    close_fix(&f);
}

TEST(fresh_tells_that_a_row_is_gone) {
    fix f = open_people();
    Person *cid = sqla_get(f.s, Person, 3);
    NEED(cid);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    run(f.e, "DELETE FROM people WHERE id = 3");
    CHECK(sqla_fresh(cid) == NULL);
    CHECK_STR(cid->name, "cid");
    CHECK(sqla_get(f.s, Person, 3) == NULL);
done:
    close_fix(&f);
}

/* ---- expunge, detached objects ---- */

TEST(expunged_objects_are_not_written) {
    fix f = open_people();
    Person *mine[2] = { NULL, NULL };
    Person *ann = sqla_get(f.s, Person, 1);
    Person *dan = sqla_add(f.s, sqla_new(Person, .name = "dan"));
    NEED(ann && dan);
    ann->age = sqla_some_int64(99);
    if (sqla_expunge(ann) == SQLA_OK) mine[0] = ann;
    if (sqla_expunge(dan) == SQLA_OK) mine[1] = dan;
    NEED(mine[0] && mine[1]);
    CHECK_INT(state_of(ann), SQLA_DETACHED);
    CHECK_INT(state_of(dan), SQLA_TRANSIENT);
    CHECK(!sqla_session_contains(f.s, ann));
    CHECK(sqla_session_of(ann) == NULL);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
    CHECK_STR(ann->name, "ann");
    CHECK_INT(ann->age.value, 99);
    CHECK_STATUS(sqla_expunge(ann), SQLA_INVALID_REQUEST);
done:
    sqla_free(mine[0]);
    sqla_free(mine[1]);
    close_fix(&f);
}

TEST(expunge_all_hands_everything_out) {
    fix f = open_people();
    void *mine[3] = { NULL, NULL, NULL };
    sqla_list all = sqla_all(f.s, Person, people());
    NEED(all.count == 3);
    void *items[3] = { all.items[0], all.items[1], all.items[2] };
    if (sqla_expunge_all(f.s) == SQLA_OK) memcpy(mine, items, sizeof mine);
    NEED(mine[0]);
    CHECK_INT(sqla_session_count(f.s), 0);
    for (int i = 0; i < 3; i++) CHECK_INT(state_of(mine[i]), SQLA_DETACHED);
    Person *again = sqla_get(f.s, Person, 1);
    CHECK(again && again != mine[0]);
done:
    for (int i = 0; i < 3; i++) sqla_free(mine[i]);
    close_fix(&f);
}

TEST(a_detached_object_loads_nothing) {
    fix f = open_people();
    Person *mine = NULL, *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    if (sqla_expunge(ann) == SQLA_OK) mine = ann;
    NEED(mine);
    quiet();
    CHECK_STR(mine->name, "ann");
    CHECK(sqla_fresh(mine) == mine);
    CHECK(sqla_load(mine, posts) == NULL);
    CHECK(!sqla_is_loaded(mine, posts));
    CHECK_STATUS(sqla_replace(mine, posts, NULL, 0), SQLA_DETACHED_INSTANCE);
    CHECK_STATUS(sqla_refresh(mine), SQLA_DETACHED_INSTANCE);
    int rounds = 0;
    sqla_each(Post, post, mine, posts) rounds += post != NULL;
    CHECK_INT(rounds, 0);
    CHECK_INT(executed(), 0);
done:
    sqla_free(mine);
    close_fix(&f);
}

TEST(an_expired_detached_object_cannot_be_loaded) {
    fix f = open_people();
    Person *mine = NULL, *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    if (sqla_expunge(ann) == SQLA_OK) mine = ann;
    NEED(mine);
    CHECK(sqla_fresh(mine) == NULL);
    CHECK_STR(mine->name, "ann");
done:
    sqla_free(mine);
    close_fix(&f);
}

TEST(a_detached_object_is_attached_by_adding_it) {
    fix f = open_people();
    sqla_session *other = sqla_session_open(f.e, f.md);
    Person *mine = NULL, *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    if (sqla_expunge(ann) == SQLA_OK) mine = ann;
    NEED(mine);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    mine->age = sqla_some_int64(31);
    quiet();
    if (sqla_add(other, mine) == mine) mine = NULL;
    NEED(!mine);
    CHECK_INT(state_of(ann), SQLA_PERSISTENT);
    CHECK(sqla_session_of(ann) == other);
    CHECK(sqla_get(other, Person, 1) == ann);
    CHECK_STATUS(sqla_commit(other), SQLA_OK);
    CHECK_INT(heard.inserts, 0);
    CHECK_INT(heard.updates, 1);
    CHECK_INT(committed(f.e, "SELECT age FROM people WHERE id = 1"), 31);
done:
    sqla_free(mine);
    sqla_session_close(other);
    close_fix(&f);
}

TEST(a_second_object_of_a_row_is_not_attached) {
    fix f = open_people();
    Person *mine = NULL, *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    if (sqla_expunge(ann) == SQLA_OK) mine = ann;
    NEED(mine);
    NEED(sqla_get(f.s, Person, 1));
    CHECK(sqla_add(f.s, mine) == NULL);
    CHECK_LAST(f.s, SQLA_INVALID_REQUEST, "Person");
    CHECK_INT(state_of(mine), SQLA_DETACHED);
done:
    sqla_free(mine);
    close_fix(&f);
}

TEST(an_object_may_become_new_again) {
    fix f = open_people();
    Person *cid = sqla_get(f.s, Person, 3);
    NEED(cid);
    CHECK_STATUS(sqla_make_transient(cid), SQLA_OK);
    CHECK_INT(state_of(cid), SQLA_TRANSIENT);
    cid->id = 0;
    cid->name = "cid2";
    NEED(sqla_add(f.s, cid) == cid);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(cid->id, 4);
    CHECK_INT(count_people(f.s), 4);
    CHECK_INT(stored(f.s, "SELECT age FROM people WHERE name = 'cid2'"), 17);
    CHECK_STATUS(sqla_session_delete(f.s, cid), SQLA_OK);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STATUS(sqla_make_transient(cid), SQLA_OK);
    CHECK(!sqla_was_deleted(cid));
    NEED(sqla_add(f.s, cid) == cid);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(count_people(f.s), 4);
done:
    close_fix(&f);
}

TEST(a_new_object_with_a_key_may_pass_for_a_loaded_one) {
    fix f = open_people();
    Person *ann = sqla_new(Person, .id = 1);
    NEED(ann);
    CHECK_STATUS(sqla_make_transient_to_detached(ann), SQLA_OK);
    CHECK_INT(state_of(ann), SQLA_DETACHED);
    NEED(sqla_add(f.s, ann) == ann);
    CHECK_INT(executed(), 0);
    CHECK_INT(state_of(ann), SQLA_PERSISTENT);
    CHECK(sqla_fresh(ann) == ann);
    CHECK_STR(ann->name, "ann");
    CHECK_INT(heard.selects, 1);
    CHECK_STATUS(sqla_make_transient_to_detached(ann), SQLA_INVALID_REQUEST);
done:
    close_fix(&f);
}

/* ---- merge ---- */

TEST(merge_writes_only_what_differs) {
    fix f = open_people();
    Person *given = sqla_new(Person, .id = 1, .name = "ann");
    NEED(given);
    Person *ann = sqla_merge(f.s, given);
    NEED(ann);
    CHECK(ann != given);
    CHECK_INT(heard.selects, 1);
    CHECK_INT(state_of(given), SQLA_TRANSIENT);
    CHECK(sqla_get(f.s, Person, 1) == ann);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
    CHECK_INT(ann->age.value, 30);
    given->name = "anna";
    CHECK(sqla_merge(f.s, given) == ann);
    CHECK_STR(ann->name, "anna");
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.selects, 1);
    CHECK_INT(heard.updates, 1);
    CHECK(begins(last_of("UPDATE"), "UPDATE people SET name="));
    CHECK(strstr(last_of("UPDATE"), "age") == NULL);
    CHECK_INT(stored(f.s, "SELECT age FROM people WHERE name = 'anna'"), 30);
done:
    sqla_free(given);
    close_fix(&f);
}

TEST(merge_without_loading) {
    fix f = open_people();
    sqla_session *other = sqla_session_open(f.e, f.md, .keep_on_commit = true);
    Post *held[8];
    size_t n_held = 0;
    Person *ann = sqla_get(f.s, Person, 1), *same = NULL;
    NEED(ann && sqla_load(ann, posts));
    n_held = ann->posts.count;
    NEED(n_held <= 8);
    for (size_t i = 0; i < n_held; i++) held[i] = ann->posts.items[i];
    CHECK_STATUS(sqla_expunge_all(f.s), SQLA_OK);
    quiet();
    same = sqla_merge(other, ann, .no_load = true);
    NEED(same && same != ann);
    CHECK_INT(heard.selects, 0);
    CHECK_STR(same->name, ann->name);
    CHECK(same->name != ann->name);
    CHECK_INT(same->posts.count, n_held);
    CHECK_INT(state_of(same), SQLA_PERSISTENT);
    CHECK(!sqla_modified(same));
    CHECK(sqla_get(other, Person, 1) == same);
    CHECK(sqla_load(same, posts) == same);
    CHECK_INT(heard.selects, 0);
    same->name = "changed";
    CHECK_STATUS(sqla_flush(other), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    ann->name = "other";
    CHECK(sqla_merge(other, ann, .no_load = true) == NULL);
    CHECK_STATUS(sqla_error(other)->code, SQLA_INVALID_REQUEST);
    CHECK_HAS(sqla_error(other)->message, "Person");
    sqla_clear_error(other);
    Person *fresh = sqla_new(Person, .name = "new");
    CHECK(sqla_merge(other, fresh, .no_load = true) == NULL);
    CHECK_STATUS(sqla_error(other)->code, SQLA_INVALID_REQUEST);
    drop(fresh);
done:
    for (size_t i = 0; i < n_held; i++) sqla_free(held[i]);
    sqla_free(ann);
    sqla_session_close(other);
    close_fix(&f);
}

TEST(an_object_that_changes_its_session_is_met_anew) {
    fix f = open_people();
    sqla_session *other = sqla_session_open(f.e, f.md), *third = sqla_session_open(f.e, f.md);
    Person *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    CHECK(sqla_merge(other, ann) != NULL);
    Person *same = sqla_merge(third, ann);
    NEED(same && same != ann);
    CHECK(sqla_session_of(same) == third);
    CHECK_STATUS(sqla_rollback(other), SQLA_OK);
    CHECK_STATUS(sqla_rollback(third), SQLA_OK);
done:
    sqla_session_close(other);
    sqla_session_close(third);
    close_fix(&f);
}

TEST(a_loop_may_commit_each_object) {
    fix f = open_people();
    int n = 0;
    const char *const names[] = { "v", "w", "x", "y", "z" };
    for (int i = 0; i < 5; i++) sqla_add(f.s, sqla_new(Person, .name = names[i]));
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    sqla_foreach(Person, p, f.s, sqla_select(sqla_entity(Person))) {
        p->age = sqla_some_int64(n++);
        if (sqla_commit(f.s) != SQLA_OK) break;
    }
    CHECK_INT(n, 8);
    CHECK_INT(stored(f.s, "SELECT sum(age) FROM people"), 28);
    close_fix(&f);
}

TEST(a_loop_ends_when_the_session_is_cleared) {
    fix f = open_people();
    int n = 0;
    sqla_foreach(Person, p, f.s, sqla_select(sqla_entity(Person))) {
        n += p->id > 0;
        sqla_session_clear(f.s);
    }
    CHECK_INT(n, 1);
    close_fix(&f);
}

TEST(a_list_of_another_model_is_refused) {
    fix f = open_people();
    sqla_list people = sqla_all(f.s, Person, sqla_select(sqla_entity(Person)));
    int n = 0;
    CHECK_INT(people.count, 3);
    sqla_list_each(Post, post, people) n += post != NULL;
    CHECK_INT(n, 0);
    CHECK_STATUS(sqla_error(f.s)->code, SQLA_ARGUMENT_ERROR);
    CHECK_HAS(sqla_error(f.s)->message, "Person");
    sqla_list_free(people);
    close_fix(&f);
}

TEST(merge_makes_what_is_missing) {
    fix f = open_people();
    Person *given = sqla_new(Person, .id = 500, .name = "new");
    Person *nameless = sqla_new(Person, .name = "no key");
    NEED(given && nameless);
    Person *made = sqla_merge(f.s, given), *made2 = sqla_merge(f.s, nameless);
    NEED(made && made2);
    CHECK_INT(heard.selects, 1);
    CHECK_INT(state_of(made), SQLA_PERSISTENT);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 0);
    CHECK_INT(made->id, 500);
    CHECK_INT(made2->id, on_postgresql() ? 4 : 501);    /* SQLite goes on behind 500 */
    CHECK_INT(count_people(f.s), 5);
    CHECK_INT(nameless->id, 0);
done:
    sqla_free(given);
    sqla_free(nameless);
    close_fix(&f);
}

TEST(merge_of_a_plain_struct_gives_every_column) {
    fix f = open_people();
    const Person row = { .id = 1, .name = "ann" };
    Person *ann = sqla_merge_copy(f.s, Person, &row);
    NEED(ann);
    CHECK(!ann->age.has);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK(begins(last_of("UPDATE"), "UPDATE people SET age="));
    CHECK_INT(stored(f.s, "SELECT count(*) FROM people WHERE id = 1 AND age IS NULL"), 1);
    const Person keyless = { .name = "dan" };
    Person *dan = sqla_merge_copy(f.s, Person, &keyless);
    NEED(dan);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(dan->id, 4);
done:
    close_fix(&f);
}

TEST(merge_of_a_detached_object) {
    fix f = open_people();
    Person *mine = NULL, *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    if (sqla_expunge(ann) == SQLA_OK) mine = ann;
    NEED(mine);
    mine->age = sqla_some_int64(31);
    Person *merged = sqla_merge(f.s, mine);
    NEED(merged);
    CHECK(merged != mine);
    CHECK_INT(merged->age.value, 31);
    CHECK_INT(state_of(mine), SQLA_DETACHED);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK(sqla_merge(f.s, merged) == merged);
done:
    sqla_free(mine);
    close_fix(&f);
}

TEST(merge_takes_along_what_cascades) {
    fix f = open_people();
    Person *given = sqla_new(Person, .id = 1, .name = "ann");
    Post *post = sqla_new(Post, .title = "new");
    NEED(given && post);
    NEED(sqla_append(given, posts, post) == SQLA_OK);
    Person *ann = sqla_merge(f.s, given);
    NEED(ann);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT author_id FROM posts WHERE title = 'new'"), 1);
    CHECK_INT(state_of(post), SQLA_TRANSIENT);
    CHECK_INT(post->id, 0);
done:
    if (given && post) sqla_remove(given, posts, post);
    sqla_free(post);
    sqla_free(given);
    close_fix(&f);
}

/* ---- get ---- */

TEST(get_asks_once) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    CHECK_INT(heard.selects, 1);
    CHECK(sqla_get(f.s, Person, 1) == ann);
    CHECK(sqla_get(f.s, Person, (int64_t)1) == ann);
    CHECK_INT(heard.selects, 1);
    CHECK(sqla_get(f.s, Person, 77) == NULL);
    CHECK_INT(heard.selects, 2);
    CHECK(!sqla_failed(f.s));
done:
    close_fix(&f);
}

TEST(get_finds_what_is_pending) {
    fix f = open_people();
    Person *dan = sqla_add(f.s, sqla_new(Person, .id = 9, .name = "dan"));
    NEED(dan);
    CHECK(sqla_get(f.s, Person, 9) == dan);
    CHECK_INT(heard.inserts, 1);
    dan->id = 10;
    CHECK(sqla_get(f.s, Person, 10) == dan);
    CHECK_INT(heard.updates, 1);
done:
    close_fix(&f);
}

TEST(get_of_a_key_of_two_columns) {
    fix f = open_fix();
    run(f.e, "INSERT INTO seats (line, letter, guest) VALUES (4, 'C', 'ann'), (4, 'D', 'bob')");
    quiet();
    Seat *c = sqla_get(f.s, Seat, 4, "C"), *d = sqla_get_with(f.s, Seat, SQLA_KEY(4, "D"));
    NEED(c && d);
    CHECK_STR(c->guest, "ann");
    CHECK_STR(d->guest, "bob");
    CHECK_STR(d->letter, "D");
    CHECK(sqla_get(f.s, Seat, 4, "C") == c);
    CHECK_INT(heard.selects, 2);
    sqla_value key[2];
    CHECK_INT(sqla_identity(c, key, 2), 2);
    CHECK_INT(key[0].as.i, 4);
    CHECK(sqla_get(f.s, Seat, 5, "C") == NULL);
done:
    close_fix(&f);
}

TEST(get_with_a_wrong_number_of_values) {
    fix f = open_fix();
    CHECK(sqla_get(f.s, Seat, 4) == NULL);
    CHECK_LAST(f.s, SQLA_INVALID_REQUEST, "Seat");
    sqla_clear_error(f.s);
    CHECK(sqla_get(f.s, Person, 4, "C") == NULL);
    CHECK_LAST(f.s, SQLA_INVALID_REQUEST, "Person");
    CHECK_INT(executed(), 0);
    close_fix(&f);
}

TEST(get_one_wants_a_row) {
    fix f = open_people();
    Person *ann = sqla_get_one(f.s, Person, 1);
    NEED(ann);
    CHECK_STR(ann->name, "ann");
    CHECK(sqla_get_one(f.s, Person, 77) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_NO_RESULT_FOUND);
    sqla_get_one(f.s, Person, 1, 2);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_INVALID_REQUEST);
    sqla_clear_error(f.s);
    CHECK(sqla_get_one(f.s, Person, NULL) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_NO_RESULT_FOUND);
    CHECK(!sqla_failed(f.s));
    CHECK(sqla_get(f.s, Person, 2) != NULL);
done:
    close_fix(&f);
}

TEST(get_for_update_asks_the_database) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    CHECK_STATUS(sqla_exec_driver_sql(sqla_session_conn(f.s, NULL),
                                      "UPDATE people SET age = 31 WHERE id = 1"), SQLA_OK);
    quiet();
    CHECK(sqla_get(f.s, Person, 1) == ann);
    CHECK_INT(ann->age.value, 30);
    CHECK(sqla_get_with(f.s, Person, SQLA_KEY(1), .for_update = true) == ann);
    CHECK_INT(heard.selects, 1);
    CHECK_INT(ann->age.value, 31);
done:
    close_fix(&f);
}

TEST(get_with_a_loader_option) {
    fix f = open_people();
    Person *ann = sqla_get_with(f.s, Person, SQLA_KEY(1),
                                .options = sqla_selectinload(sqla_rel(Person, posts)));
    NEED(ann);
    CHECK(sqla_is_loaded(ann, posts));
    CHECK_INT(ann->posts.count, 2);
    CHECK_INT(heard.selects, 2);
done:
    close_fix(&f);
}

TEST(get_by_an_attribute) {
    fix f = open_people();
    Person *bob = sqla_get_by(f.s, Person, name, "bob");
    NEED(bob);
    CHECK_INT(bob->id, 2);
    CHECK(sqla_get(f.s, Person, 2) == bob);
    CHECK(sqla_get_by(f.s, Person, name, "nobody") == NULL);
    CHECK(!sqla_failed(f.s));
done:
    close_fix(&f);
}

/* ---- queries ---- */

TEST(one_first_and_one_or_none) {
    fix f = open_people();
    Person *bob = sqla_one(f.s, Person, named("bob"));
    NEED(bob);
    CHECK_INT(bob->id, 2);
    CHECK(!bob->age.has);
    CHECK(sqla_one_or_none(f.s, Person, named("bob")) == bob);
    CHECK(sqla_first(f.s, Person, named("bob")) == bob);
    CHECK(sqla_one_or_none(f.s, Person, named("nobody")) == NULL);
    CHECK(sqla_first(f.s, Person, named("nobody")) == NULL);
    CHECK(!sqla_failed(f.s));
    CHECK(sqla_one(f.s, Person, named("nobody")) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_NO_RESULT_FOUND);
    CHECK(sqla_one(f.s, Person, people()) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_MULTIPLE_RESULTS_FOUND);
    CHECK(sqla_one_or_none(f.s, Person, people()) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_MULTIPLE_RESULTS_FOUND);
    CHECK(!sqla_failed(f.s));
    Person *first = sqla_first(f.s, Person, people());
    NEED(first);
    CHECK_INT(first->id, 1);
done:
    close_fix(&f);
}

TEST(all_as_a_list) {
    fix f = open_people();
    sqla_list all = sqla_all(f.s, Person, people());
    int64_t sum = 0;
    CHECK_INT(all.count, 3);
    sqla_list_each(Person, p, all) sum = 10 * sum + p->id;
    CHECK_INT(sum, 123);
    sqla_list_free(all);
    all = sqla_all(f.s, Person, named("nobody"));
    CHECK_INT(all.count, 0);
    sqla_list_each(Person, p, all) CHECK(p == NULL);
    sqla_list_free(all);
    CHECK(!sqla_failed(f.s));
    close_fix(&f);
}

/* It ends with the transaction after the one that it came from. */
TEST(a_list_outlives_its_transaction) {
    fix f = open_people();
    sqla_list all = sqla_all(f.s, Person, people());
    NEED(all.count == 3);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(((Person *)all.items[2])->id, 3);
    CHECK_INT(count_people(f.s), 3);
    CHECK_STR(((Person *)all.items[0])->name, "ann");
done:
    close_fix(&f);
}

TEST(foreach_may_load_flush_and_commit) {
    fix f = open_people();
    int64_t posts = 0, sum = 0;
    sqla_foreach(Person, p, f.s, people()) {
        sqla_each(Post, post, p, posts) posts += post->id;
        p->age = sqla_some_int64(p->id * 10);
        CHECK_STATUS(p->id == 2 ? sqla_commit(f.s) : sqla_flush(f.s), SQLA_OK);
        sum = 10 * sum + p->id;
    }
    CHECK_INT(posts, 6);
    CHECK_INT(sum, 123);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT sum(age) FROM people"), 60);
    close_fix(&f);
}

TEST(foreach_may_be_left) {
    fix f = open_people();
    int n = 0;
    sqla_foreach(Person, p, f.s, people()) {
        if (p->id == 1) continue;
        n++;
        if (p->id == 2) break;
    }
    CHECK_INT(n, 1);
    sqla_foreach(Person, p, f.s, people()) {
        sqla_foreach(Post, post, f.s, sqla_select(sqla_entity(Post)))
            n += post->author_id.value == p->id;
    }
    CHECK_INT(n, 4);
    close_fix(&f);
}

TEST(unique_rows_of_objects) {
    fix f = open_people();
    sqla_stmt *q = sqla_select(sqla_entity(Person));
    sqla_join(q, sqla_rel(Person, posts));
    sqla_order_by(q, sqla_col(Post, id));
    sqla_result *r = sqla_execute(f.s, q);
    Person *before = NULL;
    int n = 0;
    CHECK_STATUS(sqla_unique(r), SQLA_OK);
    CHECK_STATUS(sqla_result_freeze(r), SQLA_OK);
    for (int turn = 0; turn < 2; turn++) {
        for (n = 0; sqla_next(r); n++) {
            Person *p = sqla_row_object(r, 0, Person);
            CHECK(p && p != before);
            before = p;
        }
        CHECK_INT(n, 2);
        CHECK_STATUS(sqla_result_rewind(r), SQLA_OK);
        before = NULL;
    }
    sqla_result_free(r);
    close_fix(&f);
}

TEST(rows_of_objects_and_columns) {
    fix f = open_people();
    sqla_stmt *q = sqla_select(sqla_entity(Person), sqla_col(Post, title), sqla_entity(Post));
    sqla_join(q, sqla_rel(Person, posts));
    sqla_order_by(q, sqla_col(Post, id));
    sqla_result *r = sqla_execute(f.s, q);
    Person *first = NULL;
    int n = 0;
    CHECK_INT(sqla_row_count(r), 3);
    while (sqla_next(r)) {
        Person *p = sqla_row_object(r, 0, Person);
        Post *post = sqla_row_object(r, 2, Post);
        n++;
        CHECK(sqla_row_object(r, 0, Post) == NULL);
        CHECK(sqla_row_object(r, 1, Person) == NULL);
        CHECK(sqla_row_object(r, 9, Person) == NULL);
        if (!p || !post) continue;
        if (n == 1) first = p;
        CHECK_INT(p == first, n < 3);
        CHECK_STR(sqla_row_text(r, 1), post->title);
        CHECK_INT(post->id, n);
        CHECK_INT(post->author_id.value, p->id);
    }
    CHECK_INT(n, 3);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    sqla_result_free(r);
    close_fix(&f);
}

/* An outer join has rows without object. */
TEST(rows_without_object) {
    fix f = open_people();
    sqla_stmt *q = sqla_select(sqla_entity(Person), sqla_entity(Post));
    sqla_outerjoin(q, sqla_rel(Person, posts));
    sqla_where(q, sqla_eq(sqla_col(Person, name), "cid"));
    sqla_result *r = sqla_execute(f.s, q);
    NEED(sqla_next(r));
    Person *cid = sqla_row_object(r, 0, Person);
    CHECK(cid && cid->id == 3);
    CHECK(sqla_row_object(r, 1, Post) == NULL);
    CHECK(sqla_row_is_null(r, 1));
    CHECK(!sqla_next(r));
done:
    sqla_result_free(r);
    close_fix(&f);
}

/* An enum in fields of text. */
typedef struct Paint {
    int64_t     id;
    const char *color;
    char        rim[8];
} Paint;
SQLA_MODEL(Paint, "paints",
    SQLA_COLUMN(Paint, id,    .primary_key = true),
    SQLA_COLUMN(Paint, color, .type = SQLA_ENUM("color", "red", "light green")),
    SQLA_COLUMN(Paint, rim,   .type = SQLA_ENUM("rim", "steel", "gold")));

TEST(an_enum_in_a_text_field_is_its_label) {
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Paint)));
    const Paint more = { 2, "red", "gold" };
    Paint *rows = NULL, *p;
    size_t n = 0;
    sqla_conn *c = sqla_connect(f.e);
    sqla_add(f.s, sqla_new(Paint, .id = 1, .color = "light green", .rim = "steel"));
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STATUS(sqla_bulk_insert(c, Paint, &more, 1), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    sqla_session_clear(f.s);
    p = sqla_get(f.s, Paint, 1);
    NEED(p);
    CHECK_STR(p->color, "light green");
    CHECK_STR(p->rim, "steel");
    p->color = "red";
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STATUS(sqla_refresh(p), SQLA_OK);
    CHECK_STR(p->color, "red");
    CHECK_STATUS(sqla_fetch_all(c, Paint, sqla_order_by(sqla_select(sqla_entity(Paint)),
                                sqla_col(Paint, id)), &rows, &n), SQLA_OK);
    NEED(n == 2);
    CHECK_STR(rows[0].color, "red");
    CHECK_STR(rows[1].color, "red");
    CHECK_STR(rows[1].rim, "gold");
done:
    sqla_fetch_free(rows);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST(a_session_executes_what_a_connection_does) {
    fix f = open_people();
    int32_t ages = 0;
    int64_t *ids = NULL;
    size_t n = 0;
    CHECK_STATUS(sqla_scalar(f.s, sqla_select(sqla_sum(sqla_col(Person, age))), &ages), SQLA_OK);
    CHECK_INT(ages, 47);
    CHECK_STR(sqla_scalar_text(f.s, sqla_text("SELECT name FROM people WHERE id = :id"),
                               SQLA_PARAMS("id", 2)), "bob");
    CHECK(sqla_scalar_double(f.s, sqla_text("SELECT 0.5")) == 0.5);
    CHECK_STATUS(sqla_scalars(f.s, sqla_order_by(sqla_select(sqla_col(Person, id)),
                                                 sqla_col(Person, id)), &ids, &n), SQLA_OK);
    CHECK_INT(n, 3);
    if (n == 3) CHECK_INT(ids[2], 3);
    sqla_fetch_free(ids);
    CHECK_INT(sqla_exec(f.s, sqla_text("UPDATE people SET age = 1")), 3);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    close_fix(&f);
}

TEST(plain_structs_from_a_session_are_no_objects) {
    fix f = open_people();
    Person *rows = NULL;
    size_t n = 0;
    CHECK_STATUS(sqla_fetch_all(f.s, Person, people(), &rows, &n), SQLA_OK);
    CHECK_INT(n, 3);
    if (n == 3) CHECK_STR(rows[2].name, "cid");
    CHECK_INT(sqla_session_count(f.s), 0);
    sqla_fetch_free(rows);
    close_fix(&f);
}

TEST(parameters_of_queries) {
    fix f = open_people();
    sqla_stmt *q = sqla_select(sqla_entity(Person));
    sqla_freeze(sqla_where(q, sqla_eq(sqla_col(Person, name), sqla_param("name"))));
    Person *ann = sqla_one(f.s, Person, q, SQLA_PARAMS("name", "ann"));
    Person *bob = sqla_one(f.s, Person, q, SQLA_PARAMS("name", "bob"));
    CHECK(ann && ann->id == 1);
    CHECK(bob && bob->id == 2);
    sqla_list none = sqla_all(f.s, Person, q, SQLA_PARAMS("name", "nobody"));
    CHECK_INT(none.count, 0);
    sqla_list_free(none);
    sqla_unref(q);
    close_fix(&f);
}

TEST(results_end_with_the_transaction_or_the_session) {
    fix f = open_people();
    sqla_result *r = sqla_execute(f.s, people());
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(!sqla_next(r));
    sqla_result_free(r);
    r = sqla_execute(f.s, people());
    CHECK(sqla_next(r));
    close_fix(&f);
}

/* ---- states and sets ---- */

TEST(sets_of_new_dirty_and_deleted_objects) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1), *bob = sqla_get(f.s, Person, 2);
    Person *cid = sqla_get(f.s, Person, 3);
    Person *dan = sqla_add(f.s, sqla_new(Person, .name = "dan"));
    NEED(ann && bob && cid && dan);
    ann->age = sqla_some_int64(31);
    CHECK_STATUS(sqla_session_delete(f.s, cid), SQLA_OK);
    CHECK(sqla_session_new(f.s, 0) == dan);
    CHECK(sqla_session_new(f.s, 1) == NULL);
    CHECK(sqla_session_dirty(f.s, 0) == ann);
    CHECK(sqla_session_dirty(f.s, 1) == NULL);
    CHECK(sqla_session_deleted(f.s, 0) == cid);
    CHECK(sqla_session_deleted(f.s, 1) == NULL);
    CHECK_INT(sqla_session_count(f.s), 4);
    CHECK(sqla_modified(ann));
    CHECK(!sqla_modified(bob));
    CHECK(sqla_modified(dan));
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(sqla_session_new(f.s, 0) == NULL);
    CHECK(sqla_session_dirty(f.s, 0) == NULL);
    CHECK(sqla_session_deleted(f.s, 0) == NULL);
    CHECK(!sqla_modified(ann));
    CHECK(sqla_session_of(ann) == f.s);
    CHECK(sqla_session_of(cid) == f.s);
done:
    close_fix(&f);
}

TEST(what_is_changed_back_is_not_written) {
    fix f = open_people();
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    const char *name = p->name;
    p->name = "other";
    p->age = sqla_some_int64(31);
    CHECK(sqla_modified(p));
    p->name = name;
    p->age = sqla_some_int64(30);
    CHECK(!sqla_modified(p));
    CHECK(sqla_session_dirty(f.s, 0) == NULL);
    p->name = "ann";            /* another pointer to the same text */
    p->age = (sqla_opt_int64){ 30, true };
    CHECK(!sqla_modified(p));
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
done:
    close_fix(&f);
}

TEST(history_of_columns) {
    fix f = open_people();
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    CHECK(!sqla_history(p, age).changed);
    p->age = sqla_some_int64(31);
    p->name = "anna";
    sqla_attr_history age = sqla_history(p, age), name = sqla_history(p, name);
    CHECK(age.changed);
    CHECK_INT(age.value.as.i, 31);
    CHECK_INT(age.old.as.i, 30);
    CHECK(name.changed);
    CHECK(name.value.kind == SQLA_VALUE_TEXT && !strncmp(name.value.as.text.ptr, "anna", 4));
    CHECK(name.old.kind == SQLA_VALUE_TEXT && !strncmp(name.old.as.text.ptr, "ann", 3));
    CHECK(!sqla_history(p, settings).changed);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(!sqla_history(p, age).changed);
done:
    close_fix(&f);
}

TEST(history_of_relationships) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1), *bob = sqla_get(f.s, Person, 2);
    Post *one = sqla_get(f.s, Post, 1);
    NEED(ann && bob && one);
    CHECK(sqla_load(ann, posts) == ann);
    CHECK(sqla_load(one, author) == ann);
    CHECK(!sqla_history(ann, posts).changed);
    Post *added = sqla_new(Post, .title = "new");
    CHECK_STATUS(sqla_append(ann, posts, added), SQLA_OK);
    CHECK_STATUS(sqla_setattr(one, author, sqla_obj(bob)), SQLA_OK);
    sqla_attr_history posts = sqla_history(ann, posts);
    CHECK(posts.changed);
    NEED(posts.n_added == 1 && posts.n_removed == 1);
    CHECK(posts.added[0] == added);
    CHECK(posts.removed[0] == one);
    sqla_attr_history author = sqla_history(one, author);
    CHECK(author.changed);
    NEED(author.n_added == 1 && author.n_removed == 1);
    CHECK(author.added[0] == bob);
    CHECK(author.removed[0] == ann);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(!sqla_history(ann, posts).changed);
done:
    close_fix(&f);
}

TEST(a_change_behind_a_pointer_is_flagged) {
    fix f = open_fix();
    char text[] = "{\"a\": 1}";
    Person *p = sqla_add(f.s, sqla_new(Person, .name = "ann", .settings = { text }));
    NEED(p);
    NEED(sqla_flush(f.s) == SQLA_OK);
    memset(text, ' ', sizeof text - 1);
    CHECK_STR(p->settings.text, "{\"a\": 1}");
    quiet();
    ((char *)(uintptr_t)p->settings.text)[6] = '2';
    CHECK_STATUS(sqla_flag_modified(p, settings), SQLA_OK);
    CHECK(sqla_modified(p));
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK(begins(last_of("UPDATE"), "UPDATE people SET settings="));
    CHECK_STR(stored_text(f.s, "SELECT settings FROM people"), "{\"a\": 2}");
done:
    close_fix(&f);
}

TEST(a_flagged_attribute_is_written_unchanged) {
    fix f = open_people();
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    CHECK_STATUS(sqla_flag_modified(p, age), SQLA_OK);
    CHECK(sqla_session_dirty(f.s, 0) == p);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
done:
    close_fix(&f);
}

TEST(objects_as_text) {
    fix f = open_people();
    char buf[200], small[8];
    Person *p = sqla_get(f.s, Person, 1);
    NEED(p);
    quiet();
    CHECK(sqla_repr(p, buf, sizeof buf) == buf);
    CHECK_HAS(buf, "Person(id=1, name='ann'");
    CHECK(sqla_repr(p, small, sizeof small) == small);
    CHECK_INT(strlen(small), 7);
    CHECK_INT(executed(), 0);
done:
    close_fix(&f);
}

/* ---- the identity map ---- */

TEST(a_row_is_one_object) {
    fix f = open_people();
    Person *ann = sqla_one(f.s, Person, named("ann"));
    Post *one = sqla_get(f.s, Post, 1);
    NEED(ann && one);
    CHECK(sqla_get(f.s, Person, 1) == ann);
    CHECK(sqla_load(one, author) == ann);
    CHECK(one->author == ann);
    sqla_list all = sqla_all(f.s, Person, people());
    CHECK(all.count == 3 && all.items[0] == ann);
    sqla_list_free(all);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(sqla_one(f.s, Person, named("ann")) == ann);
    CHECK_INT(sqla_session_count(f.s), 4);
done:
    close_fix(&f);
}

/* An allocator for a session that knows how much it has out. */
static struct { size_t now, most; } bytes;

static void *count_alloc(size_t size, void *user) {
    (void)user;
    bytes.now += size;
    if (bytes.now > bytes.most) bytes.most = bytes.now;
    return malloc(size);
}

static void *count_realloc(void *block, size_t old, size_t size, void *user) {
    (void)user;
    bytes.now += size - (block ? old : 0);
    if (bytes.now > bytes.most) bytes.most = bytes.now;
    return realloc(block, size);
}

static void count_free(void *block, size_t size, void *user) {
    (void)user;
    if (block) bytes.now -= size;
    free(block);
}

static const sqla_allocator counting = {
    .alloc = count_alloc, .realloc = count_realloc, .free = count_free,
};

/* n people, and a session on them with the counting allocator. */
static fix open_crowd(int n) {
    fix f = open_fix();
    char sql[300];
    snprintf(sql, sizeof sql, "INSERT INTO people (name) WITH RECURSIVE n(i) AS (SELECT 1 UNION "
             "ALL SELECT i + 1 FROM n WHERE i < %d) SELECT 'person ' || i FROM n", n);
    run(f.e, sql);
    sqla_session_close(f.s);
    memset(&bytes, 0, sizeof bytes);
    f.s = sqla_session_open(f.e, f.md, .allocator = &counting);
    return f;
}

TEST(a_session_has_its_own_allocator) {
    fix f = open_crowd(100);
    sqla_list all = sqla_all(f.s, Person, people());
    CHECK_INT(all.count, 100);
    CHECK(bytes.now > 100 * sizeof(Person));
    close_fix(&f);
    CHECK_INT(bytes.now, 0);
}

/* The most that reading n people in parts takes. */
static size_t most_for(int n) {
    fix f = open_crowd(n);
    int met = 0;
    sqla_stmt *q = people();
    sqla_foreach(Person, p, f.s, sqla_yield_per(q, 20)) {
        met += p->name[0] == 'p';
        CHECK(sqla_session_count(f.s) <= 40);
    }
    CHECK_INT(met, n);
    CHECK_INT(sqla_session_count(f.s), 0);
    close_fix(&f);
    return bytes.most;
}

TEST(memory_stays_flat_when_read_in_parts) {
    int n = quick() ? 200 : 2000;
    size_t few = most_for(n / 10), many = most_for(n);
    CHECK(few > 0);
    CHECK(many < 2 * few);
}

TEST(what_others_got_of_a_part_stays) {
    fix f = open_crowd(20);
    Person *kept = NULL;
    int64_t wanted = 0;
    sqla_stmt *q = sqla_order_by(sqla_select(sqla_entity(Person)), sqla_col(Person, id));
    sqla_foreach(Person, p, f.s, sqla_yield_per(q, 4)) {
        if (p->id != 2) continue;
        wanted = p->id;
        kept = sqla_get(f.s, Person, 2);
    }
    NEED(kept);
    CHECK_INT(kept->id, wanted);
    CHECK(sqla_get(f.s, Person, 2) == kept);
    CHECK_INT(sqla_session_count(f.s), 1);
done:
    close_fix(&f);
}

TEST(memory_stays_flat_with_sqla_free) {
    fix f = open_crowd(300);
    size_t early = 0;
    for (int i = 1; i <= 300; i++) {
        Person *p = sqla_get(f.s, Person, i);
        NEED(p);
        NEED(sqla_free(p) == SQLA_OK);
        CHECK_INT(sqla_session_count(f.s), 0);
        if (i == 30) early = bytes.now;
    }
    CHECK(bytes.now < 2 * early);
done:
    close_fix(&f);
}

TEST(memory_stays_flat_with_clear) {
    fix f = open_crowd(200);
    size_t early = 0;
    for (int i = 0; i < 10; i++) {
        sqla_list all = sqla_all(f.s, Person, people());
        NEED(all.count == 200);
        sqla_session_clear(f.s);
        if (i == 1) early = bytes.now;
    }
    CHECK(bytes.now <= early);
done:
    close_fix(&f);
}

TEST(reading_in_parts_spares_what_is_needed) {
    fix f = open_crowd(50);
    Person *before = sqla_get(f.s, Person, 30), *kept = NULL, *changed = NULL;
    NEED(before);
    sqla_stmt *q = people();
    sqla_foreach(Person, p, f.s, sqla_yield_per(q, 10)) {
        if (p->id == 30) CHECK(p == before);
        if (p->id == 5) sqla_keep(kept = p);
        if (p->id == 25) (changed = p)->age = sqla_some_int64(25);
    }
    NEED(kept && changed);
    CHECK_INT(sqla_session_count(f.s), 3);
    CHECK_STR(before->name, "person 30");
    CHECK_STR(kept->name, "person 5");
    quiet();
    CHECK(sqla_get(f.s, Person, 5) == kept);
    CHECK_INT(heard.selects, 0);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT age FROM people WHERE id = 25"), 25);
    int n = 0;
    q = people();
    sqla_foreach(Person, p, f.s, sqla_yield_per(q, 10))
        if (++n == 15) break;
    CHECK_INT(sqla_session_count(f.s), 3);
done:
    close_fix(&f);
}

TEST(freeing_takes_an_object_out_of_its_session) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1), *bob = sqla_get(f.s, Person, 2);
    NEED(ann && bob);
    bob->age = sqla_some_int64(1);
    CHECK_STATUS(sqla_free(bob), SQLA_INVALID_REQUEST);
    CHECK_INT(sqla_session_count(f.s), 2);
    CHECK_INT(bob->age.value, 1);
    NEED(sqla_free(ann) == SQLA_OK);
    CHECK_INT(sqla_session_count(f.s), 1);
    quiet();
    Person *again = sqla_get(f.s, Person, 1);
    CHECK(again != NULL);
    CHECK_INT(heard.selects, 1);
    NEED(sqla_flush(f.s) == SQLA_OK);
    CHECK_STATUS(sqla_free(bob), SQLA_OK);
done:
    close_fix(&f);
}

/* ---- bulk ---- */

TEST(bulk_calls_of_a_session_are_part_of_its_transaction) {
    fix f = open_people();
    const Person rows[] = { { .name = "dan" }, { .name = "eve", .age = { 50, true } } };
    CHECK_STATUS(sqla_bulk_insert(f.s, Person, rows, 2), SQLA_OK);
    CHECK_INT(sqla_session_count(f.s), 0);
    CHECK_INT(count_people(f.s), 5);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(count_people(f.s), 3);
    const Person older[] = { { .id = 1, .name = "no", .age = { 40, true } },
                             { .id = 3, .name = "no", .age = { 50, true } } };
    CHECK_STATUS(sqla_bulk_update(f.s, Person, older, 2, .only = SQLA_NAMES("age")), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT sum(age) FROM people"), 90);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM people WHERE name = 'no'"), 0);
    CHECK_STATUS(sqla_bulk_delete(f.s, Person, older + 1, 1), SQLA_OK);
    CHECK_INT(count_people(f.s), 2);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT sum(age) FROM people"), 47);
    close_fix(&f);
}

TEST(one_insert_with_many_sets) {
    fix f = open_people();
    sqla_params *sets = sqla_params_new();
    for (int i = 0; i < 50; i++) {
        char name[20];
        snprintf(name, sizeof name, "new %d", i);
        sqla_params_set(sets, "name", name);
        sqla_params_set(sets, "age", i);
        sqla_params_next(sets);
    }
    sqla_result *r = sqla_execute_many(f.s, sqla_insert(sqla_entity(Person)), sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(sqla_rowcount(r), 50);
    sqla_result_free(r);
    sqla_params_free(sets);
    CHECK_INT(count_people(f.s), 53);
    CHECK_INT(stored(f.s, "SELECT age FROM people WHERE name = 'new 49'"), 49);
    close_fix(&f);
}

TEST(sets_with_different_names) {
    fix f = open_people();
    sqla_params *sets = sqla_params_new();
    sqla_params_set(sets, "name", "one");
    sqla_params_next(sets);
    sqla_params_set(sets, "name", "two");
    sqla_params_next(sets);
    sqla_params_set(sets, "name", "three");
    sqla_params_set(sets, "age", 33);
    sqla_params_next(sets);
    sqla_params_set(sets, "age", 44);
    sqla_params_set(sets, "name", "four");
    quiet();
    const char *names[] = { "one", "two", "three", "four" };
    sqla_stmt *q = sqla_returning(sqla_insert(sqla_entity(Person)), sqla_col(Person, name));
    sqla_result *r = sqla_execute_many(f.s, q, sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(sqla_rowcount(r), 4);
    for (int i = 0; i < 4 && sqla_next(r); i++) CHECK_STR(sqla_row_text(r, 0), names[i]);
    CHECK(!sqla_next(r));
    sqla_result_free(r);
    sqla_params_free(sets);
    CHECK_INT(count_people(f.s), 7);
    CHECK_INT(stored(f.s, "SELECT age FROM people WHERE name = 'three'"), 33);
    CHECK_INT(stored(f.s, "SELECT age FROM people WHERE name = 'four'"), 44);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM people WHERE name = 'two' AND age > 0"), 0);
    close_fix(&f);
}

TEST(many_updates_by_key) {
    fix f = open_people();
    Person *first = sqla_get(f.s, Person, 1);
    NEED(first);
    sqla_params *sets = sqla_params_new();
    for (int i = 1; i <= 3; i++) {
        sqla_params_set(sets, "id", i);
        sqla_params_set(sets, "age", 70 + i);
        if (i == 3) sqla_params_set(sets, "name", "third");
        sqla_params_next(sets);
    }
    sqla_result *r = sqla_execute_many(f.s, sqla_update(sqla_entity(Person)), sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(sqla_rowcount(r), 3);
    sqla_result_free(r);
    sqla_params_free(sets);
    CHECK_INT(stored(f.s, "SELECT sum(age) FROM people WHERE age > 70"), 216);
    CHECK_INT(stored(f.s, "SELECT age FROM people WHERE id = 3 AND name = 'third'"), 73);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM people WHERE name = 'third'"), 1);
    CHECK(sqla_fresh(first) == first);
    CHECK_INT(first->age.value, 71);
done:
    close_fix(&f);
}

TEST(inserted_rows_come_back_as_objects) {
    static const char *const names[] = { "x", "y", "z" };
    fix f = open_people();
    sqla_stmt *q = sqla_insert(sqla_entity(Person));
    for (int i = 0; i < 3; i++) {
        if (i) sqla_values_next(q);
        sqla_set(q, sqla_col(Person, name), names[i]);
    }
    sqla_returning(q, sqla_entity(Person));
    sqla_result *r = sqla_execute(f.s, q);
    Person *made[3] = { NULL, NULL, NULL };
    for (int i = 0; i < 3 && sqla_next(r); i++) made[i] = sqla_row_object(r, 0, Person);
    sqla_result_free(r);
    NEED(made[0] && made[1] && made[2]);
    quiet();
    for (int i = 0; i < 3; i++) {
        CHECK_STR(made[i]->name, names[i]);
        CHECK_INT(made[i]->id, 4 + i);
        CHECK_INT(state_of(made[i]), SQLA_PERSISTENT);
        CHECK(sqla_get(f.s, Person, 4 + i) == made[i]);
    }
    CHECK_INT(heard.selects, 0);
done:
    close_fix(&f);
}

TEST(an_upsert_comes_back_as_the_loaded_object) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    sqla_stmt *q = sqla_insert(sqla_entity(Person));
    sqla_set(q, sqla_col(Person, id), 1);
    sqla_set(q, sqla_col(Person, name), "anna");
    sqla_on_conflict_do_update(q, .index_elements = SQLA_EXPRS(sqla_col(Person, id)),
        .set = SQLA_SETS(sqla_col(Person, name), sqla_excluded(sqla_col(Person, name))));
    sqla_returning(q, sqla_entity(Person));
    sqla_execution_options(q, .populate_existing = true);
    sqla_result *r = sqla_execute(f.s, q);
    CHECK(sqla_next(r));
    CHECK(sqla_row_object(r, 0, Person) == ann);
    sqla_result_free(r);
    CHECK_STR(ann->name, "anna");
    CHECK_INT(ann->age.value, 30);
    CHECK_INT(count_people(f.s), 3);
done:
    close_fix(&f);
}

/* ---- UPDATE and DELETE by a session ---- */

TEST(an_update_brings_loaded_objects_along) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1), *bob = sqla_get(f.s, Person, 2);
    Person *cid = sqla_get(f.s, Person, 3);
    NEED(ann && bob && cid);
    quiet();
    sqla_stmt *q = sqla_update(sqla_entity(Person));
    sqla_set(q, sqla_col(Person, age), sqla_plus(sqla_col(Person, age), 1));
    CHECK_INT(sqla_exec(f.s, sqla_where(q, sqla_gt(sqla_col(Person, age), 10))), 2);
    CHECK_INT(heard.updates, 1);
    CHECK(sqla_fresh(ann) == ann);
    CHECK(sqla_fresh(cid) == cid);
    CHECK_INT(ann->age.value, 31);
    CHECK_INT(cid->age.value, 18);
    CHECK(!bob->age.has);
    CHECK(!expired(bob));
    quiet();
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
    CHECK_INT(stored(f.s, "SELECT sum(age) FROM people"), 49);
done:
    close_fix(&f);
}

TEST(an_update_that_synchronizes_nothing) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    quiet();
    sqla_stmt *q = sqla_update(sqla_entity(Person));
    sqla_set(q, sqla_col(Person, age), 5);
    sqla_execution_options(q, .synchronize = SQLA_NO);
    CHECK_INT(sqla_exec(f.s, q), 3);
    CHECK_INT(executed(), 1);
    CHECK_INT(ann->age.value, 30);
    CHECK(!expired(ann));
    CHECK_STATUS(sqla_refresh(ann), SQLA_OK);
    CHECK_INT(ann->age.value, 5);
    CHECK_INT(sqla_exec(f.s, sqla_text("UPDATE people SET age = 6")), 3);
    CHECK_INT(ann->age.value, 5);
    CHECK(!expired(ann));
done:
    close_fix(&f);
}

TEST(an_update_flushes_first) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1);
    Person *dan = sqla_add(f.s, sqla_new(Person, .name = "dan"));
    NEED(ann && dan);
    ann->age = sqla_some_int64(99);
    sqla_stmt *q = sqla_update(sqla_entity(Person));
    sqla_set(q, sqla_col(Person, name), "ninety-nine");
    CHECK_INT(sqla_exec(f.s, sqla_where(q, sqla_eq(sqla_col(Person, age), 99))), 1);
    CHECK(sqla_fresh(ann) == ann);
    CHECK_STR(ann->name, "ninety-nine");
    CHECK_INT(ann->age.value, 99);
    q = sqla_update(sqla_entity(Person));
    sqla_set(q, sqla_col(Person, age), 4);
    CHECK_INT(sqla_exec(f.s, sqla_where(q, sqla_eq(sqla_col(Person, name), "dan"))), 1);
    CHECK(sqla_fresh(dan) == dan);
    CHECK_INT(dan->age.value, 4);
done:
    close_fix(&f);
}

TEST(an_update_returns_objects) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    sqla_stmt *q = sqla_update(sqla_entity(Person));
    sqla_set(q, sqla_col(Person, name), sqla_concat(sqla_col(Person, name), "!"));
    sqla_where(q, sqla_not_null(sqla_col(Person, age)));
    sqla_returning(q, sqla_entity(Person));
    quiet();
    sqla_result *r = sqla_execute(f.s, q);
    int n = 0;
    while (sqla_next(r)) {
        Person *p = sqla_row_object(r, 0, Person);
        if (!p) continue;
        n++;
        CHECK_STR(p->name, p->id == 1 ? "ann!" : "cid!");
        if (p->id == 1) CHECK(p == ann);
    }
    CHECK_INT(n, 2);
    sqla_result_free(r);
    CHECK_INT(heard.updates, 1);
    CHECK_STR(ann->name, "ann!");
done:
    close_fix(&f);
}

TEST(a_delete_brings_loaded_objects_along) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1), *cid = sqla_get(f.s, Person, 3);
    NEED(ann && cid);
    quiet();
    sqla_stmt *q = sqla_delete(sqla_entity(Person));
    CHECK_INT(sqla_exec(f.s, sqla_where(q, sqla_eq(sqla_col(Person, age), 17))), 1);
    CHECK_INT(heard.deletes, 1);
    CHECK_INT(state_of(cid), SQLA_DELETED);
    CHECK_INT(state_of(ann), SQLA_PERSISTENT);
    CHECK(!sqla_session_contains(f.s, cid));
    CHECK(sqla_get(f.s, Person, 3) == NULL);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(state_of(cid), SQLA_PERSISTENT);
    CHECK(sqla_get(f.s, Person, 3) == cid);
done:
    close_fix(&f);
}

/* ---- several sessions ---- */

typedef struct scoped_job {
    sqla_scoped      *sessions;
    sqla_session     *seen[2];
    pthread_barrier_t both;
} scoped_job;

static void use_scoped(int index, void *arg) {
    static const char *const names[] = { "t0", "t1" };
    scoped_job *job = arg;
    sqla_session *s = sqla_scoped_get(job->sessions);
    job->seen[index] = s;
    CHECK(sqla_scoped_get(job->sessions) == s);
    pthread_barrier_wait(&job->both);       /* so that neither thread is over before the other */
    sqla_add(s, sqla_new(Person, .name = names[index]));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    if (index) sqla_scoped_remove(job->sessions);
    pthread_barrier_wait(&job->both);
}

TEST(each_thread_has_a_session_of_its_own) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Person), sqla_entity(Post));
    sqla_engine *e = sqla_create_engine(shared_url(""));
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    scoped_job job = { .sessions = sqla_scoped_new(e, md) };
    pthread_barrier_init(&job.both, NULL, 2);
    run_threads(2, use_scoped, &job);
    pthread_barrier_destroy(&job.both);
    CHECK(job.seen[0] && job.seen[1] && job.seen[0] != job.seen[1]);
    CHECK_INT(committed(e, "SELECT count(*) FROM people"), 2);
    sqla_scoped_free(job.sessions);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(a_scoped_session_is_closed_when_removed) {
    fix f = open_people_at(shared_url(""));
    sqla_scoped *sessions = sqla_scoped_new(f.e, f.md, .no_autoflush = true);
    sqla_session *s = sqla_scoped_get(sessions);
    CHECK(sqla_get(s, Person, 1) != NULL);
    CHECK_INT(sqla_engine_statistics(f.e).checked_out, 1);
    sqla_scoped_remove(sessions);
    CHECK_INT(sqla_engine_statistics(f.e).checked_out, 0);
    s = sqla_scoped_get(sessions);
    CHECK_INT(sqla_session_count(s), 0);
    CHECK(sqla_add(s, sqla_new(Person, .name = "dan")) != NULL);
    CHECK_INT(count_people(s), 3);
    sqla_scoped_free(sessions);
    close_fix(&f);
}

TEST(models_in_two_databases) {
    fix f = open_people();
    sqla_metadata *seats = sqla_metadata_new(sqla_entity(Seat));
    sqla_engine *e2 = sqla_create_engine(file_url("seats.db", ""));
    CHECK_STATUS(sqla_create_all(e2, seats), SQLA_OK);
    const sqla_session_bind binds[] = { { sqla_entity(Seat), e2 }, { NULL, NULL } };
    sqla_session_close(f.s);
    f.s = sqla_session_open(f.e, f.md, .binds = binds);
    for (int commit = 0; commit < 2; commit++) {
        Person *p = sqla_add(f.s, sqla_new(Person, .name = "dan"));
        Seat *seat = sqla_add(f.s, sqla_new(Seat, .line = 4, .letter = "C"));
        NEED(p && seat);
        CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
        CHECK(sqla_session_conn(f.s, sqla_entity(Seat)) != sqla_session_conn(f.s, NULL));
        CHECK_INT(sqla_scalar_int(sqla_session_conn(f.s, sqla_entity(Seat)),
                                  sqla_text("SELECT count(*) FROM seats")), 1);
        CHECK_INT(stored(f.s, "SELECT count(*) FROM seats"), 0);
        CHECK(sqla_first(f.s, Seat, sqla_select(sqla_entity(Seat))) == seat);
        CHECK_STATUS(commit ? sqla_commit(f.s) : sqla_rollback(f.s), SQLA_OK);
        CHECK_INT(committed(e2, "SELECT count(*) FROM seats"), commit);
        CHECK_INT(committed(f.e, "SELECT count(*) FROM people"), 3 + commit);
    }
done:
    sqla_session_close(f.s);
    f.s = NULL;
    sqla_dispose(e2);
    sqla_metadata_free(seats);
    close_fix(&f);
}

static sqla_status add_dan(sqla_session *s, void *arg) {
    const sqla_status *answer = arg;
    if (!sqla_add(s, sqla_new(Person, .name = "dan"))) return sqla_last_error(s)->code;
    return *answer;
}

TEST(work_runs_in_a_session_of_its_own) {
    static sqla_status fine = SQLA_OK, refused = SQLA_TIMEOUT;
    fix f = open_people_at(shared_url(""));
    CHECK_STATUS(sqla_run_session(f.e, f.md, add_dan, &refused), SQLA_TIMEOUT);
    CHECK_INT(committed(f.e, "SELECT count(*) FROM people"), 3);
    CHECK_STATUS(sqla_run_session(f.e, f.md, add_dan, &fine), SQLA_OK);
    CHECK_INT(committed(f.e, "SELECT count(*) FROM people"), 4);
    CHECK_STATUS(sqla_run_session(f.e, f.md, add_dan, &fine), SQLA_INTEGRITY_ERROR);
    CHECK_INT(sqla_engine_statistics(f.e).checked_out, 0);
    close_fix(&f);
}

/* ---- wrong use ---- */

TEST(an_object_of_another_session_is_refused) {
    fix f = open_people();
    sqla_session *other = sqla_session_open(f.e, f.md);
    Person *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    CHECK(sqla_add(other, ann) == NULL);
    CHECK_LAST(other, SQLA_INVALID_REQUEST, "Person");
    sqla_clear_error(other);
    CHECK_STATUS(sqla_session_delete(other, ann), SQLA_INVALID_REQUEST);
    CHECK_LAST(other, SQLA_INVALID_REQUEST, "Person");
    CHECK(sqla_session_of(ann) == f.s);
    CHECK_INT(sqla_session_count(other), 0);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
done:
    sqla_session_close(other);
    close_fix(&f);
}

TEST(what_could_not_be_added_is_freed) {
    fix f = open_people();
    sqla_session *other = sqla_session_open(f.e, f.md);
    sqla_session *failed = sqla_session_open((sqla_engine *)NULL, f.md);
    Person *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    CHECK_STATUS(sqla_add_all(other, ann, sqla_new(Person, .name = "x"), sqla_new(Person)),
                 SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_add_all(failed, sqla_new(Person, .name = "y"), NULL, sqla_new(Person)),
                 SQLA_ARGUMENT_ERROR);
    CHECK(sqla_session_of(ann) == f.s);
    CHECK_INT(sqla_session_count(failed), 0);
done:
    sqla_session_close(failed);
    sqla_session_close(other);
    close_fix(&f);
}

/* In front of what is taken for an object there is memory that may be read, so that no tool
 * stumbles over the look at the header. */
static struct { char before[1024]; Person person; Post post; } plain;

TEST(a_plain_struct_is_no_object) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1), *p = &plain.person;
    NEED(ann);
    *p = *ann;                  /* a copy of an object is none either */
    plain.post = (Post){ .title = "plain" };
    CHECK_INT(sqla_state(p), -1);
    CHECK(sqla_session_of(p) == NULL);
    CHECK(sqla_model_of(p) == NULL);
    CHECK(!sqla_modified(p));
    CHECK(sqla_add(f.s, p) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_ARGUMENT_ERROR);
    CHECK(sqla_last_error(f.s)->message[0] != '\0');
    CHECK_STATUS(sqla_add_all(f.s, p), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_session_delete(f.s, p), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_expunge(p), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_refresh(p), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_expire(p), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_setattr(p, name, "x"), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_append(p, posts, &plain.post), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_append(ann, posts, &plain.post), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_flag_modified(p, name), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_make_transient(p), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_free(p), SQLA_ARGUMENT_ERROR);
    CHECK(sqla_merge(f.s, p) == NULL);
    CHECK(sqla_fresh(p) == NULL);
    CHECK(sqla_load(p, posts) == NULL);
    CHECK(!sqla_session_contains(f.s, p));
    CHECK_STR(p->name, "ann");
done:
    close_fix(&f);
}

TEST(a_fetched_struct_is_no_object) {
    fix f = open_fix();
    Person *rows = NULL;
    size_t n = 0;
    run(f.e, "INSERT INTO people (name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
             "FROM n WHERE i < 40) SELECT 'person ' || i FROM n");
    CHECK_STATUS(sqla_fetch_all(f.s, Person, people(), &rows, &n), SQLA_OK);
    NEED(n == 40);
    CHECK_INT(sqla_state(&rows[30]), -1);
    CHECK(sqla_add(f.s, &rows[30]) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_ARGUMENT_ERROR);
    rows[30].name = "copied";
    rows[30].id = 0;
    Person *copy = sqla_add_copy(f.s, Person, &rows[30]);
    NEED(copy);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(copy->id, 41);
done:
    sqla_fetch_free(rows);
    close_fix(&f);
}

TEST(what_is_not_stored_cannot_be_deleted) {
    fix f = open_people();
    Person *p = sqla_new(Person, .id = 1, .name = "ann");
    NEED(p);
    CHECK_STATUS(sqla_session_delete(f.s, p), SQLA_INVALID_REQUEST);
    CHECK_LAST(f.s, SQLA_INVALID_REQUEST, "Person");
    sqla_clear_error(f.s);
    NEED(sqla_add(f.s, p) == p);
    CHECK_STATUS(sqla_session_delete(f.s, p), SQLA_INVALID_REQUEST);
    CHECK_LAST(f.s, SQLA_INVALID_REQUEST, "Person");
done:
    drop(p);
    close_fix(&f);
}

TEST(a_transient_object_is_not_refreshed_or_expired) {
    fix f = open_people();
    Person *p = sqla_new(Person, .id = 1);
    NEED(p);
    CHECK(sqla_refresh(p) != SQLA_OK);
    CHECK_STATUS(sqla_expire(p), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_expunge(p), SQLA_INVALID_REQUEST);
    CHECK_INT(p->id, 1);
    CHECK_INT(executed(), 0);
done:
    sqla_free(p);
    close_fix(&f);
}

TEST(a_query_of_another_model_is_refused) {
    fix f = open_people();
    CHECK(sqla_one(f.s, Person, sqla_select(sqla_entity(Post))) == NULL);
    CHECK_LAST(f.s, SQLA_ARGUMENT_ERROR, "Person");
    CHECK(sqla_first(f.s, Person, sqla_select(sqla_col(Person, id))) == NULL);
    CHECK_LAST(f.s, SQLA_ARGUMENT_ERROR, "Person");
    CHECK_INT(sqla_all(f.s, Person, sqla_select(sqla_entity(Post))).count, 0);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_ARGUMENT_ERROR);
    int rounds = 0;
    sqla_foreach(Person, p, f.s, sqla_select(sqla_entity(Post))) rounds += p != NULL;
    CHECK_INT(rounds, 0);
    CHECK_INT(executed(), 0);
    sqla_clear_error(f.s);
    CHECK_INT(count_people(f.s), 3);
    close_fix(&f);
}

TEST(a_model_without_metadata_makes_no_objects) {
    Person *p = sqla_new(Person, .name = "ann");
    CHECK(p == NULL);
}

TEST(a_model_outside_the_metadata_of_the_session) {
    sqla_metadata *all = sqla_metadata_new(sqla_entity(Person), sqla_entity(Post));
    sqla_metadata *seats = sqla_metadata_new(sqla_entity(Seat));
    sqla_engine *e = sqla_create_engine(empty_url());
    sqla_session *s = sqla_session_open(e, seats);
    Person *p = sqla_new(Person, .name = "ann");
    NEED(p);
    if (sqla_add(s, p)) p = NULL;
    NEED(p);
    CHECK_HAS(sqla_last_error(s)->message, "Person");
    CHECK(sqla_last_error(s)->code != SQLA_OK);
done:
    sqla_free(p);
    sqla_session_close(s);
    sqla_dispose(e);
    sqla_metadata_free(seats);
    sqla_metadata_free(all);
}

TEST(attributes_that_are_none) {
    fix f = open_people();
    Person *ann = sqla_get(f.s, Person, 1);
    NEED(ann);
    CHECK(sqla_object_set(ann, "height", sqla_v(5)) != SQLA_OK);
    CHECK_HAS(sqla_last_error(f.s)->message, "height");
    CHECK(sqla_object_set(ann, NULL, sqla_v(5)) == SQLA_ARGUMENT_ERROR);
    CHECK(sqla_object_load(ann, "height") == NULL);
    CHECK(sqla_collection_append(ann, "name", ann) != SQLA_OK);
    CHECK(sqla_collection_append(ann, "posts", ann) != SQLA_OK);
    CHECK_HAS(sqla_last_error(f.s)->message, "posts");
    CHECK(sqla_object_set(ann, "posts", sqla_v(5)) != SQLA_OK);
    CHECK(sqla_object_set(ann, "age", sqla_v("many")) != SQLA_OK ||
          sqla_flush(f.s) != SQLA_OK);
    CHECK(!sqla_object_is_loaded(ann, "height"));
    CHECK(sqla_object_flag(ann, "height") != SQLA_OK);
done:
    close_fix(&f);
}

TEST(references_of_another_model_are_refused) {
    fix f = open_people();
    Post *one = sqla_get(f.s, Post, 1), *two = sqla_get(f.s, Post, 2);
    NEED(one && two);
    CHECK(sqla_setattr(one, author, sqla_obj(two)) != SQLA_OK);
    CHECK_HAS(sqla_last_error(f.s)->message, "author");
done:
    close_fix(&f);
}

static void *const none = NULL;

TEST(null_for_an_object) {
    sqla_value key[1];
    char buf[40];
    CHECK_STATUS(sqla_free(none), SQLA_ARGUMENT_ERROR);
    CHECK_STR(sqla_str(none, "x"), "");
    CHECK_STR(sqla_strf(none, "%d", 5), "");
    CHECK_STATUS(sqla_object_set(none, "name", sqla_v(1)), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_collection_append(none, "posts", none), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_collection_remove(none, "posts", none), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_collection_replace(none, "posts", NULL, 0), SQLA_ARGUMENT_ERROR);
    CHECK_INT(sqla_state(none), -1);
    CHECK(sqla_session_of(none) == NULL);
    CHECK(sqla_model_of(none) == NULL);
    CHECK(!sqla_modified(none));
    CHECK(!sqla_object_is_loaded(none, "name"));
    CHECK(!sqla_object_history(none, "name").changed);
    CHECK_STATUS(sqla_object_flag(none, "name"), SQLA_ARGUMENT_ERROR);
    CHECK_INT(sqla_identity(none, key, 1), 0);
    CHECK(sqla_repr(none, buf, sizeof buf) == buf);
    CHECK_STATUS(sqla_expunge(none), SQLA_ARGUMENT_ERROR);
    sqla_keep(none);
    CHECK(sqla_object_load(none, "name") == NULL);
    CHECK_STATUS(sqla_object_refresh(none, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_object_expire(none, NULL), SQLA_ARGUMENT_ERROR);
    CHECK(sqla_fresh(none) == NULL);
    CHECK_STATUS(sqla_make_transient(none), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_make_transient_to_detached(none), SQLA_ARGUMENT_ERROR);
    CHECK(!sqla_was_deleted(none));
    CHECK(sqla_object_new(NULL, NULL, "") == NULL);
    sqla_cursor c = sqla_collection_cursor(none, "posts");
    CHECK(sqla_cursor_next(&c) == NULL);
    sqla_cursor_end(&c);
    c = sqla_list_cursor((sqla_list){ NULL, 0, NULL }, sqla_entity(Person));
    CHECK(sqla_cursor_next(&c) == NULL);
    sqla_cursor_end(&c);
    CHECK(sqla_cursor_next(NULL) == NULL);
    sqla_cursor_end(NULL);
    sqla_list_free((sqla_list){ NULL, 0, NULL });
}

static void drop_expr(sqla_expr *x) {
    CHECK(x != NULL);
    CHECK(sqla_error(x)->code != SQLA_OK);
    sqla_unref(x);
}

TEST(null_in_statements) {
    drop_expr(sqla_relationship(NULL, NULL, "posts"));
    drop_expr(sqla_relationship_to(NULL, NULL));
    drop_expr(sqla_rel_and(NULL, NULL));
    drop_expr(sqla_any_n(NULL, NULL));
    drop_expr(sqla_has_n(NULL, NULL));
    drop_expr(sqla_with_parent(NULL, NULL));
    drop_expr(sqla_loader(SQLA_LAZY_SELECTIN, NULL, 0));
    sqla_expr *x = sqla_obj(NULL);
    CHECK(x != NULL);
    sqla_unref(x);
    sqla_stmt *q = sqla_related_to(NULL, "posts");
    CHECK(q && sqla_error(q)->code != SQLA_OK);
    sqla_unref(q);
    q = sqla_options_n(NULL, NULL, 0);
    CHECK(q && sqla_error(q)->code != SQLA_OK);
    sqla_unref(q);
    CHECK_STR(sqla_enum_label(NULL, 0), NULL);
}

TEST(null_for_a_session) {
    sqla_session *s = NULL;
    Person *p = NULL;
    size_t n = 7;
    int64_t out = 7;
    int rounds = 0;
    const sqla_key key = SQLA_KEY(1);
    CHECK_STATUS(sqla_error(s)->code, SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_last_error(s)->code, SQLA_ARGUMENT_ERROR);
    sqla_clear_error(s);
    sqla_session_close(s);
    sqla_session_clear(s);
    CHECK(sqla_session_info(s) == NULL);
    CHECK(sqla_session_conn(s, NULL) == NULL);
    CHECK(sqla_add(s, none) == NULL);
    CHECK_STATUS(sqla_add_n(s, NULL, 0), SQLA_ARGUMENT_ERROR);
    CHECK(sqla_session_add_copy(s, NULL, NULL) == NULL);
    CHECK_STATUS(sqla_session_delete(s, none), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_expunge_all(s), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_flush(s), SQLA_ARGUMENT_ERROR);
    CHECK(sqla_session_get(s, NULL, key, NULL) == NULL);
    CHECK(sqla_session_one(s, sqla_entity(Person), people(), NULL, 0) == NULL);
    CHECK_INT(sqla_session_all(s, sqla_entity(Person), people(), NULL).count, 0);
    sqla_foreach(Person, each, s, people()) rounds += each != NULL;
    sqla_transaction(s) rounds++;
    sqla_savepoint(s) rounds++;
    CHECK_INT(rounds, 0);
    CHECK_STATUS(sqla_outcome(s), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_expire_all(s), SQLA_ARGUMENT_ERROR);
    CHECK(sqla_merge(s, none) == NULL);
    CHECK(sqla_session_merge_copy(s, NULL, NULL) == NULL);
    CHECK(sqla_session_new(s, 0) == NULL);
    CHECK(sqla_session_dirty(s, 0) == NULL);
    CHECK(sqla_session_deleted(s, 0) == NULL);
    CHECK(!sqla_session_contains(s, none));
    CHECK_INT(sqla_session_count(s), 0);
    sqla_result *r = sqla_execute(s, people());
    CHECK(r != NULL);
    CHECK_STATUS(sqla_result_status(r), SQLA_ARGUMENT_ERROR);
    sqla_result_free(r);
    CHECK_INT(sqla_exec(s, people()), -1);
    r = sqla_execute_many(s, sqla_insert(sqla_entity(Person)), NULL);
    CHECK_STATUS(sqla_result_status(r), SQLA_ARGUMENT_ERROR);
    sqla_result_free(r);
    CHECK_STATUS(sqla_scalar(s, people(), &out), SQLA_ARGUMENT_ERROR);
    CHECK_INT(out, 7);
    CHECK_INT(sqla_scalar_int(s, people()), 0);
    CHECK(sqla_scalar_double(s, people()) == 0);
    CHECK_STR(sqla_scalar_text(s, people()), NULL);
    CHECK_STATUS(sqla_fetch_all(s, Person, people(), &p, &n), SQLA_ARGUMENT_ERROR);
    CHECK(p == NULL);
    CHECK_STATUS(sqla_bulk_insert(s, Person, p, 0), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_bulk_update(s, Person, p, 0), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_bulk_delete(s, Person, p, 0), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_begin(s), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_begin_nested(s), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_commit(s), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_rollback(s), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_commit_all(s), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_rollback_all(s), SQLA_ARGUMENT_ERROR);
    CHECK(!sqla_in_transaction(s));
    CHECK_STATUS(sqla_run_session(NULL, NULL, NULL, NULL), SQLA_ARGUMENT_ERROR);
    sqla_scoped_remove(NULL);
    sqla_scoped_free(NULL);
    CHECK_STATUS(sqla_model_listen(NULL, true, SQLA_LOAD, NULL, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_attr_listen(NULL, true, SQLA_ATTRIBUTE_SET, NULL, NULL),
                 SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_session_listen(s, true, SQLA_BEFORE_FLUSH, NULL, NULL),
                 SQLA_ARGUMENT_ERROR);
    sqla_event_put_value(NULL, NULL);
}

TEST(null_where_there_is_a_session) {
    fix f = open_people();
    sqla_session *failed = sqla_session_open((sqla_engine *)NULL, f.md);
    CHECK(sqla_failed(failed));
    sqla_session_close(failed);
    failed = sqla_session_open((sqla_conn *)NULL, f.md);
    CHECK(sqla_failed(failed));
    sqla_session_close(failed);
    failed = sqla_session_open(f.e, NULL);
    CHECK(sqla_failed(failed));
    sqla_session_close(failed);
    CHECK_STATUS(sqla_session_delete(f.s, none), SQLA_ARGUMENT_ERROR);
    CHECK(sqla_session_add_copy(f.s, sqla_entity(Person), NULL) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_ARGUMENT_ERROR);
    CHECK(sqla_session_get(f.s, NULL, SQLA_KEY(1), NULL) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_ARGUMENT_ERROR);
    CHECK(sqla_session_get(f.s, sqla_entity(Person), (sqla_key){ NULL, 0 }, NULL) == NULL);
    CHECK(sqla_session_one(f.s, sqla_entity(Person), NULL, NULL, 0) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_ARGUMENT_ERROR);
    CHECK(sqla_session_one(f.s, NULL, people(), NULL, 0) == NULL);
    CHECK_INT(sqla_session_all(f.s, sqla_entity(Person), NULL, NULL).count, 0);
    CHECK(sqla_merge(f.s, none) == NULL);
    CHECK(sqla_session_merge_copy(f.s, sqla_entity(Person), NULL) == NULL);
    CHECK(!sqla_session_contains(f.s, none));
    sqla_result *r = sqla_session_execute(f.s, NULL, NULL);
    CHECK_STATUS(sqla_result_status(r), SQLA_ARGUMENT_ERROR);
    sqla_result_free(r);
    CHECK_INT(sqla_session_exec(f.s, NULL, NULL), -1);
    sqla_clear_error(f.s);
    CHECK_INT(count_people(f.s), 3);
    CHECK(sqla_add(f.s, none) == NULL);         /* what sqla_new gives without memory */
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_MEMORY_ERROR);
    CHECK(sqla_failed(f.s));
    close_fix(&f);
}

TESTS(session, T(a_session_borrows_its_connection), T(closing_rolls_back),
      T(closing_frees_all_but_what_was_expunged), T(a_session_may_be_cleared_and_used_on),
      T(a_failed_session_refuses_every_call), T(a_session_keeps_a_pointer_of_its_users),
      T(a_session_on_a_connection_joins_its_transaction),
      T(without_autobegin_a_transaction_must_be_begun), T(commit_expires_unless_told_to_keep),
      T(queries_flush_first), T(no_autoflush_for_a_block_or_a_session),
      T(one_statement_without_autoflush), T(added_objects_are_pending_until_the_flush),
      T(several_are_added_in_their_order), T(others_see_it_after_the_commit),
      T(deleting_waits_for_the_flush), T(adding_takes_back_a_deletion),
      T(a_deleted_object_is_not_added_again), T(rollback_brings_objects_back),
      T(rollback_undoes_what_was_not_flushed), T(what_was_rolled_back_may_be_added_again),
      T(an_expired_object_keeps_its_values_until_it_is_visited),
      T(loading_a_relationship_or_setting_a_value_is_a_visit), T(expire_marks_one_object_or_all),
      T(expire_drops_changes_to_what_it_names), T(refresh_loads_anew),
      T(refresh_of_one_attribute_asks_for_no_other), T(a_query_keeps_what_was_assigned_since),
      T(populate_existing_overwrites), T(fresh_tells_that_a_row_is_gone),
      T(expunged_objects_are_not_written), T(expunge_all_hands_everything_out),
      T(a_detached_object_loads_nothing), T(an_expired_detached_object_cannot_be_loaded),
      T(a_detached_object_is_attached_by_adding_it), T(a_second_object_of_a_row_is_not_attached),
      T(an_object_may_become_new_again), T(a_new_object_with_a_key_may_pass_for_a_loaded_one),
      T(merge_writes_only_what_differs), T(merge_makes_what_is_missing),
      T(an_object_that_changes_its_session_is_met_anew),
      T(a_loop_may_commit_each_object), T(a_loop_ends_when_the_session_is_cleared),
      T(a_list_of_another_model_is_refused), T(merge_without_loading),
      T(merge_of_a_plain_struct_gives_every_column), T(merge_of_a_detached_object),
      T(merge_takes_along_what_cascades),
      T(get_asks_once), T(get_finds_what_is_pending), T(get_of_a_key_of_two_columns),
      T(get_with_a_wrong_number_of_values), T(get_one_wants_a_row),
      T(get_for_update_asks_the_database), T(get_with_a_loader_option), T(get_by_an_attribute),
      T(one_first_and_one_or_none), T(all_as_a_list), T(a_list_outlives_its_transaction),
      T(foreach_may_load_flush_and_commit), T(foreach_may_be_left),
      T(unique_rows_of_objects), T(rows_of_objects_and_columns), T(rows_without_object),
      T(an_enum_in_a_text_field_is_its_label),
      T(a_session_executes_what_a_connection_does),
      T(plain_structs_from_a_session_are_no_objects), T(parameters_of_queries),
      T(results_end_with_the_transaction_or_the_session),
      T(sets_of_new_dirty_and_deleted_objects), T(what_is_changed_back_is_not_written),
      T(history_of_columns), T(history_of_relationships),
      T(a_change_behind_a_pointer_is_flagged), T(a_flagged_attribute_is_written_unchanged),
      T(objects_as_text), T(a_row_is_one_object), T(a_session_has_its_own_allocator),
      T(memory_stays_flat_when_read_in_parts), T(memory_stays_flat_with_sqla_free),
      T(what_others_got_of_a_part_stays),
      T(memory_stays_flat_with_clear), T(reading_in_parts_spares_what_is_needed),
      T(freeing_takes_an_object_out_of_its_session),
      T(bulk_calls_of_a_session_are_part_of_its_transaction), T(one_insert_with_many_sets),
      T(sets_with_different_names), T(many_updates_by_key),
      T(inserted_rows_come_back_as_objects), T(an_upsert_comes_back_as_the_loaded_object),
      T(an_update_brings_loaded_objects_along), T(an_update_that_synchronizes_nothing),
      T(an_update_flushes_first), T(an_update_returns_objects),
      T(a_delete_brings_loaded_objects_along),
      T_NO_OOM(each_thread_has_a_session_of_its_own, "a thread that fails lets the other one wait"),
      T(a_scoped_session_is_closed_when_removed), T(models_in_two_databases),
      T(work_runs_in_a_session_of_its_own), T(an_object_of_another_session_is_refused),
      T(what_could_not_be_added_is_freed),
      T(a_plain_struct_is_no_object), T(a_fetched_struct_is_no_object),
      T(what_is_not_stored_cannot_be_deleted), T(a_transient_object_is_not_refreshed_or_expired),
      T(a_query_of_another_model_is_refused), T(a_model_without_metadata_makes_no_objects),
      T(a_model_outside_the_metadata_of_the_session), T(attributes_that_are_none),
      T(references_of_another_model_are_refused), T(null_for_an_object), T(null_in_statements),
      T(null_for_a_session), T(null_where_there_is_a_session));
