/* Models mapped to tables, relationships of every kind between them, and the mistakes that metadata
 * finds in a mapping. The texts of statements are those that SQLAlchemy prints for the same models;
 * map_01 to rel_18 are rows of the list of features. */
#include "ddl.h"
#include "orm.h"

#define ID(T) SQLA_COLUMN(T, id, .primary_key = true)

/* ---- a library: lists, references, one to one, a table between ---- */

typedef struct Author Author; typedef struct Book Book; typedef struct Tag Tag;
typedef struct Bio Bio;
struct Author { int64_t id; const char *name; Bio *bio; SQLA_LIST(Book) books; };
struct Book {
    int64_t id; const char *title; sqla_opt_int64 author_id; Author *author; SQLA_LIST(Tag) tags;
};
struct Tag { int64_t id; const char *name; SQLA_LIST(Book) books; };
struct Bio { int64_t id; const char *text; sqla_opt_int64 author_id; Author *author; };

SQLA_DECLARE_MODEL(Book); SQLA_DECLARE_MODEL(Tag); SQLA_DECLARE_MODEL(Bio);

SQLA_TABLE(book_tags, "book_tags",
    SQLA_TABLE_COLUMN("book_id", NULL, .primary_key = true, .foreign_key = "books.id"),
    SQLA_TABLE_COLUMN("tag_id",  NULL, .primary_key = true, .foreign_key = "tags.id"));

SQLA_MODEL(Author, "authors",
    ID(Author), SQLA_COLUMN(Author, name, .not_null = true),
    SQLA_RELATIONSHIP(Author, bio,   Bio,  .back_populates = "author"),
    SQLA_RELATIONSHIP(Author, books, Book, .back_populates = "author",
                                           .order_by = "title DESC, id"));
SQLA_MODEL(Book, "books",
    ID(Book), SQLA_COLUMN(Book, title, .not_null = true),
    SQLA_COLUMN(Book, author_id, .foreign_key = "authors.id"),
    SQLA_RELATIONSHIP(Book, author, Author, .back_populates = "books"),
    SQLA_RELATIONSHIP(Book, tags,   Tag,    .back_populates = "books", .secondary = &book_tags,
                                            .order_by = "name"));
SQLA_MODEL(Tag, "tags",
    ID(Tag), SQLA_COLUMN(Tag, name, .not_null = true),
    SQLA_RELATIONSHIP(Tag, books, Book, .back_populates = "tags", .secondary = &book_tags));
SQLA_MODEL(Bio, "bios",
    ID(Bio), SQLA_COLUMN(Bio, text),
    SQLA_COLUMN(Bio, author_id, .foreign_key = "authors.id"),
    SQLA_RELATIONSHIP(Bio, author, Author, .back_populates = "bio"));

#define LIBRARY sqla_metadata_new(sqla_entity(Author), sqla_entity(Book), sqla_entity(Tag), \
                                  sqla_entity(Bio), &book_tags)

/* ---- a tree ---- */

typedef struct Node Node;
struct Node {
    int64_t id; const char *name; sqla_opt_int64 parent_id; Node *parent; SQLA_LIST(Node) children;
};
SQLA_MODEL(Node, "nodes",
    ID(Node), SQLA_COLUMN(Node, name, .not_null = true),
    SQLA_COLUMN(Node, parent_id, .foreign_key = "nodes.id"),
    SQLA_RELATIONSHIP(Node, parent,   Node, .back_populates = "children", .remote_side = "id"),
    SQLA_RELATIONSHIP(Node, children, Node, .back_populates = "parent", .order_by = "id"));

/* ---- several keys between two tables, joins of one's own, tables between one and the same ---- */

typedef struct Person Person; typedef struct Mail Mail;
struct Person {
    int64_t id; const char *name; SQLA_LIST(Mail) sent, received, urgent;
    SQLA_LIST(Person) friends, friend_of, follows;
};
struct Mail {
    int64_t id; const char *subject; sqla_opt_int32 urgency; int64_t sender_id;
    sqla_opt_int64 receiver_id; Person *sender, *receiver;
};

SQLA_TABLE(friendships, "friendships",
    SQLA_TABLE_COLUMN("left_id",  NULL, .primary_key = true, .foreign_key = "people.id"),
    SQLA_TABLE_COLUMN("right_id", NULL, .primary_key = true, .foreign_key = "people.id"));
SQLA_TABLE(followers, "followers",
    SQLA_TABLE_COLUMN("who_id",  NULL, .primary_key = true, .foreign_key = "people.id"),
    SQLA_TABLE_COLUMN("whom_id", NULL, .primary_key = true, .foreign_key = "people.id"));

static sqla_expr *id_is(const sqla_from *person, const sqla_from *between, const char *column) {
    return sqla_eq(sqla_c(person, "id"), sqla_c(between, column));
}
static sqla_expr *person_left(const sqla_from *self, const sqla_from *between) {
    return id_is(self, between, "left_id");
}
static sqla_expr *person_right(const sqla_from *self, const sqla_from *between) {
    return id_is(self, between, "right_id");
}
static sqla_expr *left_person(const sqla_from *between, const sqla_from *other) {
    return id_is(other, between, "left_id");
}
static sqla_expr *right_person(const sqla_from *between, const sqla_from *other) {
    return id_is(other, between, "right_id");
}
static sqla_expr *sent_in_haste(const sqla_from *self, const sqla_from *other) {
    return sqla_and(sqla_eq(sqla_c(self, "id"), sqla_c(other, "sender_id")),
                    sqla_gt(sqla_c(other, "urgency"), 5));
}
SQLA_DECLARE_MODEL(Mail);

SQLA_MODEL(Person, "people",
    ID(Person), SQLA_COLUMN(Person, name, .not_null = true),
    SQLA_RELATIONSHIP(Person, sent,     Mail, .back_populates = "sender",
                                              .foreign_keys = "sender_id"),
    SQLA_RELATIONSHIP(Person, received, Mail, .back_populates = "receiver",
                                              .foreign_keys = "receiver_id",
                                              .order_by = "urgency DESC NULLS LAST, id"),
    SQLA_RELATIONSHIP(Person, urgent,   Mail, .primaryjoin = sent_in_haste, .viewonly = true,
                                              .order_by = "id"),
    SQLA_RELATIONSHIP(Person, friends,   Person, .back_populates = "friend_of",
                      .secondary = &friendships, .primaryjoin = person_left,
                      .secondaryjoin = right_person, .order_by = "id"),
    SQLA_RELATIONSHIP(Person, friend_of, Person, .back_populates = "friends",
                      .secondary = &friendships, .primaryjoin = person_right,
                      .secondaryjoin = left_person, .order_by = "id"),
    SQLA_RELATIONSHIP(Person, follows,   Person, .secondary = &followers,
                      .foreign_keys = "who_id", .order_by = "id"));
SQLA_MODEL(Mail, "mails",
    ID(Mail), SQLA_COLUMN(Mail, subject),
    SQLA_COLUMN(Mail, urgency),
    SQLA_COLUMN(Mail, sender_id,   .foreign_key = "people.id"),
    SQLA_COLUMN(Mail, receiver_id, .foreign_key = "people.id"),
    SQLA_RELATIONSHIP(Mail, sender,   Person, .back_populates = "sent",
                                              .foreign_keys = "sender_id"),
    SQLA_RELATIONSHIP(Mail, receiver, Person, .back_populates = "received",
                                              .foreign_keys = "receiver_id"));

#define PEOPLE sqla_metadata_new(sqla_entity(Person), sqla_entity(Mail), &friendships, &followers)

/* ---- keys of two columns, also in the table between ---- */

typedef struct Invoice Invoice; typedef struct Line Line; typedef struct Label Label;
struct Invoice { char country[3]; int32_t number; SQLA_LIST(Line) lines; SQLA_LIST(Label) labels; };
struct Line {
    int64_t id; const char *country; sqla_opt_int32 number; const char *text; Invoice *invoice;
};
struct Label { int64_t id; const char *name; SQLA_LIST(Invoice) invoices; };
SQLA_DECLARE_MODEL(Line); SQLA_DECLARE_MODEL(Label);

SQLA_TABLE(invoice_labels, "invoice_labels",
    SQLA_TABLE_COLUMN("country",  SQLA_STRING(2), .primary_key = true),
    SQLA_TABLE_COLUMN("number",   SQLA_INTEGER,   .primary_key = true),
    SQLA_TABLE_COLUMN("label_id", NULL, .primary_key = true, .foreign_key = "labels.id"),
    SQLA_FOREIGN_KEY(NULL, SQLA_NAMES("country", "number"), "invoices",
                     SQLA_NAMES("country", "number")));

SQLA_MODEL(Invoice, "invoices",
    SQLA_COLUMN(Invoice, country, .primary_key = true),
    SQLA_COLUMN(Invoice, number,  .primary_key = true),
    SQLA_RELATIONSHIP(Invoice, lines,  Line,  .back_populates = "invoice", .order_by = "id"),
    SQLA_RELATIONSHIP(Invoice, labels, Label, .back_populates = "invoices",
                                              .secondary = &invoice_labels));
SQLA_MODEL(Line, "lines",
    ID(Line), SQLA_COLUMN(Line, country, .type = SQLA_STRING(2)),
    SQLA_COLUMN(Line, number),
    SQLA_COLUMN(Line, text),
    SQLA_RELATIONSHIP(Line, invoice, Invoice, .back_populates = "lines"),
    SQLA_FOREIGN_KEY(NULL, SQLA_NAMES("country", "number"), "invoices",
                     SQLA_NAMES("country", "number")));
SQLA_MODEL(Label, "labels",
    ID(Label), SQLA_COLUMN(Label, name),
    SQLA_RELATIONSHIP(Label, invoices, Invoice, .back_populates = "labels",
                                                .secondary = &invoice_labels));

#define INVOICES sqla_metadata_new(sqla_entity(Invoice), sqla_entity(Line), sqla_entity(Label), \
                                   &invoice_labels)

/* ---- an association object ---- */

