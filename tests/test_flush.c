/* What a flush writes, in which order, and what it leaves alone; what counts as given or changed;
 * transactions, blocks and savepoints of a session; errors in the middle of it all. */
#include "orm.h"

typedef struct Tag {
    int64_t     id;
    const char *name;
} Tag;

/* A column for every kind of default. */
typedef struct Thing {
    int64_t        id;
    const char    *name;
    sqla_opt_int64 opt;
    int32_t        plain;
    int32_t        n;
    bool           active;
    double         ratio;
    const char    *label;
    int32_t        calc;
    int32_t        serial;
    const char    *made;
    int32_t        rank;
    char           code[8];
    sqla_opt_int64 touched;
    sqla_opt_int64 edits;
} Thing;

typedef struct Order Order;
typedef struct Item Item;
struct Order {
    int64_t         id;
    const char     *code;
    SQLA_LIST(Item) items;
};
struct Item {
    int64_t     id;
    const char *what;
    int64_t     order_id;
    Order      *order;
};

typedef struct Node Node;
struct Node {
    int64_t         id;
    const char     *name;
    sqla_opt_int64  parent_id;
    Node           *parent;
    SQLA_LIST(Node) kids;
};

typedef struct Doc {
    int64_t     id;
    const char *title;
    int32_t     version;
} Doc;

typedef struct Loose {
    int64_t     id;
    const char *name;
} Loose;

typedef struct Guard {
    int64_t     id;
    const char *name;
} Guard;

SQLA_MODEL(Tag, "tags",
    SQLA_COLUMN(Tag, id,   .primary_key = true),
    SQLA_COLUMN(Tag, name, .type = SQLA_STRING(50), .not_null = true, .unique = true));

static int serials;

static sqla_value next_serial(void) { return sqla_value_of(++serials); }
static sqla_value some_edits(void) { return sqla_value_of(1000); }

SQLA_MODEL(Thing, "things",
    SQLA_COLUMN(Thing, id,      .primary_key = true),
    SQLA_COLUMN(Thing, name,    .not_null = true),
    SQLA_COLUMN(Thing, opt),
    SQLA_COLUMN(Thing, plain),
    SQLA_COLUMN(Thing, n,       .default_value = SQLA_DEFAULT_INT(5)),
    SQLA_COLUMN(Thing, active,  .default_value = SQLA_DEFAULT_BOOL(true)),
    SQLA_COLUMN(Thing, ratio,   .default_value = SQLA_DEFAULT_DOUBLE(0.5)),
    SQLA_COLUMN(Thing, label,   .default_value = SQLA_DEFAULT_TEXT("none")),
    SQLA_COLUMN(Thing, calc,    .default_value = SQLA_DEFAULT_SQL("20 + 1")),
    SQLA_COLUMN(Thing, serial,  .default_value = SQLA_DEFAULT_FN(next_serial)),
    SQLA_COLUMN(Thing, made,    .server_default = "'server'"),
    SQLA_COLUMN(Thing, rank,    .server_default = "7"),
    SQLA_COLUMN(Thing, code),
    SQLA_COLUMN(Thing, touched, .onupdate = SQLA_DEFAULT_SQL("41 + 1")),
    SQLA_COLUMN(Thing, edits,   .onupdate = SQLA_DEFAULT_FN(some_edits)));

SQLA_DECLARE_MODEL(Item);

SQLA_MODEL(Order, "orders2",
    SQLA_COLUMN(Order, id,   .primary_key = true),
    SQLA_COLUMN(Order, code, .not_null = true, .unique = true),
    SQLA_RELATIONSHIP(Order, items, Item, .back_populates = "order", .order_by = "id",
                      .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN));

SQLA_MODEL(Item, "items",
    SQLA_COLUMN(Item, id,       .primary_key = true),
    SQLA_COLUMN(Item, what),
    SQLA_COLUMN(Item, order_id, .foreign_key = "orders2.id"),
    SQLA_RELATIONSHIP(Item, order, Order, .back_populates = "items"));

SQLA_DECLARE_MODEL(Node);

SQLA_MODEL(Node, "nodes",
    SQLA_COLUMN(Node, id,        .primary_key = true),
    SQLA_COLUMN(Node, name,      .not_null = true),
    SQLA_COLUMN(Node, parent_id, .foreign_key = "nodes.id"),
    SQLA_RELATIONSHIP(Node, parent, Node, .back_populates = "kids", .remote_side = "id"),
    SQLA_RELATIONSHIP(Node, kids,   Node, .back_populates = "parent", .order_by = "id"));

SQLA_MODEL(Doc, "docs",
    SQLA_COLUMN(Doc, id,    .primary_key = true),
    SQLA_COLUMN(Doc, title, .not_null = true),
    SQLA_COLUMN(Doc, version),
    SQLA_MAPPER_ARGS(.version_id_col = "version"));

SQLA_MODEL(Loose, "loose",
    SQLA_COLUMN(Loose, id, .primary_key = true),
    SQLA_COLUMN(Loose, name),
    SQLA_MAPPER_ARGS(.no_confirm_deleted = true));

static sqla_status check_name(sqla_event *ev, void *arg);

SQLA_MODEL(Guard, "guards",
    SQLA_COLUMN(Guard, id, .primary_key = true),
    SQLA_COLUMN(Guard, name),
    SQLA_VALIDATES(check_name, "name"));

/* ---- what most tests begin with ---- */

static fix open_at(const char *url) {
    return fix_open(url, sqla_metadata_new(sqla_entity(Tag), sqla_entity(Thing),
                                           sqla_entity(Order), sqla_entity(Item),
                                           sqla_entity(Node), sqla_entity(Doc),
                                           sqla_entity(Loose), sqla_entity(Guard)));
}

static fix open_fix(void) { return open_at(empty_url()); }

/* The names of all tags, "a,b,c", in the session's transaction. */
static const char *tags(sqla_session *s) {
    return stored_list(s, "SELECT name FROM tags ORDER BY name");
}

static int64_t committed_tags(sqla_engine *e) {
    return committed(e, "SELECT count(*) FROM tags");
}

static Tag *add_tag(sqla_session *s, const char *name) {
    return sqla_add(s, sqla_new(Tag, .name = name));
}

/* A tag stored by an earlier transaction, loaded in the present one. */
static Tag *stored_tag(sqla_session *s, const char *name) {
    Tag *t = add_tag(s, name);
    if (!t || sqla_commit(s) != SQLA_OK || !sqla_fresh(t)) return NULL;
    quiet();
    return t;
}

/* The last error of a session names a model, or its table. */
static bool last_names(sqla_session *s, const char *model, const char *table) {
    const char *message = sqla_last_error(s)->message;
    return strstr(message, model) || strstr(message, table);
}

/* The second tag of a name was refused: SQLite tells the column, PostgreSQL the constraint. */
static void check_twin(const sqla_error_record *e) {
    CHECK_STATUS(e->code, SQLA_INTEGRITY_ERROR);
    CHECK_STR(e->sqlstate, "23505");
    CHECK_STR(e->table, "tags");
    CHECK_STR(e->column, on_postgresql() ? "" : "name");
    CHECK_STR(e->constraint, on_postgresql() ? "tags_name_key" : "");
}

/* ---- given or not ---- */

TEST(named_fields_are_given_even_as_zero) {
    fix f = open_fix();
    Thing *t = sqla_add(f.s, sqla_new(Thing, .name = "a", .n = 0, .active = false, .ratio = 0,
                                      .label = NULL, .calc = 0, .serial = 0, .rank = 0));
    NEED(t);
    CHECK_INT(t->n, 0);
    CHECK(!t->active);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT n + CAST(active AS INTEGER) + ratio + calc + serial "
                          "+ rank FROM things"), 0);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM things WHERE label IS NULL"), 1);
    CHECK_STR(t->made, "server");
done:
    close_fix(&f);
}

TEST(constant_defaults_are_there_at_once) {
    fix f = open_fix();
    Thing *t = sqla_add(f.s, sqla_new(Thing, .name = "a"));
    NEED(t);
    CHECK_INT(t->n, 5);
    CHECK(t->active);
    CHECK(t->ratio == 0.5);
    CHECK_STR(t->label, "none");
    CHECK_INT(t->calc, 0);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT n FROM things"), 5);
    CHECK_INT(stored(f.s, "SELECT active FROM things"), 1);
    CHECK_STR(stored_text(f.s, "SELECT label FROM things"), "none");
done:
    close_fix(&f);
}

TEST(what_the_database_fills_in_is_there_after_the_flush) {
    fix f = open_fix();
    Thing *a = sqla_add(f.s, sqla_new(Thing, .name = "a"));
    Thing *b = sqla_add(f.s, sqla_new(Thing, .name = "b"));
    NEED(a && b);
    serials = 0;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(a->calc, 21);
    CHECK_INT(a->serial, 1);
    CHECK_INT(b->serial, 2);
    CHECK_STR(a->made, "server");
    CHECK_INT(b->rank, 7);
    CHECK_INT(a->plain, 0);
    CHECK(!a->opt.has);
    CHECK(!a->touched.has);
    CHECK(!sqla_modified(a));
    CHECK(!expired(a));
    CHECK_INT(stored(f.s, "SELECT sum(calc + serial + rank) FROM things"), 59);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM things WHERE opt IS NULL AND plain = 0 AND "
                          "touched IS NULL AND edits IS NULL"), 2);
    quiet();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
done:
    close_fix(&f);
}

TEST(a_zero_assigned_later_is_a_change) {
    fix f = open_fix();
    Thing *t = sqla_add(f.s, sqla_new(Thing, .name = "a"));
    NEED(t);
    t->n = 0;
    t->active = false;
    t->ratio = 0;
    t->label = NULL;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT n + CAST(active AS INTEGER) + ratio FROM things"), 0);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM things WHERE label IS NULL"), 1);
done:
    close_fix(&f);
}