typedef struct Cart Cart; typedef struct Entry Entry;
typedef struct Product { int64_t id; const char *name; } Product;
struct Cart { int64_t id; SQLA_LIST(Entry) entries; };
struct Entry { int64_t cart_id, product_id; int32_t quantity; Cart *cart; Product *product; };
SQLA_DECLARE_MODEL(Entry);
SQLA_MODEL(Product, "products",
    ID(Product), SQLA_COLUMN(Product, name, .not_null = true));
SQLA_MODEL(Cart, "carts",
    ID(Cart),
    SQLA_RELATIONSHIP(Cart, entries, Entry, .back_populates = "cart", .order_by = "product_id",
                      .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN));
SQLA_MODEL(Entry, "entries",
    SQLA_COLUMN(Entry, cart_id,    .primary_key = true, .foreign_key = "carts.id"),
    SQLA_COLUMN(Entry, product_id, .primary_key = true, .foreign_key = "products.id"),
    SQLA_COLUMN(Entry, quantity,   .default_value = SQLA_DEFAULT_INT(1)),
    SQLA_RELATIONSHIP(Entry, cart,    Cart, .back_populates = "entries"),
    SQLA_RELATIONSHIP(Entry, product, Product));

/* ---- cascades ---- */

/* Children of an owner, once for each way to treat them. */
#define CHILD(T, table, ...) \
    typedef struct T { int64_t id; const char *name; sqla_opt_int64 owner_id; } T; \
    SQLA_MODEL(T, table, \
        ID(T), SQLA_COLUMN(T, name), \
        SQLA_COLUMN(T, owner_id, .foreign_key = "owners.id", __VA_ARGS__))

CHILD(Kept,  "kept",  .ondelete = NULL);
CHILD(Plain, "plain", .ondelete = NULL);
CHILD(Loose, "loose", .ondelete = NULL);
CHILD(Bound, "bound", .not_null = true);
CHILD(Swept, "swept", .ondelete = "CASCADE");

typedef struct Owner {
    int64_t id; const char *name; SQLA_LIST(Kept) kept; SQLA_LIST(Plain) plain;
    SQLA_LIST(Loose) loose; SQLA_LIST(Bound) bound; SQLA_LIST(Swept) swept;
} Owner;
SQLA_MODEL(Owner, "owners",
    ID(Owner), SQLA_COLUMN(Owner, name),
    SQLA_RELATIONSHIP(Owner, kept,  Kept,  .cascade = SQLA_CASCADE_ALL, .order_by = "id"),
    SQLA_RELATIONSHIP(Owner, plain, Plain, .order_by = "id"),
    SQLA_RELATIONSHIP(Owner, loose, Loose, .cascade = SQLA_CASCADE_NONE),
    SQLA_RELATIONSHIP(Owner, bound, Bound, .order_by = "id"),
    SQLA_RELATIONSHIP(Owner, swept, Swept, .cascade = SQLA_CASCADE_ALL, .passive_deletes = true));

#define OWNERS sqla_metadata_new(sqla_entity(Owner), sqla_entity(Kept), sqla_entity(Plain), \
                                 sqla_entity(Loose), sqla_entity(Bound), sqla_entity(Swept))

typedef struct House House; typedef struct Room Room; typedef struct Deed Deed;
typedef struct Lamp Lamp;
typedef struct Bulb { int64_t id; const char *name; } Bulb;
struct House { int64_t id; const char *name; Deed *deed; SQLA_LIST(Room) rooms; };
struct Room {
    int64_t id; const char *name; sqla_opt_int64 house_id; House *house; SQLA_LIST(Lamp) lamps;
};
struct Deed { int64_t id; const char *name; sqla_opt_int64 house_id; House *house; };
struct Lamp { int64_t id; const char *name; sqla_opt_int64 room_id, bulb_id; Bulb *bulb; };
SQLA_DECLARE_MODEL(Room); SQLA_DECLARE_MODEL(Deed); SQLA_DECLARE_MODEL(Lamp);
SQLA_MODEL(Bulb, "bulbs", ID(Bulb), SQLA_COLUMN(Bulb, name));
SQLA_MODEL(House, "houses",
    ID(House), SQLA_COLUMN(House, name),
    SQLA_RELATIONSHIP(House, deed,  Deed, .back_populates = "house",
                      .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN),
    SQLA_RELATIONSHIP(House, rooms, Room, .back_populates = "house", .order_by = "id",
                      .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN));
SQLA_MODEL(Room, "rooms",
    ID(Room), SQLA_COLUMN(Room, name),
    SQLA_COLUMN(Room, house_id, .foreign_key = "houses.id"),
    SQLA_RELATIONSHIP(Room, house, House, .back_populates = "rooms"),
    SQLA_RELATIONSHIP(Room, lamps, Lamp, .cascade = SQLA_CASCADE_ALL));
SQLA_MODEL(Deed, "deeds",
    ID(Deed), SQLA_COLUMN(Deed, name),
    SQLA_COLUMN(Deed, house_id, .foreign_key = "houses.id"),
    SQLA_RELATIONSHIP(Deed, house, House, .back_populates = "deed"));
SQLA_MODEL(Lamp, "lamps",
    ID(Lamp), SQLA_COLUMN(Lamp, name),
    SQLA_COLUMN(Lamp, room_id, .foreign_key = "rooms.id"),
    SQLA_COLUMN(Lamp, bulb_id, .foreign_key = "bulbs.id"),
    SQLA_RELATIONSHIP(Lamp, bulb, Bulb, .single_parent = true,
                      .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN));

#define HOUSES sqla_metadata_new(sqla_entity(House), sqla_entity(Room), sqla_entity(Deed), \
                                 sqla_entity(Lamp), sqla_entity(Bulb))

/* ---- rows that refer to each other ---- */

typedef struct Star Star;
struct Star { int64_t id; const char *name; sqla_opt_int64 next_id; Star *next; };
SQLA_MODEL(Star, "stars",
    ID(Star), SQLA_COLUMN(Star, name),
    SQLA_COLUMN(Star, next_id, .foreign_key = "stars.id"),
    SQLA_RELATIONSHIP(Star, next, Star, .remote_side = "id", .post_update = true));

/* ---- what most tests begin with ---- */

static fix open_with(sqla_metadata *md) { return fix_open(empty_url(), md); }

/* A second database beside the first; on a server the same one with more tables. */
static fix open_beside(sqla_metadata *md) {
    return fix_open(on_postgresql() ? postgresql_url() : "sqlite://", md);
}

static void close_session(fix *f) {
    sqla_session_close(f->s);
    f->s = NULL;
}

static char shown[400];

static void show(const char *text) {
    size_t n = strlen(shown);
    snprintf(shown + n, sizeof shown - n, "%s%s", n ? " " : "", text ? text : "-");
}

/* A field of all objects behind a to-many relationship, "a b c". */
#define CHECK_LIST(T, field, o, f, want) do { \
        shown[0] = '\0'; \
        sqla_each(T, item_, o, f) show(item_->field); \
        CHECK_STR(shown, (want)); \
    } while (0)

/* The same of the objects that a condition finds, by key. */
#define CHECK_FOUND(s, T, field, condition, want) do { \
        sqla_stmt *q_ = sqla_where(sqla_select(sqla_entity(T)), (condition)); \
        shown[0] = '\0'; \
        sqla_foreach(T, item_, (s), sqla_order_by(q_, sqla_col(T, id))) show(item_->field); \
        CHECK_STR(shown, (want)); \
    } while (0)

/* Adds a new object, without references, to the session; what is not taken is freed. */
static void *put(sqla_session *s, void *object) {
    if (sqla_add(s, object)) return object;
    if (object && !sqla_session_of(object)) sqla_free(object);
    return NULL;
}


/* ---- mapping ---- */

TEST(map_01_columns_in_their_order) {
    CHECK_TABLES("sqlite", "CREATE TABLE nodes ( id INTEGER NOT NULL, name VARCHAR NOT NULL, "
                 "parent_id INTEGER, PRIMARY KEY (id), FOREIGN KEY(parent_id) REFERENCES nodes "
                 "(id) );",
                 sqla_entity(Node));
    CHECK_SQL(sqla_select(sqla_entity(Node)), "default",
              "SELECT nodes.id, nodes.name, nodes.parent_id FROM nodes");
}

typedef struct Kinds {
    int32_t id; const char *text; char code[8]; bool flag; int16_t small; int64_t big;
    sqla_datetime at; sqla_date day; sqla_decimal price; sqla_uuid uid; double wide;
    sqla_bytes raw;
} Kinds;
SQLA_MODEL(Kinds, "kinds",
    ID(Kinds), SQLA_COLUMN(Kinds, text),
    SQLA_COLUMN(Kinds, code), SQLA_COLUMN(Kinds, flag), SQLA_COLUMN(Kinds, small),
    SQLA_COLUMN(Kinds, big), SQLA_COLUMN(Kinds, at), SQLA_COLUMN(Kinds, day),
    SQLA_COLUMN(Kinds, price), SQLA_COLUMN(Kinds, uid), SQLA_COLUMN(Kinds, wide),
    SQLA_COLUMN(Kinds, raw));

TEST(map_02_types_of_the_struct) {
    CHECK_TABLES("sqlite", "CREATE TABLE kinds ( id INTEGER NOT NULL, text VARCHAR, code "
                 "VARCHAR(7) NOT NULL, flag BOOLEAN NOT NULL, small SMALLINT NOT NULL, big INTEGER "
                 "NOT NULL, at DATETIME NOT NULL, day DATE NOT NULL, price NUMERIC NOT NULL, uid "
                 "CHAR(32) NOT NULL, wide DOUBLE NOT NULL, raw BLOB, PRIMARY KEY (id) );",
                 sqla_entity(Kinds));
    CHECK_TABLES("postgresql", "CREATE TABLE kinds ( id SERIAL NOT NULL, text VARCHAR, code "
                 "VARCHAR(7) NOT NULL, flag BOOLEAN NOT NULL, small SMALLINT NOT NULL, big BIGINT "
                 "NOT NULL, at TIMESTAMP WITHOUT TIME ZONE NOT NULL, day DATE NOT NULL, price "
                 "NUMERIC NOT NULL, uid UUID NOT NULL, wide DOUBLE PRECISION NOT NULL, raw BYTEA, "
                 "PRIMARY KEY (id) );",
                 sqla_entity(Kinds));
}