TEST(a_value_assigned_later_is_given) {
    fix f = open_fix();
    Thing *t = sqla_add(f.s, sqla_new(Thing, .name = "a"));
    NEED(t);
    t->rank = 9;
    t->made = "mine";
    t->calc = 3;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT rank FROM things"), 9);
    CHECK_STR(stored_text(f.s, "SELECT made FROM things"), "mine");
    CHECK_INT(stored(f.s, "SELECT calc FROM things"), 3);
    CHECK_INT(t->rank, 9);
done:
    close_fix(&f);
}

TEST(a_zero_for_the_servers_column_takes_setattr) {
    fix f = open_fix();
    Thing *t = sqla_add(f.s, sqla_new(Thing, .name = "a"));
    Thing *u = sqla_add(f.s, sqla_new(Thing, .name = "b"));
    NEED(t && u);
    CHECK_STATUS(sqla_setattr(t, rank, 0), SQLA_OK);
    CHECK_STATUS(sqla_setattr(t, made, NULL), SQLA_OK);
    CHECK_STATUS(sqla_setattr(t, calc, 0), SQLA_OK);
    u->rank = 0;                /* no change that could be seen */
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT rank + calc FROM things WHERE name = 'a'"), 0);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM things WHERE made IS NULL"), 1);
    CHECK_INT(u->rank, 7);
    CHECK_INT(t->rank, 0);
    CHECK_STR(t->made, NULL);
done:
    close_fix(&f);
}

TEST(a_foreign_key_not_given_is_null) {
    fix f = open_fix();
    NEED(sqla_add(f.s, sqla_new(Item, .what = "lone")));
    CHECK_STATUS(sqla_flush(f.s), SQLA_INTEGRITY_ERROR);
    CHECK_STR(sqla_error(f.s)->column, "order_id");
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    NEED(sqla_add(f.s, sqla_new(Node, .name = "root")));
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM nodes WHERE parent_id IS NULL"), 1);
done:
    close_fix(&f);
}

#define HIDDEN .name = "hidden"

TEST(a_hidden_name_is_never_guessed) {
    fix f = open_fix();
    Thing *t = sqla_new(Thing, HIDDEN);
    NEED(t);
    sqla_add(f.s, t);           /* it may be refused here or by the flush */
    sqla_flush(f.s);
    CHECK_STATUS(sqla_error(f.s)->code, SQLA_ARGUMENT_ERROR);
    CHECK_HAS(sqla_error(f.s)->message, "Thing");
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM things"), 0);
    NEED(sqla_add(f.s, sqla_new(Tag, HIDDEN)));     /* has no default, so nothing is unclear */
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(tags(f.s), "hidden");
done:
    drop(t);
    close_fix(&f);
}

TEST(a_reference_gives_its_key_first) {
    fix f = open_fix();
    Order *a = sqla_add(f.s, sqla_new(Order, .code = "a"));
    Order *b = sqla_add(f.s, sqla_new(Order, .code = "b"));
    NEED(a && b);
    NEED(sqla_flush(f.s) == SQLA_OK);
    Item *item = sqla_add(f.s, sqla_new(Item, .what = "x", .order = b, .order_id = a->id));
    NEED(item);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(item->order_id, b->id);
    CHECK_INT(stored(f.s, "SELECT order_id FROM items"), b->id);
    Item *by_key = sqla_add(f.s, sqla_new(Item, .what = "y", .order_id = a->id));
    NEED(by_key);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(sqla_load(by_key, order) == a);
    CHECK(by_key->order == a);
done:
    close_fix(&f);
}

TEST(an_update_fills_in_onupdate) {
    fix f = open_fix();
    Thing *t = sqla_add(f.s, sqla_new(Thing, .name = "a"));
    NEED(t);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(!t->touched.has);
    t->n = 6;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(t->touched.value, 42);
    CHECK_INT(t->edits.value, 1000);
    CHECK_INT(stored(f.s, "SELECT touched + edits FROM things"), 1042);
    t->touched = sqla_some_int64(7);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT touched FROM things"), 7);
    CHECK_INT(t->touched.value, 7);
    quiet();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
done:
    close_fix(&f);
}

/* ---- texts ---- */

TEST(the_flush_copies_texts) {
    fix f = open_fix();
    char buf[] = "first";
    Tag *t = add_tag(f.s, buf);
    NEED(t);
    CHECK(t->name == buf);
    NEED(sqla_flush(f.s) == SQLA_OK);
    CHECK(t->name != buf);
    memset(buf, 'z', sizeof buf - 1);
    CHECK_STR(t->name, "first");
    char other[] = "second";
    t->name = other;
    NEED(sqla_flush(f.s) == SQLA_OK);
    CHECK(t->name != other);
    memset(other, 'z', sizeof other - 1);
    CHECK_STR(t->name, "second");
    CHECK(!sqla_modified(t));
    CHECK_STR(tags(f.s), "second");
done:
    close_fix(&f);
}

TEST(texts_with_the_life_of_their_object) {
    fix f = open_fix();
    Tag *all[3] = { NULL, NULL, NULL };
    for (int i = 0; i < 3; i++) {
        NEED((all[i] = sqla_add(f.s, sqla_new(Tag, .name = "to be replaced"))));
        all[i]->name = sqla_strf(all[i], "tag-%d", i);
    }
    CHECK_STR(all[0]->name, "tag-0");
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(tags(f.s), "tag-0,tag-1,tag-2");
    char buf[] = "copied";
    all[1]->name = sqla_str(all[1], buf);
    memset(buf, 'z', sizeof buf - 1);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(tags(f.s), "copied,tag-0,tag-2");
done:
    close_fix(&f);
}

TEST(a_text_without_memory_makes_the_flush_fail) {
    static char big[100001];
    fix f = open_fix();
    Tag *t = add_tag(f.s, "a"), *other = add_tag(f.s, "b");
    NEED(t && other);
    memset(big, 'x', sizeof big - 1);
    alloc_fail(1);
    t->name = sqla_str(t, big);
    alloc_fail(0);
    CHECK_STR(t->name, "");
    CHECK_STATUS(sqla_flush(f.s), SQLA_MEMORY_ERROR);
    CHECK(last_names(f.s, "Tag", "tags"));
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(committed_tags(f.e), 0);
done:
    close_fix(&f);
}

TEST(replaced_texts_live_until_the_next_transaction_is_over) {
    fix f = open_fix();
    Tag *t = stored_tag(f.s, "old");
    NEED(t);
    const char *before = t->name;
    NEED(sqla_refresh(t) == SQLA_OK);
    CHECK(t->name == before);           /* an equal one is not replaced */
    run_inside(f.s, "UPDATE tags SET name = 'new'");
    NEED(sqla_refresh(t) == SQLA_OK);
    CHECK_STR(t->name, "new");
    CHECK_STR(before, "old");
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STR(before, "old");
    NEED(sqla_refresh(t) == SQLA_OK);
    CHECK_STR(before, "old");
done:
    close_fix(&f);
}

TEST(replaced_items_live_as_long) {
    fix f = open_fix();
    Order *o = sqla_add(f.s, sqla_new(Order, .code = "a"));
    NEED(o);
    CHECK_STATUS(sqla_append(o, items, sqla_new(Item, .what = "0")), SQLA_OK);
    NEED(sqla_flush(f.s) == SQLA_OK && o->items.count == 1);
    Item *const *before = o->items.items, *first = before[0];
    for (int i = 0; i < 40; i++) {
        CHECK_STATUS(sqla_append(o, items, sqla_new(Item, .what = "more")), SQLA_OK);
        CHECK(before[0] == first);
    }
    CHECK_INT(o->items.count, 41);
    CHECK(o->items.items[0] == first);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(before[0] == first);
done:
    close_fix(&f);
}

/* ---- what counts as a change ---- */

TEST(an_update_writes_only_what_changed) {
    fix f = open_fix();
    NEED(sqla_add(f.s, sqla_new(Node, .name = "a")));
    Order *o = sqla_add(f.s, sqla_new(Order, .code = "o"));
    Tag *t = add_tag(f.s, "t"), *same = add_tag(f.s, "same");
    NEED(o && t && same);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    NEED(sqla_fresh(t) && sqla_fresh(o) && sqla_fresh(same));
    quiet();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
    t->name = "u";
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK_INT(written(), 1);
    CHECK_STR(last_of("UPDATE"), "UPDATE tags SET name=? WHERE tags.id = ?");
    CHECK_STR(tags(f.s), "same,u");
done:
    close_fix(&f);
}

TEST(an_update_of_two_columns) {
    fix f = open_fix();
    Node *root = sqla_add(f.s, sqla_new(Node, .name = "root"));
    Node *kid = sqla_add(f.s, sqla_new(Node, .name = "kid"));
    NEED(root && kid);
    NEED(sqla_flush(f.s) == SQLA_OK);
    quiet();
    kid->name = "child";
    kid->parent_id = sqla_some_int64(root->id);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(last_of("UPDATE"), "UPDATE nodes SET name=?, parent_id=? WHERE nodes.id = ?");
    CHECK_INT(heard.updates, 1);
done:
    close_fix(&f);
}

TEST(what_only_looks_changed_is_not_written) {
    fix f = open_fix();
    Thing *t = sqla_add(f.s, sqla_new(Thing, .name = "a", .code = "ab", .ratio = 0,
                                      .opt = sqla_some_int64(5)));
    NEED(t);
    NEED(sqla_flush(f.s) == SQLA_OK);
    quiet();
    memcpy(t->code + 3, "junk", 4);
    t->ratio = -0.0;
    memset(&t->opt, 0xA5, sizeof t->opt);
    t->opt.value = 5;
    t->opt.has = true;
    CHECK(!sqla_modified(t));
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
    memset(&t->touched, 0xA5, sizeof t->touched);
    t->touched.has = false;     /* absent before and after, whatever its value */
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
    memcpy(t->code, "abc", 4);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK_STR(stored_text(f.s, "SELECT code FROM things"), "abc");
done:
    close_fix(&f);
}

TEST(an_inline_text_without_end_is_refused) {
    fix f = open_fix();
    Thing *t = sqla_add(f.s, sqla_new(Thing, .name = "a"));
    NEED(t);
    memset(t->code, 'x', sizeof t->code);
    CHECK_STATUS(sqla_flush(f.s), SQLA_DATA_ERROR);
    CHECK_HAS(sqla_error(f.s)->message, "code");
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM things"), 0);
done:
    close_fix(&f);
}

/* Reading the row again is the only way to see that it changed meanwhile. */
TEST(the_last_value_into_an_expired_field_takes_setattr) {
    fix f = open_fix();
    Tag *t = stored_tag(f.s, "ann");
    NEED(t);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    run(f.e, "UPDATE tags SET name = 'other'");
    quiet();
    t->name = "ann";
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 0);
    CHECK(sqla_fresh(t) == t);
    CHECK_STR(t->name, "other");
    CHECK_STATUS(sqla_setattr(t, name, "ann"), SQLA_OK);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    quiet();
    CHECK_STATUS(sqla_setattr(t, name, "ann"), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK_STR(tags(f.s), "ann");
done:
    close_fix(&f);
}

TEST(null_into_an_unloaded_reference_takes_setattr) {
    fix f = open_fix();
    run(f.e, "INSERT INTO nodes (id, name, parent_id) VALUES (1, 'root', NULL), (2, 'kid', 1)");
    quiet();
    Node *kid = sqla_get(f.s, Node, 2);
    NEED(kid);
    CHECK(kid->parent == NULL);
    CHECK(!sqla_is_loaded(kid, parent));
    kid->parent = NULL;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
    CHECK_STATUS(sqla_setattr(kid, parent, NULL), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK(!kid->parent_id.has);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM nodes WHERE parent_id IS NULL"), 2);
done:
    close_fix(&f);
}

TEST(null_into_a_loaded_reference_is_seen) {
    fix f = open_fix();
    run(f.e, "INSERT INTO nodes (id, name, parent_id) VALUES (1, 'root', NULL), (2, 'kid', 1)");
    Node *kid = sqla_get(f.s, Node, 2);
    NEED(kid && sqla_load(kid, parent));
    kid->parent = NULL;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(!kid->parent_id.has);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM nodes WHERE parent_id IS NULL"), 2);
done:
    close_fix(&f);
}

/* ---- order ---- */

TEST(parents_come_before_children) {
    fix f = open_fix();
    Item *item = sqla_add(f.s, sqla_new(Item, .what = "x"));
    Order *o = sqla_add(f.s, sqla_new(Order, .code = "a"));
    NEED(item && o);
    item->order = o;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(item->order_id, o->id);
    int parent = line_of("INSERT INTO orders2", 0), child = line_of("INSERT INTO items", 0);
    CHECK(parent >= 0 && parent < child);
    CHECK_INT(written(), 2);
done:
    close_fix(&f);
}

TEST(rows_of_one_table_that_need_each_other) {
    fix f = open_fix();
    Node *root = sqla_new(Node, .name = "root");
    Node *kid = sqla_new(Node, .name = "kid", .parent = root);
    Node *grand = sqla_new(Node, .name = "grand", .parent = kid);
    CHECK_STATUS(sqla_add_all(f.s, grand, kid, root), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    NEED(root && kid && grand);
    CHECK(root->id < kid->id);
    CHECK(kid->id < grand->id);
    CHECK_INT(kid->parent_id.value, root->id);
    CHECK_INT(grand->parent_id.value, kid->id);
    CHECK_INT(heard.updates, 0);
done:
    drop(grand);
    drop(kid);
    drop(root);
    close_fix(&f);
}

TEST(rows_are_stored_in_the_order_in_which_they_were_added) {
    fix f = open_fix();
    Tag *all[6] = { NULL };
    for (int i = 0; i < 6; i++) {
        NEED((all[i] = sqla_new(Tag, .name = "x")));
        if (i == 3) all[i]->id = 500;
        all[i]->name = sqla_strf(all[i], "tag %d", 9 - i);
        NEED(sqla_add(f.s, all[i]));
        NEED(sqla_add(f.s, sqla_new(Node, .name = "between")));
    }
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    /* SQLite goes on behind the greatest key; a sequence does not know of it. */
    for (int i = 0; i < 6; i++)
        CHECK_INT(all[i]->id, i < 3 ? i + 1 : i == 3 ? 500 : on_postgresql() ? i : 497 + i);
done:
    close_fix(&f);
}

TEST(children_are_deleted_before_parents) {
    fix f = open_fix();
    Node *root = sqla_add(f.s, sqla_new(Node, .name = "root"));
    Node *kid = sqla_add(f.s, sqla_new(Node, .name = "kid", .parent = root));
    Node *grand = sqla_add(f.s, sqla_new(Node, .name = "grand", .parent = kid));
    NEED(root && kid && grand);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STATUS(sqla_session_delete(f.s, root), SQLA_OK);
    CHECK_STATUS(sqla_session_delete(f.s, kid), SQLA_OK);
    CHECK_STATUS(sqla_session_delete(f.s, grand), SQLA_OK);
    quiet();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 0);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM nodes"), 0);
done:
    close_fix(&f);
}

TEST(children_of_a_deleted_parent_lose_their_key) {
    fix f = open_fix();
    Node *root = sqla_add(f.s, sqla_new(Node, .name = "root"));
    Node *kid = sqla_add(f.s, sqla_new(Node, .name = "kid", .parent = root));
    NEED(root && kid);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STATUS(sqla_session_delete(f.s, root), SQLA_OK);
    quiet();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    int update = line_of("UPDATE nodes", 0), gone = line_of("DELETE FROM nodes", 0);
    CHECK(update >= 0 && update < gone);
    CHECK(!kid->parent_id.has);
    CHECK_INT(state_of(kid), SQLA_PERSISTENT);
done:
    close_fix(&f);
}

TEST(a_new_parent_of_an_old_child) {
    fix f = open_fix();
    Order *a = sqla_add(f.s, sqla_new(Order, .code = "a"));
    Order *b = sqla_new(Order, .code = "b");
    Item *item = sqla_add(f.s, sqla_new(Item, .what = "x", .order = a));
    NEED(a && b && item);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    quiet();
    CHECK_STATUS(sqla_setattr(item, order, sqla_obj(b)), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(state_of(b), SQLA_PERSISTENT);
    CHECK_INT(item->order_id, b->id);
    int insert = line_of("INSERT INTO orders2", 0), update = line_of("UPDATE items", 0);
    CHECK(insert >= 0 && insert < update);
    CHECK_INT(heard.deletes, 0);
done:
    drop(b);
    close_fix(&f);
}

TEST(a_hundred_rows_of_a_table_take_one_statement) {
    enum { MANY = 100 };
    fix f = open_fix();
    Tag *all[MANY] = { NULL };
    for (int i = 0; i < MANY; i++) {
        NEED((all[i] = add_tag(f.s, "x")));
        all[i]->name = sqla_strf(all[i], "tag %03d", i);
    }
    int64_t compiled = sqla_engine_statistics(f.e).compiled;
    NEED(sqla_flush(f.s) == SQLA_OK);
    CHECK(sqla_engine_statistics(f.e).compiled - compiled <= 3);
    CHECK_INT(heard.inserts, 1);
    for (int i = 0; i < MANY; i++) CHECK_INT(all[i]->id, i + 1);
    for (int i = 0; i < MANY; i++) all[i]->name = sqla_strf(all[i], "new %03d", i);
    compiled = sqla_engine_statistics(f.e).compiled;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(sqla_engine_statistics(f.e).compiled - compiled <= 3);
    CHECK_INT(heard.updates, 1);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM tags WHERE name LIKE 'new %'"), MANY);
    for (int i = 0; i < MANY; i++) CHECK_STATUS(sqla_session_delete(f.s, all[i]), SQLA_OK);
    compiled = sqla_engine_statistics(f.e).compiled;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(sqla_engine_statistics(f.e).compiled - compiled <= 3);
    CHECK_INT(heard.deletes, on_postgresql() ? 1 : 2);      /* by keys, 64 and 36 of them */
    CHECK_INT(stored(f.s, "SELECT count(*) FROM tags"), 0);
done:
    close_fix(&f);
}

TEST(a_key_deleted_and_added_again_is_an_update) {
    fix f = open_fix();
    Tag *old = stored_tag(f.s, "old");
    NEED(old);
    CHECK_STATUS(sqla_session_delete(f.s, old), SQLA_OK);
    Tag *new = sqla_add(f.s, sqla_new(Tag, .id = 1, .name = "new"));
    NEED(new);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK_INT(written(), 1);
    CHECK_INT(state_of(old), SQLA_DELETED);
    CHECK_INT(state_of(new), SQLA_PERSISTENT);
    CHECK(sqla_get(f.s, Tag, 1) == new);
    CHECK_STR(tags(f.s), "new");
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(state_of(old), SQLA_PERSISTENT);
    CHECK_INT(state_of(new), SQLA_TRANSIENT);
    CHECK(sqla_get(f.s, Tag, 1) == old);
    CHECK_STR(old->name, "old");
    CHECK_STATUS(sqla_session_delete(f.s, old), SQLA_OK);
    NEED(sqla_add(f.s, new) && sqla_add(f.s, sqla_new(Tag, .id = 1, .name = "newer")));
    CHECK_STATUS(sqla_flush(f.s), SQLA_FLUSH_ERROR);
    CHECK_HAS(sqla_last_error(f.s)->message, "has the primary key of another one");
done:
    close_fix(&f);
}

TEST(a_changed_key_moves_the_object) {
    fix f = open_fix();
    Tag *t = stored_tag(f.s, "a");
    NEED(t);
    t->id = 77;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(last_of("UPDATE"), "UPDATE tags SET id=? WHERE tags.id = ?");
    CHECK(sqla_get(f.s, Tag, 77) == t);
    CHECK(sqla_get(f.s, Tag, 1) == NULL);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(t->id, 1);
    CHECK(sqla_get(f.s, Tag, 1) == t);
done:
    close_fix(&f);
}

/* ---- rows that are gone, versions ---- */

TEST(an_update_of_a_row_that_is_gone) {
    fix f = open_fix();
    Tag *t = stored_tag(f.s, "a");
    NEED(t);
    run_inside(f.s, "DELETE FROM tags");
    t->name = "b";
    CHECK_STATUS(sqla_flush(f.s), SQLA_STALE_DATA);
    CHECK(last_names(f.s, "Tag", "tags"));
    CHECK_STATUS(sqla_error(f.s)->code, SQLA_STALE_DATA);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_STR(t->name, "a");
    CHECK(sqla_fresh(t) == t);
    CHECK_STR(tags(f.s), "a");
done:
    close_fix(&f);
}

TEST(a_delete_of_a_row_that_is_gone) {
    fix f = open_fix();
    Tag *t = stored_tag(f.s, "a");
    NEED(t);
    run_inside(f.s, "DELETE FROM tags");
    CHECK_STATUS(sqla_session_delete(f.s, t), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_STALE_DATA);
    CHECK(last_names(f.s, "Tag", "tags"));
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(state_of(t), SQLA_PERSISTENT);
done:
    close_fix(&f);
}

TEST(a_model_may_let_rows_be_gone) {
    fix f = open_fix();
    Loose *x = sqla_add(f.s, sqla_new(Loose, .name = "a"));
    NEED(x);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    run_inside(f.s, "DELETE FROM loose");
    CHECK_STATUS(sqla_session_delete(f.s, x), SQLA_OK);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(sqla_was_deleted(x));
done:
    close_fix(&f);
}

TEST(versions_count_from_one) {
    fix f = open_fix();
    Doc *d = sqla_add(f.s, sqla_new(Doc, .title = "a"));
    NEED(d);
    for (int i = 1; i <= 3; i++) {
        CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
        CHECK_INT(d->version, i);
        CHECK_INT(stored(f.s, "SELECT version FROM docs"), i);
        d->title = i % 2 ? "b" : "a";
    }
    CHECK_HAS(last_of("UPDATE"), "docs.version = ?");
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(d->version, 0);
done:
    close_fix(&f);
}

TEST(the_slower_of_two_sessions_is_told) {
    fix f = open_at(shared_url(""));
    sqla_session *slow = NULL;
    run(f.e, "INSERT INTO docs (id, title, version) VALUES (1, 'a', 4)");
    slow = sqla_session_open(f.e, f.md, .keep_on_commit = true);
    for (int kind = 0; kind < 2; kind++) {
        sqla_session_clear(slow);
        Doc *mine = sqla_get(slow, Doc, 1), *theirs = NULL;
        NEED(mine);
        CHECK_STATUS(sqla_commit(slow), SQLA_OK);
        NEED((theirs = sqla_get_with(f.s, Doc, SQLA_KEY(1), .populate_existing = true)));
        theirs->title = kind ? "c" : "b";
        CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
        if (kind) CHECK_STATUS(sqla_session_delete(slow, mine), SQLA_OK);
        else mine->title = "mine";
        CHECK_STATUS(sqla_commit(slow), SQLA_STALE_DATA);
        CHECK(last_names(slow, "Doc", "docs"));
        CHECK_STATUS(sqla_rollback(slow), SQLA_OK);
    }
    CHECK_INT(stored(f.s, "SELECT version FROM docs"), 6);
done:
    sqla_session_close(slow);
    close_fix(&f);
}

/* ---- references and orphans ---- */

TEST(a_changed_reference_beats_a_changed_key) {
    fix f = open_fix();
    Order *a = sqla_add(f.s, sqla_new(Order, .code = "a"));
    Order *b = sqla_add(f.s, sqla_new(Order, .code = "b"));
    Order *c = sqla_add(f.s, sqla_new(Order, .code = "c"));
    Item *item = sqla_add(f.s, sqla_new(Item, .what = "x", .order = a));
    NEED(a && b && c && item);
    NEED(sqla_flush(f.s) == SQLA_OK);
    item->order = b;
    item->order_id = c->id;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(item->order_id, b->id);
    CHECK_INT(stored(f.s, "SELECT order_id FROM items"), b->id);
    item->order_id = c->id;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT order_id FROM items"), c->id);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(sqla_load(item, order) == c);
    CHECK(item->order == c);
done:
    close_fix(&f);
}

/* An order with three items, stored and loaded. */
static Order *three_items(sqla_session *s) {
    Order *o = sqla_add(s, sqla_new(Order, .code = "three"));
    if (!o) return NULL;
    sqla_append(o, items, sqla_new(Item, .what = "one"));
    sqla_append(o, items, sqla_new(Item, .what = "two"));
    sqla_append(o, items, sqla_new(Item, .what = "three"));
    if (sqla_commit(s) != SQLA_OK || !sqla_load(o, items) || o->items.count != 3) return NULL;
    for (size_t i = 0; i < 3; i++)
        if (!sqla_load(o->items.items[i], order)) return NULL;
    quiet();
    return o;
}

TEST(cascades_load_what_users_must_not) {
    fix f = open_fix();
    NEED(three_items(f.s));
    sqla_session_clear(f.s);
    sqla_stmt *q = sqla_select(sqla_entity(Order));
    Order *o = sqla_first(f.s, Order, sqla_options(q, sqla_raiseload(sqla_rel(Order, items))));
    NEED(o);
    CHECK_STATUS(sqla_session_delete(f.s, o), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM items"), 0);
done:
    close_fix(&f);
}

TEST(what_another_parent_has_is_not_removed) {
    fix f = open_fix();
    Order *o = three_items(f.s);
    NEED(o);
    Order *empty = sqla_add(f.s, sqla_new(Order, .code = "empty"));
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    sqla_session_clear(f.s);
    empty = sqla_one(f.s, Order, sqla_where(sqla_select(sqla_entity(Order)),
                                            sqla_eq(sqla_col(Order, code), "empty")));
    Item *item = sqla_first(f.s, Item, sqla_select(sqla_entity(Item)));
    NEED(empty && item);
    CHECK_STATUS(sqla_remove(empty, items, item), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM items"), 3);
    sqla_clear_error(f.s);
done:
    close_fix(&f);
}

TEST(a_list_given_to_another_parent_moves_whole) {
    fix f = open_fix();
    Order *o = three_items(f.s);
    NEED(o);
    Order *next = sqla_add(f.s, sqla_new(Order, .code = "next"));
    NEED(next);
    CHECK_STATUS(sqla_replace(next, items, o->items.items, o->items.count), SQLA_OK);
    CHECK_INT(next->items.count, 3);
    CHECK_INT(o->items.count, 0);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM items"), 3);
done:
    close_fix(&f);
}

TEST(what_could_not_be_added_is_not_stored) {
    fix f = open_fix();
    Order *o = three_items(f.s);
    NEED(o);
    sqla_session *other = sqla_session_open(f.e, f.md);
    Item *item = sqla_new(Item, .what = "four");
    if (item) item->order = o;
    CHECK(sqla_add(other, item) == NULL);
    CHECK_STATUS(sqla_error(other)->code, SQLA_INVALID_REQUEST);
    CHECK_INT(state_of(item), SQLA_TRANSIENT);
    sqla_commit(other);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM items"), 3);
    sqla_session_close(other);
done:
    close_fix(&f);
}

TEST(a_long_chain_is_added_with_its_last) {
    fix f = open_fix();
    Node *last = NULL;
    size_t n = quick() ? 300 : 20000;
    for (size_t i = 0; i < n; i++) {
        Node *next = sqla_new(Node, .name = "n");
        NEED(next);
        next->parent = last;
        last = next;
    }
    CHECK(sqla_add(f.s, last) == last);
    CHECK_INT(sqla_session_count(f.s), n);
    CHECK_INT(state_of(last), SQLA_PENDING);
done:
    close_fix(&f);
}

TEST(a_child_taken_from_its_parent_is_deleted) {
    fix f = open_fix();
    Order *o = three_items(f.s);
    NEED(o);
    Item *one = o->items.items[0], *two = o->items.items[1], *three = o->items.items[2];
    CHECK_STATUS(sqla_remove(o, items, one), SQLA_OK);
    CHECK(one->order == NULL);
    CHECK_INT(o->items.count, 2);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.deletes, 1);
    CHECK_INT(heard.updates, 0);
    CHECK_INT(state_of(one), SQLA_DELETED);
    CHECK_STATUS(sqla_setattr(two, order, NULL), SQLA_OK);
    CHECK_INT(o->items.count, 1);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(state_of(two), SQLA_DELETED);
    three->order = NULL;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(state_of(three), SQLA_DELETED);
    CHECK_INT(o->items.count, 0);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM items"), 0);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(state_of(one), SQLA_PERSISTENT);
    CHECK(sqla_load(o, items) == o);
    CHECK_INT(o->items.count, 3);
done:
    close_fix(&f);
}

TEST(replacing_a_list_deletes_who_is_left_out) {
    fix f = open_fix();
    Order *o = three_items(f.s);
    Item *four = sqla_new(Item, .what = "four");
    NEED(o && four);
    Item *keep[2] = { o->items.items[1], four };
    CHECK_STATUS(sqla_replace(o, items, keep, 2), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(stored_list(f.s, "SELECT what FROM items ORDER BY what"), "four,two");
    CHECK_INT(heard.updates, 0);
done:
    drop(four);
    close_fix(&f);
}

TEST(a_child_that_moves_is_no_orphan) {
    fix f = open_fix();
    Order *o = three_items(f.s), *other = NULL;
    NEED(o);
    NEED((other = sqla_add(f.s, sqla_new(Order, .code = "other"))));
    NEED(sqla_flush(f.s) == SQLA_OK);
    quiet();
    Item *one = o->items.items[0], *two = o->items.items[1];
    one->order = other;
    CHECK_STATUS(sqla_append(other, items, two), SQLA_OK);
    CHECK(two->order == other);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.deletes, 0);
    CHECK_INT(one->order_id, other->id);
    CHECK_INT(two->order_id, other->id);
    CHECK_INT(o->items.count, 1);
    CHECK(sqla_load(other, items) == other);
    CHECK_INT(other->items.count, 2);
done:
    close_fix(&f);
}

TEST(a_pending_orphan_is_never_stored) {
    fix f = open_fix();
    Order *o = three_items(f.s);
    Item *item = sqla_new(Item, .what = "four");
    NEED(o && item);
    CHECK_STATUS(sqla_append(o, items, item), SQLA_OK);
    CHECK_INT(state_of(item), SQLA_PENDING);
    CHECK_STATUS(sqla_remove(o, items, item), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
    CHECK_INT(state_of(item), SQLA_TRANSIENT);
done:
    drop(item);
    close_fix(&f);
}

TEST(plain_references_reach_the_other_side) {
    fix f = open_fix();
    Order *o = three_items(f.s);
    NEED(o);
    for (int how = 0; how < 3; how++) {
        Item *item = sqla_new(Item, .what = "new");
        NEED(item);
        item->order = o;
        NEED(sqla_add(f.s, item));          /* an add brings it there */
        CHECK_INT(o->items.count, 4);
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        NEED(sqla_load(o, items) == o);
        CHECK_INT(o->items.count, 3);
        Order *other = sqla_add(f.s, sqla_new(Order, .code = "other"));
        NEED(other);
        NEED(sqla_flush(f.s) == SQLA_OK);
        NEED(sqla_load(other, items) == other);
        Item *moved = o->items.items[0];
        NEED(sqla_load(moved, order) == o);
        moved->order = other;
        if (how == 0) CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
        if (how == 1) CHECK(sqla_first(f.s, Tag, sqla_select(sqla_entity(Tag))) == NULL);
        if (how == 2) CHECK(sqla_add(f.s, moved) == moved);
        CHECK_INT(o->items.count, 2);
        CHECK_INT(other->items.count, 1);
        CHECK(other->items.count && other->items.items[0] == moved);
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        NEED(sqla_load(o, items) == o);
        CHECK_INT(o->items.count, 3);
    }
done:
    close_fix(&f);
}

TEST(what_is_referred_to_is_stored_too) {
    fix f = open_fix();
    Order *o = sqla_new(Order, .code = "a");
    Item *item = sqla_new(Item, .what = "x", .order = o);
    NEED(o && item);
    NEED(sqla_add(f.s, item));
    CHECK_INT(state_of(o), SQLA_PENDING);
    CHECK_INT(o->items.count, 1);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(item->order_id, o->id);
done:
    drop(item);
    drop(o);
    close_fix(&f);
}

/* ---- expressions ---- */

TEST(an_expression_is_computed_by_the_database) {
    fix f = open_fix();
    Thing *t = sqla_add(f.s, sqla_new(Thing, .name = "a"));
    NEED(t);
    CHECK_STATUS(sqla_setattr(t, plain, sqla_plus(sqla_literal(40), 2)), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(t->plain, 42);
    run_inside(f.s, "UPDATE things SET n = 100");
    quiet();
    CHECK_STATUS(sqla_setattr(t, n, sqla_plus(sqla_col(Thing, n), 1)), SQLA_OK);
    CHECK(sqla_modified(t));
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK_HAS(last_of("UPDATE"), "SET n=(things.n + ?)");
    CHECK_INT(t->n, 101);
    CHECK_INT(stored(f.s, "SELECT n FROM things"), 101);
    quiet();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(written(), 0);
    CHECK_STATUS(sqla_setattr(t, n, sqla_plus(sqla_col(Thing, n), 1)), SQLA_OK);
    CHECK_STATUS(sqla_setattr(t, n, 5), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT n FROM things"), 5);
    CHECK_STATUS(sqla_setattr(t, n, sqla_plus(sqla_col(Thing, n), 1)), SQLA_OK);
    t->n = 9;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(t->n, 9);
    CHECK_INT(stored(f.s, "SELECT n FROM things"), 9);
done:
    close_fix(&f);
}

TEST(an_expression_that_fails) {
    fix f = open_fix();
    Tag *t = stored_tag(f.s, "a");
    NEED(t);
    CHECK_STATUS(sqla_setattr(t, name, sqla_func("no_such_function")), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), bad_sql());
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_STR(t->name, "a");
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(sqla_fresh(t) == t);
    CHECK_STR(t->name, "a");
done:
    close_fix(&f);
}

/* ---- all or nothing ---- */

/* A flush of n new rows, one of them refused, with a change and a deletion. */
static void refuse_one_of(int n) {
    static Tag *all[1000];
    fix f = open_fix();
    Tag *changed = stored_tag(f.s, "changed"), *gone = NULL;
    NEED(changed);
    NEED((gone = stored_tag(f.s, "gone")));
    NEED(sqla_fresh(changed));
    for (int i = 0; i < n; i++) {
        NEED((all[i] = add_tag(f.s, "x")));
        all[i]->name = i == n / 2 ? "tag 0" : sqla_strf(all[i], "tag %d", i);
    }
    changed->name = "changed 2";
    CHECK_STATUS(sqla_session_delete(f.s, gone), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_INTEGRITY_ERROR);
    check_twin(sqla_error(f.s));
    CHECK_STATUS(sqla_flush(f.s), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(committed_tags(f.e), 2);
    CHECK_STR(changed->name, "changed");
    CHECK(expired(changed));
    CHECK_INT(state_of(gone), SQLA_PERSISTENT);
    for (int i = 0; i < n; i++) {
        char name[20];
        snprintf(name, sizeof name, "tag %d", i == n / 2 ? 0 : i);
        CHECK_INT(state_of(all[i]), SQLA_TRANSIENT);
        CHECK_INT(all[i]->id, 0);
        CHECK_STR(all[i]->name, name);
    }
    all[n / 2]->name = "another";
    for (int i = 0; i < n; i++) NEED(sqla_add(f.s, all[i]) == all[i]);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(committed_tags(f.e), n + 2);
    for (int i = 0; i < n; i++) CHECK(all[i]->id > 0);
done:
    close_fix(&f);
}

TEST(one_of_ten_rows_is_refused) { refuse_one_of(10); }
TEST(one_of_a_thousand_rows_is_refused) { refuse_one_of(quick() ? 100 : 1000); }

TEST(a_failed_flush_waits_for_the_rollback) {
    fix f = open_fix();
    int64_t n = 7;
    Order *o = sqla_add(f.s, sqla_new(Order, .code = "A"));
    NEED(o && stored_tag(f.s, "a"));
    sqla_expire_all(f.s);
    NEED(sqla_fresh(o));
    NEED(add_tag(f.s, "early"));
    NEED(sqla_flush(f.s) == SQLA_OK);
    NEED(add_tag(f.s, "a"));
    CHECK_STATUS(sqla_flush(f.s), SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_replace(o, items, NULL, 0), SQLA_PENDING_ROLLBACK);   /* not even a list */
    CHECK_STATUS(sqla_flush(f.s), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_scalar(f.s, sqla_text("SELECT 5"), &n), SQLA_PENDING_ROLLBACK);
    CHECK_INT(n, 7);
    CHECK(sqla_first(f.s, Tag, sqla_select(sqla_entity(Tag))) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_PENDING_ROLLBACK);
    CHECK(sqla_get(f.s, Tag, 99) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_begin_nested(f.s), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_commit(f.s), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_error(f.s)->code, SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_STR(tags(f.s), "a");
    CHECK(sqla_failed(f.s));
    NEED(add_tag(f.s, "late"));
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STR(tags(f.s), "a,late");
    CHECK(sqla_failed(f.s));
    sqla_clear_error(f.s);
    CHECK(!sqla_failed(f.s));
done:
    close_fix(&f);
}

TEST(a_query_whose_flush_fails) {
    fix f = open_fix();
    NEED(stored_tag(f.s, "a"));
    NEED(add_tag(f.s, "a"));
    CHECK_INT(sqla_all(f.s, Tag, sqla_select(sqla_entity(Tag))).count, 0);
    CHECK_STATUS(sqla_error(f.s)->code, SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_commit(f.s), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(sqla_all(f.s, Tag, sqla_select(sqla_entity(Tag))).count, 1);
done:
    close_fix(&f);
}

TEST(a_failed_commit_may_be_rolled_back) {
    fix f = open_fix();
    NEED(stored_tag(f.s, "a"));
    Tag *t = add_tag(f.s, "a");
    NEED(t);
    CHECK_STATUS(sqla_commit(f.s), SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(state_of(t), SQLA_TRANSIENT);
    t->name = "b";
    NEED(sqla_add(f.s, t));
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STR(tags(f.s), "a,b");
done:
    close_fix(&f);
}

/* ---- rows that do not go together ---- */

TEST(two_objects_for_one_row) {
    fix f = open_fix();
    NEED(stored_tag(f.s, "a"));
    for (int pending = 0; pending < 2; pending++) {
        int64_t id = pending ? 50 : 1;
        NEED(sqla_add(f.s, sqla_new(Tag, .id = id, .name = "b")));
        if (pending) NEED(sqla_add(f.s, sqla_new(Tag, .id = id, .name = "c")));
        sqla_status status = sqla_flush(f.s);
        CHECK(status == SQLA_INTEGRITY_ERROR || status == SQLA_FLUSH_ERROR);
        CHECK(last_names(f.s, "Tag", "tags"));
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        CHECK_STR(tags(f.s), "a");
    }
done:
    close_fix(&f);
}

TEST(a_key_changed_to_one_that_exists) {
    fix f = open_fix();
    Tag *a = stored_tag(f.s, "a"), *b = NULL;
    NEED(a);
    NEED((b = stored_tag(f.s, "b")));
    NEED(sqla_fresh(a));
    a->id = b->id;
    sqla_status status = sqla_flush(f.s);
    CHECK(status == SQLA_INTEGRITY_ERROR || status == SQLA_FLUSH_ERROR);
    CHECK(last_names(f.s, "Tag", "tags"));
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(a->id, 1);
    CHECK(sqla_get(f.s, Tag, 1) == a);
    CHECK(sqla_get(f.s, Tag, 2) == b);
done:
    close_fix(&f);
}

TEST(null_where_there_must_be_a_value) {
    fix f = open_fix();
    Tag *a = stored_tag(f.s, "a");
    NEED(a);
    a->name = NULL;
    CHECK_STATUS(sqla_flush(f.s), SQLA_INTEGRITY_ERROR);
    CHECK_HAS(sqla_error(f.s)->message, on_postgresql() ? "\"name\" of relation \"tags\""
                                                        : "tags.name");
    CHECK_STR(sqla_error(f.s)->table, "tags");
    CHECK_STR(sqla_error(f.s)->column, "name");
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_STR(a->name, "a");
    sqla_clear_error(f.s);
    NEED(sqla_add(f.s, sqla_new(Tag, .id = 9)));
    CHECK_STATUS(sqla_flush(f.s), SQLA_INTEGRITY_ERROR);
    CHECK_STR(sqla_error(f.s)->column, "name");
done:
    close_fix(&f);
}

TEST(a_child_that_is_null) {
    fix f = open_fix();
    Order *o = sqla_add(f.s, sqla_new(Order, .code = "a"));
    NEED(o);
    (void)sqla_append(o, items, (Item *)NULL);
    CHECK_INT(o->items.count, 0);
    CHECK_STATUS(sqla_flush(f.s), SQLA_MEMORY_ERROR);
    CHECK(last_names(f.s, "Order", "orders2"));
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM orders2"), 0);
done:
    close_fix(&f);
}

TEST(rows_that_depend_on_each_other_in_a_circle) {
    fix f = open_fix();
    Node *a = sqla_add(f.s, sqla_new(Node, .name = "a"));
    Node *b = sqla_add(f.s, sqla_new(Node, .name = "b", .parent = a));
    NEED(a && b);
    a->parent = b;
    CHECK_STATUS(sqla_flush(f.s), SQLA_CIRCULAR_DEPENDENCY);
    CHECK(last_names(f.s, "Node", "nodes"));
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    Node *own = sqla_add(f.s, sqla_new(Node, .name = "own"));
    NEED(own);
    own->parent = own;
    CHECK_STATUS(sqla_flush(f.s), SQLA_CIRCULAR_DEPENDENCY);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM nodes"), 0);
done:
    close_fix(&f);
}

/* ---- levels of a transaction ---- */

TEST(rollback_goes_back_to_where_the_level_began) {
    fix f = open_fix();
    Tag *t = stored_tag(f.s, "a"), *in = NULL;
    NEED(t);
    t->name = "b";
    NEED(sqla_begin_nested(f.s) == SQLA_OK);        /* flushes */
    CHECK_INT(heard.updates, 1);
    t->name = "c";
    NEED((in = add_tag(f.s, "inside")));
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(in->id, 2);
    t->name = "d";
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_STR(t->name, "b");
    CHECK(expired(t));
    CHECK_INT(state_of(in), SQLA_TRANSIENT);
    CHECK_INT(in->id, 0);
    CHECK_STR(tags(f.s), "b");
    CHECK(sqla_in_transaction(f.s));
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_STR(t->name, "a");
    CHECK(sqla_fresh(t) == t);
    CHECK_STR(t->name, "a");
done:
    close_fix(&f);
}

TEST(a_released_savepoint_belongs_to_the_level_around_it) {
    fix f = open_fix();
    Tag *t = stored_tag(f.s, "a");
    NEED(t);
    NEED(sqla_begin_nested(f.s) == SQLA_OK);
    t->name = "b";
    Tag *in = add_tag(f.s, "inside");
    NEED(in);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(sqla_in_transaction(f.s));
    CHECK_INT(state_of(in), SQLA_PERSISTENT);
    CHECK_STR(t->name, "b");
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_STR(t->name, "a");
    CHECK_INT(state_of(in), SQLA_TRANSIENT);
    CHECK_INT(committed_tags(f.e), 1);
done:
    close_fix(&f);
}

TEST(a_deletion_inside_a_savepoint) {
    fix f = open_fix();
    Tag *t = stored_tag(f.s, "a");
    NEED(t);
    NEED(sqla_begin_nested(f.s) == SQLA_OK);
    CHECK_STATUS(sqla_session_delete(f.s, t), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(state_of(t), SQLA_DELETED);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(state_of(t), SQLA_PERSISTENT);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(committed_tags(f.e), 1);
done:
    close_fix(&f);
}

TEST(commit_and_rollback_end_one_level_or_all) {
    fix f = open_fix();
    for (int kind = 0; kind < 2; kind++) {
        CHECK_STATUS(sqla_begin(f.s), SQLA_OK);
        CHECK_STATUS(sqla_begin(f.s), SQLA_INVALID_REQUEST);
        NEED(add_tag(f.s, "a"));
        CHECK_STATUS(sqla_begin_nested(f.s), SQLA_OK);
        NEED(add_tag(f.s, "b"));
        CHECK_STATUS(sqla_begin_nested(f.s), SQLA_OK);
        NEED(add_tag(f.s, "c"));
        CHECK_STATUS(kind ? sqla_commit_all(f.s) : sqla_rollback_all(f.s), SQLA_OK);
        CHECK(!sqla_in_transaction(f.s));
        CHECK_INT(committed_tags(f.e), kind ? 3 : 0);
    }
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
done:
    close_fix(&f);
}

TEST(a_failure_inside_a_savepoint_ends_with_it) {
    fix f = open_fix();
    Tag *a = add_tag(f.s, "a"), *twin = NULL;
    NEED(a);
    NEED(sqla_begin_nested(f.s) == SQLA_OK);
    NEED((twin = add_tag(f.s, "a")));
    CHECK_STATUS(sqla_flush(f.s), SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_flush(f.s), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(state_of(twin), SQLA_TRANSIENT);
    CHECK_INT(state_of(a), SQLA_PERSISTENT);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(committed_tags(f.e), 1);
done:
    close_fix(&f);
}

TEST(reading_leaves_the_transaction_open) {
    fix f = open_fix();
    CHECK(!sqla_in_transaction(f.s));
    CHECK(sqla_get(f.s, Tag, 1) == NULL);
    CHECK(sqla_in_transaction(f.s));
    CHECK_STATUS(sqla_begin(f.s), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(!sqla_in_transaction(f.s));
    close_fix(&f);
}

/* ---- blocks ---- */

TEST(a_block_commits_at_its_end_and_at_continue) {
    fix f = open_fix();
    int after = 0;
    for (int i = 0; i < 2; i++) {
        sqla_transaction(f.s) {
            NEED(add_tag(f.s, i ? "a" : "b"));
            if (i) continue;
            after++;
        }
        CHECK_STATUS(sqla_outcome(f.s), SQLA_OK);
        CHECK(!sqla_in_transaction(f.s));
    }
    CHECK_INT(after, 1);
    CHECK_INT(committed_tags(f.e), 2);
done:
    close_fix(&f);
}

TEST(a_block_left_by_break_rolls_back) {
    fix f = open_fix();
    Tag *t = NULL;
    sqla_transaction(f.s) {
        NEED((t = add_tag(f.s, "a")));
        NEED(sqla_flush(f.s) == SQLA_OK);
        break;
    }
    CHECK(!sqla_in_transaction(f.s));
    CHECK_INT(state_of(t), SQLA_TRANSIENT);
    CHECK_INT(committed_tags(f.e), 0);
done:
    close_fix(&f);
}

static int leave_by_return(sqla_session *s) {
    sqla_transaction(s) {
        if (add_tag(s, "a") && sqla_flush(s) == SQLA_OK) return 1;
    }
    return 0;
}

static int leave_by_goto(sqla_session *s) {
    sqla_transaction(s) {
        sqla_savepoint(s) {
            if (add_tag(s, "a") && sqla_flush(s) == SQLA_OK) goto out;
        }
    }
    return 0;
out:
    return 1;
}

TEST(a_block_left_by_return_or_goto_rolls_back) {
    fix f = open_fix();
    for (int kind = 0; kind < 2; kind++) {
        CHECK_INT(kind ? leave_by_goto(f.s) : leave_by_return(f.s), 1);
        CHECK(!sqla_in_transaction(f.s));
        CHECK_INT(committed_tags(f.e), kind);
        sqla_transaction(f.s) NEED(add_tag(f.s, kind ? "c" : "b"));
        CHECK_STATUS(sqla_outcome(f.s), SQLA_OK);
        CHECK_INT(committed_tags(f.e), kind + 1);
    }
done:
    close_fix(&f);
}

TEST(a_block_joins_what_queries_began) {
    fix f = open_fix();
    NEED(add_tag(f.s, "before"));
    CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT 5")), 5);
    CHECK(sqla_in_transaction(f.s));
    sqla_transaction(f.s) NEED(add_tag(f.s, "inside"));
    CHECK_STATUS(sqla_outcome(f.s), SQLA_OK);
    CHECK_INT(committed_tags(f.e), 2);
    CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT 5")), 5);
    NEED(add_tag(f.s, "gone too"));
    sqla_transaction(f.s) break;
    CHECK(!sqla_in_transaction(f.s));
    CHECK_INT(committed_tags(f.e), 2);
done:
    close_fix(&f);
}

TEST(a_block_inside_a_block_does_not_run) {
    fix f = open_fix();
    int rounds = 0;
    sqla_transaction(f.s) {
        NEED(add_tag(f.s, "a"));
        sqla_transaction(f.s) rounds++;
        CHECK_STATUS(sqla_outcome(f.s), SQLA_INVALID_REQUEST);
    }
    CHECK_INT(rounds, 0);
    CHECK_INT(committed_tags(f.e), 1);
    CHECK_STATUS(sqla_begin(f.s), SQLA_OK);
    sqla_transaction(f.s) rounds++;
    CHECK_INT(rounds, 0);
    CHECK_STATUS(sqla_outcome(f.s), SQLA_INVALID_REQUEST);
    CHECK(sqla_in_transaction(f.s));
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    sqla_transaction(f.s) rounds++;
    CHECK_INT(rounds, 1);
done:
    close_fix(&f);
}

TEST(commit_and_rollback_inside_a_block) {
    fix f = open_fix();
    sqla_transaction(f.s) {
        NEED(add_tag(f.s, "a"));
        CHECK_STATUS(sqla_commit(f.s), SQLA_INVALID_REQUEST);
        CHECK(sqla_in_transaction(f.s));
    }
    CHECK_INT(committed_tags(f.e), 1);
    sqla_transaction(f.s) {
        NEED(add_tag(f.s, "b"));
        NEED(sqla_flush(f.s) == SQLA_OK);
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        CHECK(!sqla_in_transaction(f.s));
    }
    CHECK(!sqla_in_transaction(f.s));
    CHECK_INT(committed_tags(f.e), 1);
    sqla_transaction(f.s) NEED(add_tag(f.s, "c"));
    CHECK_INT(committed_tags(f.e), 2);
done:
    close_fix(&f);
}

TEST(a_block_whose_commit_fails_rolls_back) {
    fix f = open_fix();
    NEED(stored_tag(f.s, "a"));
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    Tag *t = NULL;
    sqla_transaction(f.s) t = add_tag(f.s, "a");
    NEED(t);
    CHECK_STATUS(sqla_outcome(f.s), SQLA_INTEGRITY_ERROR);
    CHECK(sqla_failed(f.s));
    CHECK(!sqla_in_transaction(f.s));
    CHECK_INT(state_of(t), SQLA_TRANSIENT);
    sqla_transaction(f.s) {
        NEED(add_tag(f.s, "b"));
        NEED(add_tag(f.s, "b"));
        CHECK_STATUS(sqla_flush(f.s), SQLA_INTEGRITY_ERROR);
        CHECK_STATUS(sqla_flush(f.s), SQLA_PENDING_ROLLBACK);
    }
    CHECK(sqla_outcome(f.s) != SQLA_OK);
    CHECK(!sqla_in_transaction(f.s));
    sqla_transaction(f.s) NEED(add_tag(f.s, "c"));
    CHECK_STATUS(sqla_outcome(f.s), SQLA_OK);
    CHECK(sqla_failed(f.s));
    CHECK_STATUS(sqla_error(f.s)->code, SQLA_INTEGRITY_ERROR);
    CHECK_INT(committed_tags(f.e), 2);
done:
    close_fix(&f);
}

TEST(a_savepoint_block_loses_only_its_own) {
    fix f = open_fix();
    sqla_transaction(f.s) {
        NEED(add_tag(f.s, "a"));
        sqla_savepoint(f.s) {
            NEED(add_tag(f.s, "b"));
            NEED(add_tag(f.s, "b"));
        }
        CHECK_STATUS(sqla_outcome(f.s), SQLA_INTEGRITY_ERROR);
        sqla_savepoint(f.s) {
            NEED(add_tag(f.s, "left"));
            break;
        }
        sqla_savepoint(f.s) NEED(add_tag(f.s, "c"));
        CHECK_STATUS(sqla_outcome(f.s), SQLA_OK);
    }
    CHECK_STATUS(sqla_outcome(f.s), SQLA_OK);
    CHECK_STR(tags(f.s), "a,c");
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(committed_tags(f.e), 2);
done:
    close_fix(&f);
}

TEST(a_savepoint_block_alone_leaves_its_transaction_open) {
    fix f = open_fix();
    sqla_savepoint(f.s) NEED(add_tag(f.s, "a"));
    CHECK_STATUS(sqla_outcome(f.s), SQLA_OK);
    CHECK(sqla_in_transaction(f.s));
    CHECK_STR(tags(f.s), "a");
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(committed_tags(f.e), 0);
done:
    close_fix(&f);
}

TEST(blocks_of_a_connection) {
    fix f = open_fix();
    sqla_conn *c = sqla_connect(f.e);
    sqla_stmt *insert = sqla_ref(sqla_text("INSERT INTO tags (name) VALUES (:name)"));
    int rounds = 0;
    sqla_transaction(c) CHECK_INT(sqla_exec(c, insert, SQLA_PARAMS("name", "a")), 1);
    CHECK_STATUS(sqla_outcome(c), SQLA_OK);
    CHECK(!sqla_in_transaction(c));
    sqla_transaction(c) {
        CHECK_INT(sqla_exec(c, insert, SQLA_PARAMS("name", "b")), 1);
        sqla_savepoint(c) {
            CHECK_INT(sqla_exec(c, insert, SQLA_PARAMS("name", "c")), 1);
            break;
        }
        sqla_transaction(c) rounds++;
        CHECK_STATUS(sqla_outcome(c), SQLA_INVALID_REQUEST);
    }
    sqla_transaction(c) {
        CHECK_INT(sqla_exec(c, insert, SQLA_PARAMS("name", "d")), 1);
        break;
    }
    CHECK_INT(rounds, 0);
    CHECK(!sqla_in_transaction(c));
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM tags")), 2);
    sqla_unref(insert);
    sqla_conn_close(c);
    close_fix(&f);
}

/* ---- records ---- */

TEST(the_first_error_stays_and_the_last_one_goes) {
    fix f = open_fix();
    sqla_error_record kept;
    CHECK_STATUS(sqla_error(f.s)->code, SQLA_OK);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_OK);
    CHECK(sqla_get_one(f.s, Tag, 77) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_NO_RESULT_FOUND);
    CHECK_STATUS(sqla_error(f.s)->code, SQLA_OK);
    NEED(stored_tag(f.s, "a"));
    NEED(add_tag(f.s, "a"));
    CHECK_STATUS(sqla_flush(f.s), SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK(sqla_get_one(f.s, Tag, 77) == NULL);
    CHECK_STATUS(sqla_last_error(f.s)->code, SQLA_NO_RESULT_FOUND);
    const sqla_error_record *first = sqla_error(f.s);
    check_twin(first);
    CHECK_HAS(first->sql, "INSERT INTO tags");
    CHECK_INT(first->driver_code != 0, !on_postgresql());
    sqla_error_copy(&kept, f.s);
    sqla_clear_error(f.s);
    CHECK(!sqla_failed(f.s));
    sqla_session_close(f.s);
    f.s = NULL;
    CHECK_STATUS(kept.code, SQLA_INTEGRITY_ERROR);
    CHECK_STR(kept.table, "tags");
done:
    close_fix(&f);
}

/* ---- events and validators ---- */

static char trace[100];

/* Adds the letter to the trace. */
static sqla_status note(sqla_event *ev, void *letter) {
    size_t end = strlen(trace);
    (void)ev;
    if (end + 2 < sizeof trace) memcpy(trace + end, letter, 2);
    return SQLA_OK;
}

static struct { char value[20], old[20]; void *object; } set_seen;

static void copy_text(char *to, size_t n, sqla_value v) {
    size_t size = v.kind != SQLA_VALUE_TEXT ? 0 : v.as.text.size < n ? v.as.text.size : n - 1;
    if (size) memcpy(to, v.as.text.ptr, size);
    to[size] = '\0';
}

static sqla_status see_set(sqla_event *ev, void *letter) {
    copy_text(set_seen.value, sizeof set_seen.value, ev->value);
    copy_text(set_seen.old, sizeof set_seen.old, ev->old);
    set_seen.object = ev->object;
    return note(ev, letter);
}

static void listen(bool on, sqla_session *s) {
    static char set[] = "s", update[] = "u", after[] = "U", flush[] = "f", flushed[] = "F";
    const sqla_table *model = sqla_entity(Tag);
    CHECK_STATUS(sqla_attr_listen(sqla_col(Tag, name), on, SQLA_ATTRIBUTE_SET, see_set, set),
                 SQLA_OK);
    CHECK_STATUS(sqla_model_listen(model, on, SQLA_BEFORE_UPDATE, note, update), SQLA_OK);
    CHECK_STATUS(sqla_model_listen(model, on, SQLA_AFTER_UPDATE, note, after), SQLA_OK);
    CHECK_STATUS(sqla_session_listen(s, on, SQLA_BEFORE_FLUSH, note, flush), SQLA_OK);
    CHECK_STATUS(sqla_session_listen(s, on, SQLA_AFTER_FLUSH, note, flushed), SQLA_OK);
}

TEST(a_plain_assignment_is_told_at_the_flush) {
    fix f = open_fix();
    bool listening = false;
    Tag *t = stored_tag(f.s, "a");
    NEED(t);
    listen(listening = true, f.s);
    trace[0] = '\0';
    t->name = "b";
    CHECK_STR(trace, "");
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    const char *set = strchr(trace, 's'), *update = strchr(trace, 'u');
    CHECK(set && update && set < update);
    CHECK(strchr(trace, 'f') && strchr(trace, 'F'));
    CHECK_INT(strlen(trace), 5);
    CHECK_STR(set_seen.value, "b");
    CHECK_STR(set_seen.old, "a");
    CHECK(set_seen.object == t);
    trace[0] = '\0';
    CHECK_STATUS(sqla_setattr(t, name, "c"), SQLA_OK);
    CHECK_STR(trace, "s");
    CHECK_STR(set_seen.old, "b");
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(trace, "sfuUF");
    listen(listening = false, f.s);
    trace[0] = '\0';
    t->name = "d";
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(trace, "");
done:
    if (listening) listen(false, f.s);
    close_fix(&f);
}

static sqla_status refuse(sqla_event *ev, void *arg) {
    (void)arg;
    return ev->object ? SQLA_TIMEOUT : SQLA_INTERNAL_ERROR;
}

TEST(a_refused_insert_makes_the_flush_fail) {
    fix f = open_fix();
    CHECK_STATUS(sqla_listen(sqla_entity(Tag), SQLA_BEFORE_INSERT, refuse, NULL), SQLA_OK);
    Tag *t = add_tag(f.s, "a");
    NEED(t);
    NEED(sqla_add(f.s, sqla_new(Node, .name = "with it")));
    CHECK_STATUS(sqla_flush(f.s), SQLA_TIMEOUT);
    CHECK_STATUS(sqla_commit(f.s), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_INT(state_of(t), SQLA_TRANSIENT);
    CHECK_INT(committed_tags(f.e), 0);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM nodes"), 0);
done:
    sqla_unlisten(sqla_entity(Tag), SQLA_BEFORE_INSERT, refuse, NULL);
    close_fix(&f);
}

/* Refuses "bad", and stores "better" for "good". */
static sqla_status check_name(sqla_event *ev, void *arg) {
    char name[20];
    (void)arg;
    copy_text(name, sizeof name, ev->value);
    if (!strcmp(name, "bad")) return SQLA_DATA_ERROR;
    if (!strcmp(name, "good")) sqla_event_set_value(ev, "better");
    return SQLA_OK;
}

TEST(validators_see_plain_assignments_at_the_flush) {
    fix f = open_fix();
    Guard *g = sqla_add(f.s, sqla_new(Guard, .name = "fine"));
    NEED(g);
    NEED(sqla_commit(f.s) == SQLA_OK && sqla_fresh(g));
    CHECK_STATUS(sqla_setattr(g, name, "bad"), SQLA_DATA_ERROR);
    CHECK_STR(g->name, "fine");
    CHECK_STATUS(sqla_setattr(g, name, "good"), SQLA_OK);
    CHECK_STR(g->name, "better");
    NEED(sqla_commit(f.s) == SQLA_OK && sqla_fresh(g));
    CHECK_STR(g->name, "better");
    g->name = "bad";
    CHECK_STATUS(sqla_flush(f.s), SQLA_DATA_ERROR);
    CHECK(last_names(f.s, "Guard", "name"));
    CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    CHECK_STR(g->name, "better");
    g->name = "good";
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(g->name, "better");
    CHECK_STR(stored_text(f.s, "SELECT name FROM guards"), "better");
done:
    close_fix(&f);
}

static struct { int calls; sqla_status flush; } nested;

static sqla_status flush_again(sqla_event *ev, void *arg) {
    (void)arg;
    nested.calls++;
    nested.flush = sqla_flush(ev->session);
    return SQLA_OK;
}

TEST(a_flush_inside_a_flush_is_refused) {
    fix f = open_fix();
    for (int kind = 0; kind < 2; kind++) {
        nested.calls = 0;
        if (kind) sqla_listen(sqla_entity(Tag), SQLA_BEFORE_INSERT, flush_again, NULL);
        else sqla_listen(f.s, SQLA_BEFORE_FLUSH, flush_again, NULL);
        NEED(add_tag(f.s, kind ? "b" : "a"));
        CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
        CHECK_INT(nested.calls, 1);
        CHECK_STATUS(nested.flush, SQLA_INVALID_REQUEST);
        CHECK_HAS(sqla_error(f.s)->message, "flush");
        if (kind) sqla_unlisten(sqla_entity(Tag), SQLA_BEFORE_INSERT, flush_again, NULL);
        else sqla_unlisten(f.s, SQLA_BEFORE_FLUSH, flush_again, NULL);
    }
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(committed_tags(f.e), 2);
done:
    sqla_unlisten(sqla_entity(Tag), SQLA_BEFORE_INSERT, flush_again, NULL);
    close_fix(&f);
}

/* ---- copies ---- */

TEST(a_copy_of_a_plain_struct_gives_every_column) {
    fix f = open_fix();
    Thing plain;
    memset(&plain, 0, sizeof plain);
    plain.name = "plain";
    Thing *t = sqla_add_copy(f.s, Thing, &plain);
    NEED(t);
    CHECK(t != &plain);
    CHECK_INT(state_of(t), SQLA_PENDING);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(t->id, 1);
    CHECK_INT(plain.id, 0);
    CHECK_INT(stored(f.s, "SELECT n + CAST(active AS INTEGER) + ratio + calc + serial "
                          "+ rank FROM things"), 0);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM things WHERE label IS NULL AND made IS NULL"), 1);
    plain.id = 9;
    plain.name = "keyed";
    NEED((t = sqla_add_copy(f.s, Thing, &plain)));
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(t->id, 9);
done:
    close_fix(&f);
}

/* ---- stale values ---- */

TEST(read_modify_write_begins_with_fresh) {
    fix f = open_fix();
    Thing *t = sqla_add(f.s, sqla_new(Thing, .name = "a", .n = 1));
    NEED(t);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    run(f.e, "UPDATE things SET n = 10");
    CHECK_INT(t->n, 1);
    CHECK(sqla_fresh(t) == t);
    CHECK_INT(t->n, 10);
    quiet();
    CHECK(sqla_fresh(t) == t);
    CHECK_INT(heard.selects, 0);
    t->n++;
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT n FROM things"), 11);
done:
    close_fix(&f);
}

TEST(a_query_for_update_loads_what_is_unchanged) {
    fix f = open_fix();
    Thing *t = sqla_add(f.s, sqla_new(Thing, .name = "a", .n = 1));
    NEED(t);
    NEED(sqla_flush(f.s) == SQLA_OK);
    run_inside(f.s, "UPDATE things SET n = 10, plain = 20");
    sqla_no_autoflush(f.s) {
        CHECK(sqla_first(f.s, Thing, sqla_select(sqla_entity(Thing))) == t);
        CHECK_INT(t->n, 1);
        t->plain = 5;
        sqla_stmt *q = sqla_select(sqla_entity(Thing));
        CHECK(sqla_first(f.s, Thing, sqla_with_for_update(q)) == t);
        CHECK_INT(t->n, 10);
        CHECK_INT(t->plain, 5);
    }
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT plain + n FROM things"), 15);
done:
    close_fix(&f);
}

TESTS(flush, T(named_fields_are_given_even_as_zero), T(constant_defaults_are_there_at_once),
      T(what_the_database_fills_in_is_there_after_the_flush),
      T(a_zero_assigned_later_is_a_change), T(a_value_assigned_later_is_given),
      T(a_zero_for_the_servers_column_takes_setattr), T(a_foreign_key_not_given_is_null),
      T(a_hidden_name_is_never_guessed), T(a_reference_gives_its_key_first),
      T(an_update_fills_in_onupdate), T(the_flush_copies_texts),
      T(texts_with_the_life_of_their_object), T(a_text_without_memory_makes_the_flush_fail),
      T(replaced_texts_live_until_the_next_transaction_is_over), T(replaced_items_live_as_long),
      T(an_update_writes_only_what_changed), T(an_update_of_two_columns),
      T(what_only_looks_changed_is_not_written), T(an_inline_text_without_end_is_refused),
      T(the_last_value_into_an_expired_field_takes_setattr),
      T(null_into_an_unloaded_reference_takes_setattr), T(null_into_a_loaded_reference_is_seen),
      T(parents_come_before_children), T(rows_of_one_table_that_need_each_other),
      T(rows_are_stored_in_the_order_in_which_they_were_added),
      T(children_are_deleted_before_parents), T(children_of_a_deleted_parent_lose_their_key),
      T(a_new_parent_of_an_old_child), T(a_hundred_rows_of_a_table_take_one_statement),
      T(a_key_deleted_and_added_again_is_an_update), T(a_changed_key_moves_the_object),
      T(an_update_of_a_row_that_is_gone), T(a_delete_of_a_row_that_is_gone),
      T(a_model_may_let_rows_be_gone), T(versions_count_from_one),
      T(the_slower_of_two_sessions_is_told), T(a_changed_reference_beats_a_changed_key),
      T(a_child_taken_from_its_parent_is_deleted),
      T(cascades_load_what_users_must_not),
      T_NO_OOM(a_long_chain_is_added_with_its_last, "a chain of ten goes the same way"),
      T(what_could_not_be_added_is_not_stored), T(what_another_parent_has_is_not_removed),
      T(a_list_given_to_another_parent_moves_whole), T(replacing_a_list_deletes_who_is_left_out),
      T(a_child_that_moves_is_no_orphan), T(a_pending_orphan_is_never_stored),
      T(plain_references_reach_the_other_side), T(what_is_referred_to_is_stored_too),
      T(an_expression_is_computed_by_the_database), T(an_expression_that_fails),
      T(one_of_ten_rows_is_refused),
      T_NO_OOM(one_of_a_thousand_rows_is_refused, "ten rows do it as well"),
      T(a_failed_flush_waits_for_the_rollback), T(a_query_whose_flush_fails),
      T(a_failed_commit_may_be_rolled_back), T(two_objects_for_one_row),
      T(a_key_changed_to_one_that_exists), T(null_where_there_must_be_a_value),
      T(a_child_that_is_null), T(rows_that_depend_on_each_other_in_a_circle),
      T(rollback_goes_back_to_where_the_level_began),
      T(a_released_savepoint_belongs_to_the_level_around_it), T(a_deletion_inside_a_savepoint),
      T(commit_and_rollback_end_one_level_or_all), T(a_failure_inside_a_savepoint_ends_with_it),
      T(reading_leaves_the_transaction_open), T(a_block_commits_at_its_end_and_at_continue),
      T(a_block_left_by_break_rolls_back), T(a_block_left_by_return_or_goto_rolls_back),
      T(a_block_joins_what_queries_began), T(a_block_inside_a_block_does_not_run),
      T(commit_and_rollback_inside_a_block), T(a_block_whose_commit_fails_rolls_back),
      T(a_savepoint_block_loses_only_its_own),
      T(a_savepoint_block_alone_leaves_its_transaction_open), T(blocks_of_a_connection),
      T(the_first_error_stays_and_the_last_one_goes), T(a_plain_assignment_is_told_at_the_flush),
      T(a_refused_insert_makes_the_flush_fail), T(validators_see_plain_assignments_at_the_flush),
      T(a_flush_inside_a_flush_is_refused), T(a_copy_of_a_plain_struct_gives_every_column),
      T(read_modify_write_begins_with_fresh), T(a_query_for_update_loads_what_is_unchanged));