typedef struct Nulls {
    int64_t id; int32_t n; sqla_opt_int32 maybe, forced; const char *text, *must; int32_t loose;
} Nulls;
SQLA_MODEL(Nulls, "nulls",
    ID(Nulls), SQLA_COLUMN(Nulls, n),
    SQLA_COLUMN(Nulls, maybe),
    SQLA_COLUMN(Nulls, forced, .not_null = true),
    SQLA_COLUMN(Nulls, text),
    SQLA_COLUMN(Nulls, must, .not_null = true),
    SQLA_COLUMN(Nulls, loose, .null_as_zero = true));

TEST(map_03_what_may_be_null) {
    CHECK_TABLES("sqlite", "CREATE TABLE nulls ( id INTEGER NOT NULL, n INTEGER NOT NULL, maybe "
                 "INTEGER, forced INTEGER NOT NULL, text VARCHAR, must VARCHAR NOT NULL, loose "
                 "INTEGER, PRIMARY KEY (id) );",
                 sqla_entity(Nulls));
    fix f = open_with(sqla_metadata_new(sqla_entity(Nulls)));
    run_inside(f.s, "INSERT INTO nulls (id, n, forced, must) VALUES (1, 2, 3, 'x')");
    Nulls *row = sqla_get(f.s, Nulls, 1);
    NEED(row);
    CHECK(!row->maybe.has && row->forced.has);
    CHECK(row->text == NULL);
    CHECK_INT(row->loose, 0);
    row->must = NULL;
    CHECK_STATUS(sqla_flush(f.s), SQLA_INTEGRITY_ERROR);
done:
    close_fix(&f);
}

/* What a project says once of all its texts and sums. */
#define NAME  .type = SQLA_STRING(255)
#define MONEY .type = SQLA_NUMERIC(10, 2)
typedef struct Sale { int64_t id; const char *what; sqla_decimal sum; } Sale, Loan;
SQLA_MODEL(Sale, "sales", ID(Sale), SQLA_COLUMN(Sale, what, NAME), SQLA_COLUMN(Sale, sum, MONEY));
SQLA_MODEL(Loan, "loans", ID(Loan), SQLA_COLUMN(Loan, what, NAME, .not_null = true),
    SQLA_COLUMN(Loan, sum, MONEY));

TEST(map_04_one_type_for_all_models) {
    CHECK_TABLES("sqlite", "CREATE TABLE loans ( id INTEGER NOT NULL, what VARCHAR(255) NOT NULL, "
                 "sum NUMERIC(10, 2) NOT NULL, PRIMARY KEY (id) ); CREATE TABLE sales ( id INTEGER "
                 "NOT NULL, what VARCHAR(255), sum NUMERIC(10, 2) NOT NULL, PRIMARY KEY (id) );",
                 sqla_entity(Loan), sqla_entity(Sale));
}

typedef struct Flight { int32_t id; const char *number; sqla_date day; int32_t seats; } Flight;
SQLA_MODEL(Flight, "flights",
    ID(Flight), SQLA_COLUMN(Flight, number, .type = SQLA_STRING(8), .not_null = true),
    SQLA_COLUMN(Flight, day),
    SQLA_COLUMN(Flight, seats),
    SQLA_UNIQUE("uq_flight", "number", "day"),
    SQLA_CHECK("ck_seats", "seats > 0"),
    SQLA_INDEX("ix_flight_day", "day", "seats"),
    SQLA_TABLE_ARGS(.schema = "air", .comment = "what flies"));

TEST(map_05_constraints_and_options) {
    CHECK_TABLES("postgresql", "CREATE TABLE air.flights ( id SERIAL NOT NULL, number VARCHAR(8) "
                 "NOT NULL, day DATE NOT NULL, seats INTEGER NOT NULL, PRIMARY KEY (id), "
                 "CONSTRAINT uq_flight UNIQUE (number, day), CONSTRAINT ck_seats CHECK (seats > 0) "
                 "); CREATE INDEX ix_flight_day ON air.flights (day, seats); COMMENT ON TABLE "
                 "air.flights IS 'what flies';",
                 sqla_entity(Flight));
    CHECK_SQL(sqla_select(sqla_col(Flight, seats)), "default",
              "SELECT air.flights.seats FROM air.flights");
}

typedef struct Stage Stage; typedef struct Act Act;
struct Act { int64_t id; const char *title; int32_t rank; int64_t stage_id; Stage *stage; };
struct Stage { int64_t id; const char *metadata_; SQLA_LIST(Act) acts; };
SQLA_DECLARE_MODEL(Act);
SQLA_MODEL(Stage, "stages",
    ID(Stage), SQLA_COLUMN(Stage, metadata_, .name = "metadata"),
    SQLA_RELATIONSHIP(Stage, acts, Act, .back_populates = "stage", .order_by = "rank DESC"));
SQLA_MODEL(Act, "acts",
    ID(Act), SQLA_COLUMN(Act, title),
    SQLA_COLUMN(Act, rank, .name = "place"),
    SQLA_COLUMN(Act, stage_id, .name = "on_stage", .foreign_key = "stages.id"),
    SQLA_RELATIONSHIP(Act, stage, Stage, .back_populates = "acts", .foreign_keys = "stage_id"));

TEST(map_06_columns_of_another_name) {
    fix f = open_with(sqla_metadata_new(sqla_entity(Stage), sqla_entity(Act)));
    Stage *stage = put(f.s, sqla_new(Stage, .metadata_ = "wide"));
    Act *song = put(f.s, sqla_new(Act, .title = "song", .rank = 4));
    NEED(stage && song);
    CHECK_STATUS(sqla_append(stage, acts, song), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(stored_text(f.s, "SELECT metadata FROM stages"), "wide");
    CHECK_INT(stored(f.s, "SELECT place * 10 + on_stage FROM acts"), 41);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    sqla_session_clear(f.s);
    stage = sqla_get_by(f.s, Stage, metadata_, "wide");
    NEED(stage);
    CHECK_STR(stage->metadata_, "wide");
    CHECK_SQL(sqla_join(sqla_select(sqla_entity(Act)), sqla_rel(Act, stage)), "default",
              "SELECT acts.id, acts.title, acts.place, acts.on_stage FROM acts JOIN stages ON "
              "stages.id = acts.on_stage");
done:
    close_fix(&f);
}

/* A mixin is two macros: the members of the struct and the columns of the model. */
#define STAMPED sqla_datetime made; sqla_opt_datetime gone
#define STAMPED_COLUMNS(T) \
    SQLA_COLUMN(T, made, .server_default = "CURRENT_TIMESTAMP"), \
    SQLA_COLUMN(T, gone, .index = true)
typedef struct Note { int64_t id; const char *text; STAMPED; } Note;
typedef struct Sketch { STAMPED; int64_t id; } Sketch;
SQLA_MODEL(Note, "notes", ID(Note), SQLA_COLUMN(Note, text),
    STAMPED_COLUMNS(Note));
SQLA_MODEL(Sketch, "sketches", ID(Sketch),
    STAMPED_COLUMNS(Sketch));

TEST(map_07_columns_of_a_mixin) {
    CHECK_TABLES("sqlite", "CREATE TABLE notes ( id INTEGER NOT NULL, text VARCHAR, made DATETIME "
                 "DEFAULT CURRENT_TIMESTAMP NOT NULL, gone DATETIME, PRIMARY KEY (id) ); CREATE "
                 "INDEX ix_notes_gone ON notes (gone); CREATE TABLE sketches ( id INTEGER NOT "
                 "NULL, made DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, gone DATETIME, PRIMARY "
                 "KEY (id) ); CREATE INDEX ix_sketches_gone ON sketches (gone);",
                 sqla_entity(Note), sqla_entity(Sketch));
    CHECK(sqla_col(Note, made) != sqla_col(Sketch, made));
}

/* A base without table: what it declares is different in every model, by the model's name. */
#define ENTITY int64_t id; const char *code; sqla_opt_int64 bulb_id; Bulb *bulb
#define ENTITY_COLUMNS(T) \
    ID(T), SQLA_COLUMN(T, code, .not_null = true), \
    SQLA_COLUMN(T, bulb_id, .foreign_key = "bulbs.id"), \
    SQLA_RELATIONSHIP(T, bulb, Bulb), \
    SQLA_UNIQUE("uq_" #T "_code", "code")
typedef struct Torch { ENTITY; } Torch;
typedef struct Sign { ENTITY; const char *text; } Sign;
SQLA_MODEL(Torch, "torches", ENTITY_COLUMNS(Torch));
SQLA_MODEL(Sign, "signs", ENTITY_COLUMNS(Sign), SQLA_COLUMN(Sign, text));

TEST(map_08_a_base_has_no_table) {
    CHECK_TABLES("sqlite", "CREATE TABLE bulbs ( id INTEGER NOT NULL, name VARCHAR, PRIMARY KEY "
                 "(id) ); CREATE TABLE signs ( id INTEGER NOT NULL, code VARCHAR NOT NULL, bulb_id "
                 "INTEGER, text VARCHAR, PRIMARY KEY (id), CONSTRAINT \"uq_Sign_code\" UNIQUE "
                 "(code), FOREIGN KEY(bulb_id) REFERENCES bulbs (id) ); CREATE TABLE torches ( id "
                 "INTEGER NOT NULL, code VARCHAR NOT NULL, bulb_id INTEGER, PRIMARY KEY (id), "
                 "CONSTRAINT \"uq_Torch_code\" UNIQUE (code), FOREIGN KEY(bulb_id) REFERENCES "
                 "bulbs (id) );",
                 sqla_entity(Bulb), sqla_entity(Sign), sqla_entity(Torch));
}

TEST(map_09_objects_by_named_fields) {
    fix f = open_with(LIBRARY);
    char text[200];
    Author *ann = put(f.s, sqla_new(Author, .name = "ann"));
    NEED(ann);
    CHECK_STR(ann->name, "ann");
    CHECK(ann->bio == NULL);
    CHECK_INT(ann->books.count, 0);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    quiet();
    CHECK_HAS(sqla_repr(ann, text, sizeof text), "Author(id=1, name='ann'");
    CHECK_INT(heard.n, 0);
    CHECK(!sqla_is_loaded(ann, books));
    CHECK_STATUS(sqla_object_set(ann, "nickname", sqla_v("a")), SQLA_ARGUMENT_ERROR);
    CHECK_HAS(sqla_last_error(f.s)->message, "nickname");
done:
    close_fix(&f);
}

typedef struct Badge {
    int64_t id; const char *name; int32_t level, serial; const char *code;
} Badge;
static int badges;
static sqla_value next_badge(void) { return sqla_value_of(++badges); }
SQLA_MODEL(Badge, "badges",
    ID(Badge), SQLA_COLUMN(Badge, name),
    SQLA_COLUMN(Badge, level,  .default_value = SQLA_DEFAULT_INT(3)),
    SQLA_COLUMN(Badge, serial, .default_value = SQLA_DEFAULT_FN(next_badge)),
    SQLA_COLUMN(Badge, code,   .default_value = SQLA_DEFAULT_SQL("'c' || 1")));

TEST(map_10_defaults_of_objects) {
    fix f = open_with(sqla_metadata_new(sqla_entity(Badge)));
    char one[120], two[120];
    Badge *a = put(f.s, sqla_new(Badge, .name = "a"));
    Badge *b = put(f.s, sqla_new(Badge, .name = "a", .level = 0));
    Badge *c = put(f.s, sqla_new(Badge, .name = "a"));
    NEED(a && b && c);
    badges = 0;
    CHECK_INT(a->level, 3);
    CHECK_INT(b->level, 0);
    CHECK_INT(a->serial, 0);            /* at the INSERT only */
    CHECK(a->code == NULL);
    CHECK_STR(sqla_repr(a, one, sizeof one), sqla_repr(c, two, sizeof two));
    CHECK(strcmp(sqla_repr(a, one, sizeof one), sqla_repr(b, two, sizeof two)) != 0);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(a->serial, 1);
    CHECK_INT(b->serial, 2);
    CHECK_INT(badges, 3);
    CHECK_STR(a->code, "c1");
    CHECK_STR(stored_list(f.s, "SELECT level FROM badges ORDER BY id"), "3,0,3");
done:
    close_fix(&f);
}

TEST(map_11_models_name_each_other) {
    sqla_metadata *once = sqla_metadata_new(sqla_entity(Act), sqla_entity(Stage));
    CHECK_STR(sqla_error(once)->message, "");
    sqla_metadata_free(once);
    fix f = open_with(sqla_metadata_new(sqla_entity(Stage), sqla_entity(Act)));
    run_inside(f.s, "INSERT INTO stages (id) VALUES (1); "
                    "INSERT INTO acts (title, place, on_stage) VALUES ('low', 1, 1), "
                    "('high', 3, 1), ('mid', 2, 1)");
    Stage *stage = sqla_get(f.s, Stage, 1);
    NEED(stage);
    CHECK_LIST(Act, title, stage, acts, "high mid low");
    CHECK_HAS(last_of("SELECT"), "ORDER BY acts.place DESC");
done:
    close_fix(&f);
}

/* A table of another program, and a model of some of its columns. */
SQLA_TABLE(legacy, "legacy",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("cust_nm", SQLA_STRING(40)),
    SQLA_TABLE_COLUMN("amount", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("junk", SQLA_STRING(9), .not_null = true, .server_default = "'old'"));
typedef struct Customer { int64_t id; const char *name; void *own; } Customer;
SQLA_MODEL(Customer, "legacy",
    ID(Customer), SQLA_COLUMN(Customer, name, .name = "cust_nm"));

TEST(map_12_a_model_of_an_old_table) {
    sqla_metadata *tables = sqla_metadata_new(&legacy);
    fix f = { sqla_metadata_new(sqla_entity(Customer)),
              sqla_create_engine(empty_url(), .echo = true, .log = hear), NULL };
    CHECK_STATUS(sqla_create_all(f.e, tables), SQLA_OK);
    f.s = sqla_session_open(f.e, f.md);
    run_inside(f.s, "INSERT INTO legacy (cust_nm, amount, junk) VALUES ('ann', 5, 'x')");
    Customer *ann = sqla_get(f.s, Customer, 1);
    Customer *bob = put(f.s, sqla_new(Customer, .name = "bob"));
    NEED(ann && bob);
    CHECK_STR(ann->name, "ann");
    ann->name = "anne";
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(stored_list(f.s, "SELECT cust_nm || amount || junk FROM legacy WHERE id = 1"),
              "anne5x");
    CHECK_INT(stored(f.s, "SELECT count(*) FROM legacy WHERE cust_nm = 'bob' AND amount IS NULL "
                          "AND junk = 'old'"), 1);
    CHECK_SQL(sqla_select(sqla_entity(Customer)), "default",
              "SELECT legacy.id, legacy.cust_nm FROM legacy");
done:
    close_fix(&f);
    sqla_metadata_free(tables);
}

/* Recipes for columns, beside ID. */
#define STR50   .type = SQLA_STRING(50), .not_null = true
#define OF_BULB .foreign_key = "bulbs.id", .index = true
#define FRESH   .default_value = SQLA_DEFAULT_TEXT("fresh")
typedef struct Part { int64_t id; const char *name, *mood; sqla_opt_int64 bulb_id; } Part;
typedef Part Glass, Wire, Base;
SQLA_MODEL(Glass, "glasses", ID(Glass), SQLA_COLUMN(Glass, name, STR50),
    SQLA_COLUMN(Glass, mood, FRESH), SQLA_COLUMN(Glass, bulb_id, OF_BULB));
SQLA_MODEL(Wire, "wires", ID(Wire), SQLA_COLUMN(Wire, name, STR50, .unique = true),
    SQLA_COLUMN(Wire, mood, FRESH), SQLA_COLUMN(Wire, bulb_id, OF_BULB));
SQLA_MODEL(Base, "bases", ID(Base), SQLA_COLUMN(Base, name, STR50), SQLA_COLUMN(Base, mood),
    SQLA_COLUMN(Base, bulb_id, OF_BULB, .ondelete = "CASCADE"));

TEST(map_13_recipes_for_columns) {
#define TABLE_OF(name, unique, ondelete) \
    "CREATE TABLE " name " ( id INTEGER NOT NULL, name VARCHAR(50) NOT NULL, mood VARCHAR, " \
    "bulb_id INTEGER, PRIMARY KEY (id), " unique "FOREIGN KEY(bulb_id) REFERENCES bulbs (id)" \
    ondelete " ); CREATE INDEX ix_" name "_bulb_id ON " name " (bulb_id);"
    CHECK_TABLES("sqlite", "CREATE TABLE bulbs ( id INTEGER NOT NULL, name VARCHAR, PRIMARY KEY "
                 "(id) ); " TABLE_OF("glasses", "", "") " " TABLE_OF("wires", "UNIQUE (name), ", "")
                 " " TABLE_OF("bases", "", " ON DELETE CASCADE"),
                 sqla_entity(Bulb), sqla_entity(Glass), sqla_entity(Wire), sqla_entity(Base));
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Bulb), sqla_entity(Glass), sqla_entity(Wire),
                                          sqla_entity(Base));
    Glass *glass = sqla_new(Glass, .name = "a");
    Wire *wire = sqla_new(Wire, .name = "b");
    Base *base = sqla_new(Base, .name = "c");
    NEED(glass && wire && base);
    CHECK_STR(glass->mood, "fresh");
    CHECK_STR(wire->mood, "fresh");
    CHECK(base->mood == NULL);
done:
    sqla_free(glass);
    sqla_free(wire);
    sqla_free(base);
    sqla_metadata_free(md);
}

TEST(map_15_looking_at_a_mapping) {
    fix f = open_with(LIBRARY);
    const sqla_table *book = sqla_entity(Book);
    sqla_value key[2];
    Author *ann = put(f.s, sqla_new(Author, .name = "ann"));
    NEED(ann && sqla_flush(f.s) == SQLA_OK);
    CHECK(sqla_model_of(ann) == sqla_entity(Author));
    CHECK(sqla_metadata_table(f.md, "books") == book);
    CHECK(sqla_metadata_sorted(f.md, 0) == sqla_entity(Author));
    CHECK_STR(book->model, "Book");
    shown[0] = '\0';
    for (size_t i = 0; i < book->n_items; i++) {
        const sqla_item *item = &book->items[i];
        if (item->kind == SQLA_ITEM_COLUMN) {
            show(item->as.column.attr);
            if (item->as.column.primary_key) show("(key)");
        } else if (item->kind == SQLA_ITEM_RELATIONSHIP) {
            show(item->as.relationship.attr);
            show(item->as.relationship.target->model);
        }
    }
    CHECK_STR(shown, "id (key) title author_id author Author tags Tag");
    CHECK_INT(sqla_identity(ann, key, 2), 1);
    CHECK(key[0].kind == SQLA_VALUE_INT && key[0].as.i == ann->id);
done:
    close_fix(&f);
}

/* ---- mistakes in a mapping ---- */

/* Models that have one mistake each, and what they refer to. */
typedef struct Bad Bad;
struct Bad {
    int64_t id; const char *name; sqla_opt_int64 goal_id, other_id; Bad *lead;
    SQLA_LIST(Bad) flock;
};
#define MODEL(T, table, ...) \
    typedef Bad T; \
    SQLA_DECLARE_MODEL(T); \
    SQLA_MODEL(T, table, ID(T), SQLA_COLUMN(T, name), __VA_ARGS__)
#define TO_GOAL(T) SQLA_COLUMN(T, goal_id, .foreign_key = "goals.id")
#define LEAD(T, ...)  MODEL(T, "bad", TO_GOAL(T), SQLA_RELATIONSHIP(T, lead, Goal, __VA_ARGS__))
#define FLOCK(T, ...) MODEL(T, "bad", SQLA_RELATIONSHIP(T, flock, Goal, __VA_ARGS__))

MODEL(Goal, "goals", SQLA_COLUMN(Goal, other_id, .foreign_key = "goals.id"),
    SQLA_RELATIONSHIP(Goal, lead, Goal, .remote_side = "id"));
SQLA_TABLE(between, "between",
    SQLA_TABLE_COLUMN("bad_id",  NULL, .primary_key = true, .foreign_key = "bad.id"),
    SQLA_TABLE_COLUMN("goal_id", NULL, .primary_key = true, .foreign_key = "goals.id"));
SQLA_TABLE(twice_between, "between",
    SQLA_TABLE_COLUMN("bad_id",   NULL, .primary_key = true, .foreign_key = "bad.id"),
    SQLA_TABLE_COLUMN("goal_id",  NULL, .primary_key = true, .foreign_key = "goals.id"),
    SQLA_TABLE_COLUMN("other_id", NULL, .foreign_key = "goals.id"));

LEAD(BackUnknown, .back_populates = "nothing");
LEAD(BackColumn,  .back_populates = "name");
LEAD(BackAside,   .back_populates = "lead");
MODEL(BackSame, "bad", SQLA_COLUMN(BackSame, other_id, .foreign_key = "bad.id"),
    SQLA_RELATIONSHIP(BackSame, lead,  BackSame, .back_populates = "flock"),
    SQLA_RELATIONSHIP(BackSame, flock, BackSame, .back_populates = "lead"));
MODEL(NoKey, "bad", SQLA_RELATIONSHIP(NoKey, lead, Goal));
MODEL(TwoKeys, "bad", TO_GOAL(TwoKeys), SQLA_COLUMN(TwoKeys, other_id, .foreign_key = "goals.id"),
    SQLA_RELATIONSHIP(TwoKeys, lead, Goal));
FLOCK(TwiceBetween, .secondary = &twice_between);
LEAD(KeyUnknown,    .foreign_keys = "nothing");
LEAD(KeyIsNone,     .foreign_keys = "name");
LEAD(OrderUnknown,  .order_by = "id, nothing DESC");
LEAD(RemoteUnknown, .remote_side = "nothing");
FLOCK(TargetLost,   .order_by = "id");
MODEL(OneOfMany, "bad", SQLA_RELATIONSHIP(OneOfMany, lead, Goal, .secondary = &between));
MODEL(ListOfOne, "bad", TO_GOAL(ListOfOne), SQLA_RELATIONSHIP(ListOfOne, flock, Goal));
LEAD(OrphanKept,    .cascade = SQLA_DELETE_ORPHAN, .single_parent = true);
LEAD(OrphanUp,      .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN);
FLOCK(OrphanAcross, .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN, .secondary = &between);
typedef Bad NoPrimary;
SQLA_MODEL(NoPrimary, "bad", SQLA_COLUMN(NoPrimary, id), TO_GOAL(NoPrimary),
    SQLA_RELATIONSHIP(NoPrimary, lead, Goal));
MODEL(VersionUnknown, "bad", SQLA_MAPPER_ARGS(.version_id_col = "edition"));
static sqla_status allow(sqla_event *ev, void *arg) { (void)ev; (void)arg; return SQLA_OK; }
MODEL(ValidUnknown, "bad", SQLA_VALIDATES(allow, "name", "height"));

/* Metadata of these tables has the error, which names the model and the attribute, each time that
 * it is made. */
#define CHECK_MISTAKE(want, model, attr, ...) do { \
        for (int turn_ = 0; turn_ < 2; turn_++) { \
            sqla_metadata *md_ = sqla_metadata_new(__VA_ARGS__); \
            sqla_error_record why_ = *sqla_error(md_); \
            sqla_metadata_free(md_); \
            CHECK_STATUS(why_.code, (want)); \
            CHECK_HAS(why_.message, model); \
            CHECK_HAS(why_.message, attr); \
        } \
    } while (0)
#define MISTAKE(T, want, attr) CHECK_MISTAKE(want, #T, attr, sqla_entity(T), sqla_entity(Goal))

TEST(back_populates_leads_back) {
    MISTAKE(BackUnknown, SQLA_INVALID_REQUEST, "lead");
    MISTAKE(BackUnknown, SQLA_INVALID_REQUEST, "nothing");
    MISTAKE(BackColumn,  SQLA_INVALID_REQUEST, "lead");
    MISTAKE(BackAside,   SQLA_ARGUMENT_ERROR,  "lead");
    CHECK_MISTAKE(SQLA_ARGUMENT_ERROR, "BackSame", "remote_side", sqla_entity(BackSame));
}

TEST(one_foreign_key_is_needed) {
    MISTAKE(NoKey,   SQLA_NO_FOREIGN_KEYS,        "lead");
    MISTAKE(TwoKeys, SQLA_AMBIGUOUS_FOREIGN_KEYS, "lead");
    CHECK_MISTAKE(SQLA_AMBIGUOUS_FOREIGN_KEYS, "TwiceBetween", "flock", sqla_entity(TwiceBetween),
                  sqla_entity(Goal), &twice_between);
    MISTAKE(KeyIsNone, SQLA_NO_FOREIGN_KEYS, "lead");
}

TEST(names_are_known) {
    MISTAKE(KeyUnknown,    SQLA_ARGUMENT_ERROR, "lead");
    MISTAKE(KeyUnknown,    SQLA_ARGUMENT_ERROR, "nothing");
    MISTAKE(OrderUnknown,  SQLA_ARGUMENT_ERROR, "lead");
    MISTAKE(OrderUnknown,  SQLA_ARGUMENT_ERROR, "nothing");
    MISTAKE(RemoteUnknown, SQLA_ARGUMENT_ERROR, "lead");
    MISTAKE(RemoteUnknown, SQLA_ARGUMENT_ERROR, "nothing");
}

TEST(the_field_fits_the_direction) {
    CHECK_MISTAKE(SQLA_ARGUMENT_ERROR, "OneOfMany", "lead", sqla_entity(OneOfMany),
                  sqla_entity(Goal), &between);
    MISTAKE(ListOfOne, SQLA_ARGUMENT_ERROR, "flock");
}

TEST(delete_orphan_needs_more) {
    MISTAKE(OrphanKept, SQLA_ARGUMENT_ERROR, "lead");
    MISTAKE(OrphanUp,   SQLA_ARGUMENT_ERROR, "lead");
    CHECK_MISTAKE(SQLA_ARGUMENT_ERROR, "OrphanAcross", "flock", sqla_entity(OrphanAcross),
                  sqla_entity(Goal), &between);
}

TEST(map_01_a_model_needs_a_key) {
    MISTAKE(NoPrimary, SQLA_ARGUMENT_ERROR, "primary key");
}

TEST(versions_and_validators_name_attributes) {
    MISTAKE(VersionUnknown, SQLA_ARGUMENT_ERROR, "edition");
    MISTAKE(ValidUnknown,   SQLA_ARGUMENT_ERROR, "height");
}

TEST(map_14_mistakes_are_told_once) {
    CHECK_MISTAKE(SQLA_INVALID_REQUEST, "TargetLost", "flock", sqla_entity(TargetLost));
    CHECK_MISTAKE(SQLA_INVALID_REQUEST, "TargetLost", "Goal", sqla_entity(TargetLost));
    sqla_metadata *bad = sqla_metadata_new(sqla_entity(Author));
    sqla_engine *e = sqla_create_engine(empty_url());
    CHECK_STATUS(sqla_error(bad)->code, SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_create_all(e, bad), SQLA_INVALID_REQUEST);
    CHECK(sqla_new(Author, .name = "ann") == NULL);
    sqla_session *s = sqla_session_open(e, bad);
    CHECK(sqla_failed(s));
    CHECK(sqla_flush(s) != SQLA_OK);
    sqla_session_close(s);
    /* The same model in a whole one; a second metadata shares what the first has made. */
    fix f = open_with(LIBRARY);
    sqla_metadata *more = LIBRARY;
    CHECK_STR(sqla_error(more)->message, "");
    sqla_metadata_free(more);
    sqla_metadata_free(bad);
    CHECK(put(f.s, sqla_new(Author, .name = "ann")) != NULL);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    close_fix(&f);
    sqla_dispose(e);
}

/* ---- relationships ---- */

#define BOOKS "INSERT INTO authors (id, name) VALUES (1, 'ann'), (2, 'bob'), (3, 'cid');" \
    "INSERT INTO books (id, title, author_id) VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', 2)," \
    "    (4, 'd', NULL);" \
    "INSERT INTO bios (id, text, author_id) VALUES (1, 'born', 1);" \
    "INSERT INTO tags (id, name) VALUES (1, 'sea'), (2, 'air');" \
    "INSERT INTO book_tags (book_id, tag_id) VALUES (1, 1), (1, 2), (3, 2)"

TEST(rel_01_parents_are_stored_first) {
    fix f = open_with(LIBRARY);
    Book *a = put(f.s, sqla_new(Book, .title = "a"));
    Author *ann = put(f.s, sqla_new(Author, .name = "ann"));
    NEED(a && ann);
    CHECK_STATUS(sqla_append(ann, books, a), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(line_of("INSERT INTO authors", 0) == 0);
    CHECK(line_of("INSERT INTO books", 0) == 1);
    CHECK_INT(heard.n, 2);
    CHECK(a->author_id.has && a->author_id.value == ann->id);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    sqla_session_clear(f.s);
    a = sqla_get_by(f.s, Book, title, "a");
    NEED(a);
    ann = sqla_load(a, author);
    NEED(ann);
    CHECK_STR(ann->name, "ann");
    CHECK_LIST(Book, title, ann, books, "a");
done:
    close_fix(&f);
}

TEST(rel_02_rows_between_come_and_go) {
    fix f = open_with(LIBRARY);
    Book *book = put(f.s, sqla_new(Book, .title = "a"));
    Tag *sea = put(f.s, sqla_new(Tag, .name = "sea"));
    Tag *air = put(f.s, sqla_new(Tag, .name = "air"));
    NEED(book && sea && air);
    CHECK_STATUS(sqla_append(book, tags, sea), SQLA_OK);
    CHECK_STATUS(sqla_append(air, books, book), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(line_of("INSERT INTO book_tags", 0) > line_of("INSERT INTO books", 0));
    CHECK(line_of("INSERT INTO book_tags", 0) > line_of("INSERT INTO tags", 0));
    CHECK_INT(stored(f.s, "SELECT count(*) FROM book_tags"), 2);
    CHECK_STATUS(sqla_remove(book, tags, sea), SQLA_OK);
    CHECK_INT(sea->books.count, 0);
    quiet();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_HAS(last_of("DELETE FROM book_tags"), "book_tags.book_id = ?");
    CHECK_HAS(last_of("DELETE FROM book_tags"), "book_tags.tag_id = ?");
    CHECK_INT(heard.n, 1);
    CHECK_STR(stored_text(f.s, "SELECT name FROM book_tags JOIN tags ON tag_id = tags.id"), "air");
    CHECK_STATUS(sqla_session_delete(f.s, book), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(line_of("DELETE FROM books", 0) > line_of("DELETE FROM book_tags", 0));
    CHECK_INT(stored(f.s, "SELECT count(*) FROM book_tags"), 0);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM tags"), 2);
done:
    close_fix(&f);
}

TEST(rel_03_an_association_object) {
    fix f = open_with(sqla_metadata_new(sqla_entity(Cart), sqla_entity(Entry),
                                        sqla_entity(Product)));
    Cart *cart = put(f.s, sqla_new(Cart));
    Product *pen = put(f.s, sqla_new(Product, .name = "pen"));
    Product *ink = put(f.s, sqla_new(Product, .name = "ink"));
    Entry *one = put(f.s, sqla_new(Entry)), *two = put(f.s, sqla_new(Entry, .quantity = 2));
    NEED(cart && pen && ink && one && two);
    one->product = ink;
    two->product = pen;
    CHECK_STATUS(sqla_append(cart, entries, one), SQLA_OK);
    CHECK_STATUS(sqla_append(cart, entries, two), SQLA_OK);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(sqla_get(f.s, Entry, cart->id, pen->id) == two);
    CHECK_INT(two->quantity, 2);
    CHECK_INT(stored(f.s, "SELECT sum(quantity) FROM entries"), 3);
    shown[0] = '\0';
    sqla_each(Entry, entry, cart, entries) {
        Product *product = sqla_load(entry, product);
        show(product ? product->name : "?");
    }
    CHECK_STR(shown, "pen ink");
    CHECK_STATUS(sqla_remove(cart, entries, two), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT sum(quantity) FROM entries"), 1);
done:
    close_fix(&f);
}

TEST(rel_04_one_to_one_is_replaced) {
    fix f = open_with(LIBRARY), g = open_beside(HOUSES);
    Author *ann = put(f.s, sqla_new(Author, .name = "ann"));
    Bio *one = put(f.s, sqla_new(Bio, .text = "one"));
    Bio *two = put(f.s, sqla_new(Bio, .text = "two"));
    House *house = put(g.s, sqla_new(House, .name = "h"));
    Deed *old = put(g.s, sqla_new(Deed, .name = "old"));
    Deed *new = put(g.s, sqla_new(Deed, .name = "new"));
    NEED(ann && one && two && house && old && new);
    CHECK_STATUS(sqla_setattr(one, author, sqla_obj(ann)), SQLA_OK);
    CHECK(ann->bio == one);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STATUS(sqla_setattr(ann, bio, sqla_obj(two)), SQLA_OK);
    CHECK(two->author == ann);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(stored_list(f.s, "SELECT text FROM bios WHERE author_id = 1"), "two");
    CHECK_INT(stored(f.s, "SELECT count(*) FROM bios WHERE author_id IS NULL"), 1);
    run_inside(f.s, "UPDATE bios SET author_id = 1");
    CHECK_STATUS(sqla_expire_all(f.s), SQLA_OK);
    one = sqla_load(ann, bio);                  /* of two rows one is taken */
    CHECK(one && ann->bio == one);
    CHECK_STATUS(sqla_setattr(house, deed, sqla_obj(old)), SQLA_OK);
    CHECK_STATUS(sqla_flush(g.s), SQLA_OK);
    CHECK_STATUS(sqla_setattr(house, deed, sqla_obj(new)), SQLA_OK);
    CHECK_STATUS(sqla_flush(g.s), SQLA_OK);
    CHECK_STR(stored_list(g.s, "SELECT name FROM deeds"), "new");
    CHECK_INT(state_of(old), SQLA_DELETED);
done:
    close_fix(&f);
    close_fix(&g);
}

TEST(rel_05_trees_are_stored_from_the_root) {
    fix f = open_with(sqla_metadata_new(sqla_entity(Node)));
    Node *leaf = put(f.s, sqla_new(Node, .name = "leaf"));
    Node *twig = put(f.s, sqla_new(Node, .name = "twig"));
    Node *root = put(f.s, sqla_new(Node, .name = "root"));
    NEED(leaf && twig && root);
    CHECK_STATUS(sqla_setattr(leaf, parent, sqla_obj(twig)), SQLA_OK);
    CHECK_STATUS(sqla_append(root, children, twig), SQLA_OK);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(root->id < twig->id && twig->id < leaf->id);
    sqla_session_clear(f.s);
    root = sqla_get_by(f.s, Node, name, "root");
    leaf = sqla_get_by(f.s, Node, name, "leaf");
    NEED(root && leaf);
    CHECK_LIST(Node, name, root, children, "twig");
    twig = sqla_load(leaf, parent);
    NEED(twig);
    CHECK(sqla_load(twig, parent) == root);
done:
    close_fix(&f);
}

TEST(rel_06_both_sides_are_in_step) {
    fix f = open_with(LIBRARY);
    Author *ann = put(f.s, sqla_new(Author, .name = "ann"));
    Author *bob = put(f.s, sqla_new(Author, .name = "bob"));
    Tag *sea = put(f.s, sqla_new(Tag, .name = "sea"));
    Book *a = ann ? sqla_new(Book, .title = "a", .author = ann) : NULL;
    NEED(ann && bob && sea && a);
    CHECK_INT(ann->books.count, 1);
    CHECK(ann->books.items && ann->books.items[0] == a);
    CHECK_STATUS(sqla_append(bob, books, a), SQLA_OK);
    CHECK(a->author == bob);
    CHECK_INT(ann->books.count, 0);
    CHECK(sqla_session_contains(f.s, a));
    CHECK_STATUS(sqla_append(sea, books, a), SQLA_OK);
    CHECK(a->tags.count == 1 && a->tags.items[0] == sea);
    CHECK_STATUS(sqla_remove(a, tags, sea), SQLA_OK);
    CHECK_INT(sea->books.count, 0);
    CHECK_STATUS(sqla_setattr(a, author, NULL), SQLA_OK);
    CHECK_INT(bob->books.count, 0);
    CHECK_INT(heard.n, 0);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM books WHERE author_id IS NULL"), 1);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM book_tags"), 0);
done:
    a = a && state_of(a) == SQLA_TRANSIENT ? a : NULL;
    close_session(&f);
    sqla_free(a);
    close_fix(&f);
}

#define MAILS "INSERT INTO people (id, name) VALUES (1, 'ann'), (2, 'bob');" \
    "INSERT INTO mails (id, subject, urgency, sender_id, receiver_id) VALUES (1, 'hi', 1, 1, 2)," \
    "    (2, 'help', 9, 1, 2), (3, 'fire', 8, 1, NULL), (4, 're', 7, 2, 1), (5, 'no', NULL, 1, 2)"

TEST(rel_07_keys_and_joins_are_chosen) {
    fix f = open_with(PEOPLE);
    run_inside(f.s, MAILS);
    Person *ann = sqla_get(f.s, Person, 1);
    Mail *answer = sqla_get(f.s, Mail, 4);
    NEED(ann && answer);
    CHECK_LIST(Mail, subject, ann, received, "re");
    CHECK(sqla_load(answer, receiver) == ann);
    CHECK(sqla_load(answer, sender) != ann);
    CHECK_LIST(Mail, subject, ann, urgent, "help fire");
    for (int joined = 0; joined < 2; joined++) {
        CHECK_STATUS(sqla_expire(ann), SQLA_OK);
        sqla_stmt *q = sqla_order_by(sqla_select(sqla_entity(Person)), sqla_col(Person, id));
        sqla_expr *urgent = sqla_rel(Person, urgent);
        sqla_options(q, joined ? sqla_joinedload(urgent) : sqla_selectinload(urgent));
        CHECK(sqla_first(f.s, Person, q) == ann);
        CHECK(sqla_is_loaded(ann, urgent));
        CHECK_LIST(Mail, subject, ann, urgent, "help fire");
    }
    CHECK_SQL(sqla_join(sqla_select(sqla_col(Person, id)), sqla_rel(Person, urgent)), "default",
              "SELECT people.id FROM people JOIN mails ON people.id = mails.sender_id AND "
              "mails.urgency > :urgency_1");
    sqla_from *to = sqla_alias(sqla_entity(Person), "r");
    sqla_stmt *q = sqla_join(sqla_select(sqla_col(Mail, id)), sqla_rel(Mail, sender));
    CHECK_SQL(sqla_join(q, sqla_of_type(sqla_rel(Mail, receiver), to)), "default",
              "SELECT mails.id FROM mails JOIN people ON people.id = mails.sender_id JOIN people "
              "AS r ON r.id = mails.receiver_id");
done:
    close_fix(&f);
}

TEST(rel_08_lists_are_ordered) {
    fix f = open_with(PEOPLE);
    run_inside(f.s, MAILS);
    Person *bob = sqla_get(f.s, Person, 2);
    NEED(bob);
    CHECK_LIST(Mail, subject, bob, received, "help hi no");
    CHECK_HAS(last_of("SELECT"), "ORDER BY mails.urgency DESC NULLS LAST, mails.id");
    CHECK_STATUS(sqla_expire_all(f.s), SQLA_OK);
    sqla_stmt *q = sqla_where(sqla_select(sqla_entity(Person)), sqla_eq(sqla_col(Person, id), 2));
    CHECK(sqla_one(f.s, Person, sqla_options(q, sqla_joinedload(sqla_rel(Person, received))))
          == bob);
    CHECK_HAS(last_of("SELECT"), "ORDER BY mails_1.urgency DESC NULLS LAST, mails_1.id");
    CHECK_LIST(Mail, subject, bob, received, "help hi no");
done:
    close_fix(&f);
}

TEST(rel_09_viewonly_is_not_written) {
    fix f = open_with(PEOPLE);
    run_inside(f.s, MAILS);
    Person *ann = sqla_get(f.s, Person, 1);
    Mail *answer = sqla_get(f.s, Mail, 4), *new = sqla_new(Mail, .subject = "new");
    NEED(ann && answer && new);
    CHECK_LIST(Mail, subject, ann, urgent, "help fire");
    quiet();
    (void)sqla_append(ann, urgent, answer);
    (void)sqla_append(ann, urgent, new);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(line_of("INSERT", 0) < 0 && line_of("UPDATE", 0) < 0);
    CHECK_INT(state_of(new), SQLA_TRANSIENT);
    CHECK_INT(stored(f.s, "SELECT sender_id FROM mails WHERE id = 4"), 2);
done:
    close_session(&f);
    sqla_free(new);
    close_fix(&f);
}

TEST(rel_10_lists_keep_their_order) {
    fix f = open_with(LIBRARY);
    run_inside(f.s, BOOKS);
    Author *cid = sqla_get(f.s, Author, 3);
    Book *a = sqla_get(f.s, Book, 1), *b = sqla_get(f.s, Book, 2), *d = sqla_get(f.s, Book, 4);
    NEED(cid && a && b && d && sqla_load(cid, books));
    CHECK_STATUS(sqla_append(cid, books, b), SQLA_OK);
    CHECK_STATUS(sqla_append(cid, books, d), SQLA_OK);
    CHECK_LIST(Book, title, cid, books, "b d");
    CHECK_STATUS(sqla_remove(cid, books, a), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_replace(cid, books, ((Book *[]){ d, a }), 2), SQLA_OK);
    CHECK_LIST(Book, title, cid, books, "d a");
    CHECK(b->author == NULL);
    CHECK(a->author == cid);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STR(stored_list(f.s, "SELECT title || coalesce(CAST(author_id AS VARCHAR), '-') "
                               "FROM books ORDER BY id"), "a3,b-,c2,d3");
done:
    close_fix(&f);
}

/* An owner with a child of each kind. */
typedef struct family { Owner *o; Kept *kept; Plain *plain; Loose *loose; bool whole; } family;
static family a_family(const char *name) {
    family y = { sqla_new(Owner, .name = name), sqla_new(Kept, .name = name),
                 sqla_new(Plain, .name = name), sqla_new(Loose, .name = name), false };
    y.whole = y.o && y.kept && y.plain && y.loose && !sqla_append(y.o, kept, y.kept)
        && !sqla_append(y.o, plain, y.plain) && !sqla_append(y.o, loose, y.loose);
    return y;
}

TEST(rel_11_children_follow_their_parent) {
    fix f = open_with(OWNERS);
    family a = a_family("a"), b = a_family("b");
    NEED(a.whole && b.whole && sqla_add(f.s, a.o) == a.o);
    CHECK(sqla_session_contains(f.s, a.kept));
    CHECK(sqla_session_contains(f.s, a.plain));
    CHECK_INT(state_of(a.loose), SQLA_TRANSIENT);
    CHECK(sqla_add(f.s, a.loose) == a.loose);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STATUS(sqla_expire(a.o), SQLA_OK);
    CHECK(expired(a.o) && expired(a.kept));
    CHECK(!expired(a.plain) && !expired(a.loose));
    CHECK_LIST(Kept, name, a.o, kept, "a");
    CHECK_LIST(Plain, name, a.o, plain, "a");
    b.o->id = a.o->id;
    b.kept->id = a.kept->id;
    b.plain->id = a.plain->id;
    b.loose->id = a.loose->id;
    CHECK(sqla_merge(f.s, b.o) == a.o);
    CHECK_STR(a.kept->name, "b");
    CHECK_STR(a.plain->name, "b");
    CHECK_STR(a.loose->name, "a");
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STATUS(sqla_expunge(a.o), SQLA_OK);
    CHECK_INT(state_of(a.o), SQLA_DETACHED);
    CHECK_INT(state_of(a.kept), SQLA_DETACHED);
    CHECK_INT(state_of(a.plain), SQLA_PERSISTENT);
done:;
    void *ours[] = { a.o, a.kept, a.plain, a.loose, b.o, b.kept, b.plain, b.loose };
    for (int i = 0; i < 8; i++) if (sqla_session_of(ours[i])) ours[i] = NULL;
    close_session(&f);
    for (int i = 0; i < 8; i++) sqla_free(ours[i]);
    close_fix(&f);
}

#define ROOMS "INSERT INTO houses (id, name) VALUES (1, 'h'), (2, 'g');" \
    "INSERT INTO rooms (id, name, house_id) VALUES (1, 'r', 1), (2, 's', 1);" \
    "INSERT INTO bulbs (id, name) VALUES (1, 'bulb');" \
    "INSERT INTO lamps (id, name, room_id, bulb_id) VALUES (1, 'l', 1, 1), (2, 'm', 2, NULL)"

TEST(rel_12_orphans_are_deleted) {
    fix f = open_with(HOUSES);
    run_inside(f.s, ROOMS);
    House *house = sqla_get(f.s, House, 1);
    Room *r = sqla_get(f.s, Room, 1), *s = sqla_get(f.s, Room, 2);
    Lamp *m = sqla_get(f.s, Lamp, 2);
    Bulb *bulb = sqla_get(f.s, Bulb, 1);
    NEED(house && r && s && m && bulb);
    CHECK(sqla_load(sqla_get(f.s, Lamp, 1), bulb) == bulb);
    CHECK_STATUS(sqla_setattr(m, bulb, sqla_obj(bulb)), SQLA_INVALID_REQUEST);  /* a 2nd parent */
    CHECK_LIST(Room, name, house, rooms, "r s");
    CHECK_STATUS(sqla_remove(house, rooms, s), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(state_of(s), SQLA_DELETED);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM lamps"), 1);
    quiet();
    CHECK_STATUS(sqla_session_delete(f.s, house), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(line_of("DELETE FROM lamps", 0) >= 0);
    CHECK(line_of("DELETE FROM rooms", 0) > line_of("DELETE FROM lamps", 0));
    CHECK(line_of("DELETE FROM houses", 0) > line_of("DELETE FROM rooms", 0));
    CHECK(line_of("DELETE FROM bulbs", 0) > line_of("DELETE FROM lamps", 0));
    CHECK_INT(stored(f.s, "SELECT (SELECT count(*) FROM rooms) + (SELECT count(*) FROM lamps) + "
                          "(SELECT count(*) FROM bulbs) + (SELECT count(*) FROM houses)"), 1);
done:
    close_fix(&f);
}

TEST(rel_13_children_lose_their_key) {
    fix f = open_with(OWNERS);
    run_inside(f.s, "INSERT INTO owners (id) VALUES (1), (2); "
                    "INSERT INTO plain (id, name, owner_id) VALUES (1, 'p', 1), (2, 'q', 1); "
                    "INSERT INTO bound (id, owner_id) VALUES (1, 2)");
    Owner *one = sqla_get(f.s, Owner, 1), *two = sqla_get(f.s, Owner, 2);
    Plain *p = sqla_get(f.s, Plain, 1);
    NEED(one && two && p);
    CHECK_STATUS(sqla_remove(one, plain, p), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM plain WHERE owner_id IS NULL"), 1);
    quiet();
    CHECK_STATUS(sqla_session_delete(f.s, one), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_HAS(last_of("UPDATE plain"), "SET owner_id=");
    CHECK(line_of("DELETE FROM owners", 0) > line_of("UPDATE plain", 0));
    CHECK_INT(stored(f.s, "SELECT count(*) FROM plain WHERE owner_id IS NULL"), 2);
    CHECK_STATUS(sqla_session_delete(f.s, two), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_INTEGRITY_ERROR);
done:
    close_fix(&f);
}

TEST(rel_14_the_database_deletes) {
    fix f = open_with(OWNERS);
    run_inside(f.s, "INSERT INTO owners (id) VALUES (1); "
                    "INSERT INTO swept (id, owner_id) VALUES (1, 1), (2, 1)");
    Owner *o = sqla_get(f.s, Owner, 1);
    NEED(o);
    CHECK_STATUS(sqla_session_delete(f.s, o), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(line_of("SELECT swept", 0) < 0 && line_of("DELETE FROM swept", 0) < 0);
    CHECK(line_of("DELETE FROM owners", 0) >= 0 && line_of("UPDATE", 0) < 0);
    CHECK_INT(stored(f.s, "SELECT count(*) FROM swept"), 0);
done:
    close_fix(&f);
}

TEST(rel_15_composite_keys_and_friends) {
    fix f = open_with(PEOPLE), g = open_beside(INVOICES);
    run_inside(f.s, "INSERT INTO people (id, name) VALUES (1, 'ann'), (2, 'bob'), (3, 'cid')");
    run_inside(g.s, "INSERT INTO labels (id, name) VALUES (1, 'paid')");
    Person *ann = sqla_get(f.s, Person, 1), *bob = sqla_get(f.s, Person, 2);
    Person *cid = sqla_get(f.s, Person, 3);
    Invoice *first = put(g.s, sqla_new(Invoice, .country = "at", .number = 4));
    Line *line = put(g.s, sqla_new(Line, .text = "x"));
    Label *paid = sqla_get(g.s, Label, 1);
    NEED(ann && bob && cid && first && line && paid);
    CHECK_STATUS(sqla_append(ann, friends, bob), SQLA_OK);
    CHECK_STATUS(sqla_append(ann, friend_of, cid), SQLA_OK);
    CHECK_STATUS(sqla_append(bob, follows, cid), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT sum(left_id * 10 + right_id) FROM friendships"), 12 + 31);
    CHECK_INT(stored(f.s, "SELECT who_id * 10 + whom_id FROM followers"), 23);
    CHECK_STATUS(sqla_expire_all(f.s), SQLA_OK);
    CHECK_LIST(Person, name, bob, friend_of, "ann");
    CHECK_LIST(Person, name, cid, friends, "ann");
    CHECK_LIST(Person, name, bob, follows, "cid");
    CHECK_STATUS(sqla_append(first, lines, line), SQLA_OK);
    CHECK_STATUS(sqla_append(first, labels, paid), SQLA_OK);
    CHECK_STATUS(sqla_commit(g.s), SQLA_OK);
    CHECK_STR(stored_text(g.s, "SELECT a.country || a.number || b.country || b.number || label_id "
                               "FROM lines a, invoice_labels b"), "at4at41");
    CHECK_LIST(Line, text, first, lines, "x");
    CHECK(sqla_load(line, invoice) == first);
    CHECK_LIST(Invoice, country, paid, invoices, "at");
    sqla_from *to = sqla_alias(sqla_entity(Person), "fr");
    sqla_stmt *q = sqla_select(sqla_col(Person, id));
    CHECK_SQL(sqla_join(q, sqla_of_type(sqla_rel(Person, friends), to)), "default", "SELECT "
              "people.id FROM people JOIN friendships AS friendships_1 ON people.id = "
              "friendships_1.left_id JOIN people AS fr ON fr.id = friendships_1.right_id");
    CHECK_SQL(sqla_join(sqla_select(sqla_col(Line, id)), sqla_rel(Line, invoice)), "default",
              "SELECT lines.id FROM lines JOIN invoices ON invoices.country = lines.country AND "
              "invoices.number = lines.number");
done:
    close_fix(&f);
    close_fix(&g);
}

TEST(rel_16_rows_that_need_each_other) {
    fix f = open_with(sqla_metadata_new(sqla_entity(Star)));
    Star *a = put(f.s, sqla_new(Star, .name = "a"));
    Star *b = put(f.s, sqla_new(Star, .name = "b"));
    NEED(a && b);
    a->next = b;
    b->next = a;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(line_of("UPDATE stars SET next_id=", 0) > line_of("INSERT INTO stars", 0));
    CHECK_STR(stored_list(f.s, "SELECT id * 10 + next_id FROM stars ORDER BY id"), "12,21");
    CHECK(a->next_id.has && a->next_id.value == b->id);
    quiet();
    CHECK_STATUS(sqla_session_delete(f.s, a), SQLA_OK);
    CHECK_STATUS(sqla_session_delete(f.s, b), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(line_of("DELETE FROM stars", 0) > line_of("UPDATE stars SET next_id=", 0));
    CHECK_INT(stored(f.s, "SELECT count(*) FROM stars"), 0);
done:
    close_fix(&f);
}

/* SELECT of the keys of T for which a condition holds. */
#define CHECK_WHERE(T, condition, want) \
    CHECK_SQL(sqla_where(sqla_select(sqla_col(T, id)), (condition)), "default", "SELECT " want)
#define NAMED(T, f) sqla_eq(sqla_col(T, f), "x")

static sqla_status refusal(sqla_expr *condition) {
    sqla_compiled *c = sqla_compile(sqla_where(sqla_select(sqla_col(Book, id)), condition));
    sqla_status code = sqla_error(c)->code;
    sqla_compiled_free(c);
    return code;
}

TEST(rel_17_is_there_one) {
    sqla_metadata *trees = sqla_metadata_new(sqla_entity(Node));
    fix f = open_with(LIBRARY);
    run_inside(f.s, BOOKS);
    CHECK_WHERE(Author, sqla_any(sqla_rel(Author, books), NAMED(Book, title)), "authors.id FROM "
                "authors WHERE EXISTS (SELECT 1 FROM books WHERE authors.id = books.author_id AND "
                "books.title = :title_1)");
    CHECK_WHERE(Book, sqla_not(sqla_has(sqla_rel(Book, author))), "books.id FROM books WHERE NOT "
                "(EXISTS (SELECT 1 FROM authors WHERE authors.id = books.author_id))");
    CHECK_WHERE(Author, sqla_has(sqla_rel(Author, bio), NAMED(Bio, text)), "authors.id FROM "
                "authors WHERE EXISTS (SELECT 1 FROM bios WHERE authors.id = bios.author_id AND "
                "bios.text = :text_1)");
    CHECK_WHERE(Book, sqla_any(sqla_rel(Book, tags), NAMED(Tag, name)), "books.id FROM books WHERE "
                "EXISTS (SELECT 1 FROM tags, book_tags WHERE books.id = book_tags.book_id AND "
                "tags.id = book_tags.tag_id AND tags.name = :name_1)");
    CHECK_WHERE(Node, sqla_any(sqla_rel(Node, children), NAMED(Node, name)), "nodes.id FROM nodes "
                "WHERE EXISTS (SELECT 1 FROM nodes AS nodes_1 WHERE nodes.id = nodes_1.parent_id "
                "AND nodes_1.name = :name_1)");
    CHECK_FOUND(f.s, Author, name, sqla_any(sqla_rel(Author, books)), "ann bob");
    CHECK_FOUND(f.s, Book, title, sqla_not(sqla_any(sqla_rel(Book, tags))), "b d");
    CHECK_FOUND(f.s, Author, name, sqla_not(sqla_has(sqla_rel(Author, bio))), "bob cid");
    CHECK_STATUS(refusal(sqla_any(sqla_rel(Book, author))), SQLA_INVALID_REQUEST);
    CHECK_STATUS(refusal(sqla_has(sqla_rel(Book, tags))), SQLA_INVALID_REQUEST);
    sqla_metadata_free(trees);
    close_fix(&f);
}

TEST(rel_18_compared_with_objects) {
    fix f = open_with(LIBRARY);
    run_inside(f.s, BOOKS);
    Author *ann = sqla_get(f.s, Author, 1);
    Book *a = sqla_get(f.s, Book, 1);
    Tag *sea = sqla_get(f.s, Tag, 1);
    NEED(ann && a && sea);
    CHECK_WHERE(Book, sqla_eq(sqla_rel(Book, author), sqla_obj(ann)),
                "books.id FROM books WHERE :param_1 = books.author_id");
    CHECK_WHERE(Book, sqla_eq(sqla_rel(Book, author), NULL),
                "books.id FROM books WHERE books.author_id IS NULL");
    CHECK_WHERE(Author, sqla_contains(sqla_rel(Author, books), sqla_obj(a)),
                "authors.id FROM authors WHERE authors.id = :param_1");
    CHECK_WHERE(Book, sqla_contains(sqla_rel(Book, tags), sqla_obj(sea)), "books.id FROM books, "
                "book_tags AS book_tags_1 WHERE books.id = book_tags_1.book_id AND :param_1 = "
                "book_tags_1.tag_id");
    CHECK_WHERE(Book, sqla_with_parent(ann, sqla_rel(Author, books)),
                "books.id FROM books WHERE :param_1 = books.author_id");
    sqla_from *w = sqla_ref(sqla_alias(sqla_entity(Book), "w"));
    CHECK_SQL(sqla_join(sqla_select(sqla_col(Author, id)), sqla_rel_and(sqla_of_type(
                  sqla_rel(Author, books), w), sqla_eq(sqla_col_of(w, Book, title), "x"))),
              "default", "SELECT authors.id FROM authors JOIN books AS w ON authors.id = "
              "w.author_id AND w.title = :title_1");
    sqla_unref(w);
    CHECK_FOUND(f.s, Tag, name, sqla_with_parent(a, sqla_rel(Book, tags)), "sea air");
    CHECK_STATUS(refusal(sqla_eq(sqla_rel(Book, tags), sqla_obj(sea))), SQLA_INVALID_REQUEST);
done:
    close_fix(&f);
}

TEST(rel_18_what_is_another_or_contains_none) {
    fix f = open_with(LIBRARY);
    run_inside(f.s, BOOKS);
    Author *ann = sqla_get(f.s, Author, 1);
    const Tag *sea = sqla_get(f.s, Tag, 1);
    NEED(ann && sea);
    CHECK_FOUND(f.s, Book, title, sqla_ne(sqla_rel(Book, author), sqla_obj(ann)), "c d");
    CHECK_STATUS(refusal(sqla_not(sqla_contains(sqla_rel(Book, tags), sqla_obj(sea)))),
                 SQLA_INVALID_REQUEST);
    CHECK_FOUND(f.s, Book, title, sqla_not(sqla_any(sqla_rel(Book, tags),
                                                    sqla_eq(sqla_col(Tag, id), 1))), "b c d");
    CHECK_WHERE(Book, sqla_not(sqla_any(sqla_rel(Book, tags), sqla_eq(sqla_col(Tag, id), 1))),
                "books.id FROM books WHERE NOT (EXISTS (SELECT 1 FROM tags, book_tags WHERE "
                "books.id = book_tags.book_id AND tags.id = book_tags.tag_id AND tags.id = :id_1))");
    CHECK_WHERE(Book, sqla_ne(sqla_rel(Book, author), sqla_obj(ann)), "books.id FROM books WHERE "
                "books.author_id != :author_id_1 OR books.author_id IS NULL");
done:
    close_fix(&f);
}

TESTS(mapper, T(map_01_columns_in_their_order), T(map_02_types_of_the_struct),
      T(map_03_what_may_be_null), T(map_04_one_type_for_all_models),
      T(map_05_constraints_and_options), T(map_06_columns_of_another_name),
      T(map_07_columns_of_a_mixin), T(map_08_a_base_has_no_table),
      T(map_09_objects_by_named_fields), T(map_10_defaults_of_objects),
      T(map_11_models_name_each_other), T(map_12_a_model_of_an_old_table),
      T(map_13_recipes_for_columns), T(map_15_looking_at_a_mapping), T(back_populates_leads_back),
      T(one_foreign_key_is_needed), T(names_are_known), T(the_field_fits_the_direction),
      T(delete_orphan_needs_more), T(map_01_a_model_needs_a_key),
      T(versions_and_validators_name_attributes), T(map_14_mistakes_are_told_once),
      T(rel_01_parents_are_stored_first), T(rel_02_rows_between_come_and_go),
      T(rel_03_an_association_object), T(rel_04_one_to_one_is_replaced),
      T(rel_05_trees_are_stored_from_the_root), T(rel_06_both_sides_are_in_step),
      T(rel_07_keys_and_joins_are_chosen), T(rel_08_lists_are_ordered),
      T(rel_09_viewonly_is_not_written), T(rel_10_lists_keep_their_order),
      T(rel_11_children_follow_their_parent), T(rel_12_orphans_are_deleted),
      T(rel_13_children_lose_their_key), T(rel_14_the_database_deletes),
      T(rel_15_composite_keys_and_friends), T(rel_16_rows_that_need_each_other),
      T(rel_17_is_there_one), T(rel_18_compared_with_objects),
      T(rel_18_what_is_another_or_contains_none));
