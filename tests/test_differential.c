/* Sessions against SQLAlchemy: some thousand random programs, and what SQLAlchemy left in the
 * database after each. tests/differential/scenarios.txt holds them, generate.py beside it makes
 * them and says which are kept. The file, line by line:
 *
 *     = trees             a theme, which is a test here
 *     # 12                a scenario: operations, then the rows that are there at its end
 *     > N 1 t5 - -        a row: model, then every column; rows in order of model and primary key
 *
 * Objects have numbers, a model is one letter (see models). A value is a number, a word, - for
 * NULL, ~ for the empty text, @3 for object 3. The operations:
 *
 *     n A 0 name=t1 age=5     a new transient object, number 0, with these fields
 *     a 0                     add
 *     = 0 name=t2             set by plain assignment, if that changes the field; else by setattr
 *     s 0 name=t2             set by sqla_setattr
 *     + 0 books 1             append object 1 to a list
 *     - 0 books 1             remove it from the list
 *     * 0 books 1 2           make the list hold exactly these
 *     d 0, x 0                delete, expunge
 *     f, b                    flush, begin a savepoint
 *     c, r                    commit, roll back: the innermost level
 *     R 0, R 0 name           refresh everything, or one column
 *     e 0, e 0 name, E        expire everything, or one column; expire all objects
 *     X                       roll back and empty the session: all numbers are void
 *     g 2 A 7                 get by primary key: the answer is object 2, known or new; - for none
 *     q A 0 2                 query all: the answer, in order of primary key
 *     l 0 books 1 2           load a list, in order of primary key
 *     l 1 author 0            load a reference; - for none
 *     m 3 A id=7 name=t4      merge a new object with these fields: the answer is object 3
 *     !                       the operation before this line fails, at the next flush at the latest
 *
 * The end of a scenario rolls back what is not committed. Then the tables must hold those rows, and
 * so must the objects that the session loads from them. */
#include "test.h"

typedef struct Author  Author;
typedef struct Book    Book;
typedef struct Tag     Tag;
typedef struct Cart    Cart;
typedef struct Item    Item;
typedef struct User    User;
typedef struct Profile Profile;
typedef struct Node    Node;
typedef struct Dir     Dir;
typedef struct Order   Order;
typedef struct Product Product;
typedef struct Line    Line;
typedef struct Team    Team;
typedef struct Match   Match;
typedef struct Region  Region;
typedef struct City    City;
typedef struct Box     Box;
typedef struct Thing   Thing;
typedef struct Dept    Dept;
typedef struct Emp     Emp;

SQLA_DECLARE_MODEL(Author);
SQLA_DECLARE_MODEL(Book);
SQLA_DECLARE_MODEL(Tag);
SQLA_DECLARE_MODEL(Cart);
SQLA_DECLARE_MODEL(Item);
SQLA_DECLARE_MODEL(User);
SQLA_DECLARE_MODEL(Profile);
SQLA_DECLARE_MODEL(Node);
SQLA_DECLARE_MODEL(Dir);
SQLA_DECLARE_MODEL(Order);
SQLA_DECLARE_MODEL(Product);
SQLA_DECLARE_MODEL(Line);
SQLA_DECLARE_MODEL(Team);
SQLA_DECLARE_MODEL(Match);
SQLA_DECLARE_MODEL(Region);
SQLA_DECLARE_MODEL(City);
SQLA_DECLARE_MODEL(Box);
SQLA_DECLARE_MODEL(Thing);
SQLA_DECLARE_MODEL(Dept);
SQLA_DECLARE_MODEL(Emp);

#define ALL (SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN)

SQLA_TABLE(book_tags, "book_tags",
    SQLA_TABLE_COLUMN("book_id", NULL, .primary_key = true, .foreign_key = "books.id"),
    SQLA_TABLE_COLUMN("tag_id",  NULL, .primary_key = true, .foreign_key = "tags.id"));

/* One to many: the children of a deleted author stay, without author. */
struct Author {
    int32_t         id;
    const char     *name;
    sqla_opt_int32  age;
    int32_t         rank;
    SQLA_LIST(Book) books;
};
SQLA_MODEL(Author, "authors",
    SQLA_COLUMN(Author, id,   .primary_key = true),
    SQLA_COLUMN(Author, name, .not_null = true),
    SQLA_COLUMN(Author, age),
    SQLA_COLUMN(Author, rank, .default_value = SQLA_DEFAULT_INT(7)),
    SQLA_RELATIONSHIP(Author, books, Book, .back_populates = "author"));

struct Book {
    int64_t        id;
    const char    *title;
    sqla_opt_int64 pages;
    sqla_opt_int32 author_id;
    Author        *author;
    SQLA_LIST(Tag) tags;
};
SQLA_MODEL(Book, "books",
    SQLA_COLUMN(Book, id,        .primary_key = true),
    SQLA_COLUMN(Book, title),
    SQLA_COLUMN(Book, pages),
    SQLA_COLUMN(Book, author_id, .foreign_key = "authors.id"),
    SQLA_RELATIONSHIP(Book, author, Author, .back_populates = "books"),
    SQLA_RELATIONSHIP(Book, tags,   Tag,    .back_populates = "books", .secondary = &book_tags));

struct Tag {
    int64_t         id;
    char            name[16];
    SQLA_LIST(Book) books;
};
SQLA_MODEL(Tag, "tags",
    SQLA_COLUMN(Tag, id,   .primary_key = true),
    SQLA_COLUMN(Tag, name, .unique = true),
    SQLA_RELATIONSHIP(Tag, books, Book, .back_populates = "tags", .secondary = &book_tags));

/* One to many: an item without cart is deleted. */
struct Cart {
    int64_t         id;
    const char     *name;
    bool            is_open;
    SQLA_LIST(Item) items;
};
SQLA_MODEL(Cart, "carts",
    SQLA_COLUMN(Cart, id,      .primary_key = true),
    SQLA_COLUMN(Cart, name),
    SQLA_COLUMN(Cart, is_open, .default_value = SQLA_DEFAULT_BOOL(true)),
    SQLA_RELATIONSHIP(Cart, items, Item, .back_populates = "cart", .cascade = ALL));

struct Item {
    int64_t        id;
    const char    *label;
    int32_t        qty;
    sqla_opt_int64 cart_id;
    Cart          *cart;
};
SQLA_MODEL(Item, "items",
    SQLA_COLUMN(Item, id,      .primary_key = true),
    SQLA_COLUMN(Item, label),
    SQLA_COLUMN(Item, qty,     .default_value = SQLA_DEFAULT_INT(1)),
    SQLA_COLUMN(Item, cart_id, .foreign_key = "carts.id"),
    SQLA_RELATIONSHIP(Item, cart, Cart, .back_populates = "items"));

/* One to one. */
struct User {
    int64_t     id;
    const char *name;
    Profile    *profile;
};
SQLA_MODEL(User, "users",
    SQLA_COLUMN(User, id, .primary_key = true),
    SQLA_COLUMN(User, name),
    SQLA_RELATIONSHIP(User, profile, Profile, .back_populates = "user"));

struct Profile {
    int64_t     id;
    const char *bio;
    int64_t     user_id;
    User       *user;
};
SQLA_MODEL(Profile, "profiles",
    SQLA_COLUMN(Profile, id,      .primary_key = true),
    SQLA_COLUMN(Profile, bio),
    SQLA_COLUMN(Profile, user_id, .foreign_key = "users.id", .null_as_zero = true),
    SQLA_RELATIONSHIP(Profile, user, User, .back_populates = "profile"));

/* Two trees: the children of a deleted node become roots, those of a directory go with it. */
struct Node {
    int64_t         id;
    const char     *name;
    sqla_opt_int32  weight;
    sqla_opt_int64  parent_id;
    Node           *parent;
    SQLA_LIST(Node) children;
};
SQLA_MODEL(Node, "nodes",
    SQLA_COLUMN(Node, id,        .primary_key = true),
    SQLA_COLUMN(Node, name),
    SQLA_COLUMN(Node, weight),
    SQLA_COLUMN(Node, parent_id, .foreign_key = "nodes.id"),
    SQLA_RELATIONSHIP(Node, parent,   Node, .back_populates = "children", .remote_side = "id"),
    SQLA_RELATIONSHIP(Node, children, Node, .back_populates = "parent"));

struct Dir {
    int64_t        id;
    const char    *name;
    sqla_opt_int64 parent_id;
    Dir           *parent;
    SQLA_LIST(Dir) children;
};
SQLA_MODEL(Dir, "dirs",
    SQLA_COLUMN(Dir, id,        .primary_key = true),
    SQLA_COLUMN(Dir, name),
    SQLA_COLUMN(Dir, parent_id, .foreign_key = "dirs.id"),
    SQLA_RELATIONSHIP(Dir, parent,   Dir, .back_populates = "children", .remote_side = "id"),
    SQLA_RELATIONSHIP(Dir, children, Dir, .back_populates = "parent", .cascade = ALL));

/* An association object: its key are the keys of two others. */
struct Order {
    int64_t         id;
    const char     *note;
    SQLA_LIST(Line) lines;
};
SQLA_MODEL(Order, "orders",
    SQLA_COLUMN(Order, id, .primary_key = true),
    SQLA_COLUMN(Order, note),
    SQLA_RELATIONSHIP(Order, lines, Line, .back_populates = "order", .cascade = ALL));

struct Product {
    int64_t         id;
    const char     *name;
    sqla_opt_int32  price;
    SQLA_LIST(Line) lines;
};
SQLA_MODEL(Product, "products",
    SQLA_COLUMN(Product, id, .primary_key = true),
    SQLA_COLUMN(Product, name),
    SQLA_COLUMN(Product, price),
    SQLA_RELATIONSHIP(Product, lines, Line, .back_populates = "product"));

struct Line {
    int64_t     order_id, product_id;
    int32_t     qty;
    const char *note;
    Order      *order;
    Product    *product;
};
SQLA_MODEL(Line, "lines",
    SQLA_COLUMN(Line, order_id,   .primary_key = true, .foreign_key = "orders.id"),
    SQLA_COLUMN(Line, product_id, .primary_key = true, .foreign_key = "products.id"),
    SQLA_COLUMN(Line, qty,        .default_value = SQLA_DEFAULT_INT(1)),
    SQLA_COLUMN(Line, note),
    SQLA_RELATIONSHIP(Line, order,   Order,   .back_populates = "lines"),
    SQLA_RELATIONSHIP(Line, product, Product, .back_populates = "lines"));

/* Two keys to one table, of which one may not be NULL. */
struct Team {
    int64_t          id;
    const char      *name;
    SQLA_LIST(Match) home, away;
};
SQLA_MODEL(Team, "teams",
    SQLA_COLUMN(Team, id, .primary_key = true),
    SQLA_COLUMN(Team, name),
    SQLA_RELATIONSHIP(Team, home, Match, .back_populates = "home_team",
                      .foreign_keys = "home_id"),
    SQLA_RELATIONSHIP(Team, away, Match, .back_populates = "away_team",
                      .foreign_keys = "away_id"));

struct Match {
    int64_t        id;
    sqla_opt_int32 goals;
    int64_t        home_id;
    sqla_opt_int64 away_id;
    Team          *home_team, *away_team;
};
SQLA_MODEL(Match, "matches",
    SQLA_COLUMN(Match, id,      .primary_key = true),
    SQLA_COLUMN(Match, goals),
    SQLA_COLUMN(Match, home_id, .foreign_key = "teams.id"),
    SQLA_COLUMN(Match, away_id, .foreign_key = "teams.id"),
    SQLA_RELATIONSHIP(Match, home_team, Team, .back_populates = "home",
                      .foreign_keys = "home_id"),
    SQLA_RELATIONSHIP(Match, away_team, Team, .back_populates = "away",
                      .foreign_keys = "away_id"));

/* A key of two columns, and a foreign key to it. */
struct Region {
    int32_t         country, code;
    const char     *name;
    SQLA_LIST(City) cities;
};
SQLA_MODEL(Region, "regions",
    SQLA_COLUMN(Region, country, .primary_key = true),
    SQLA_COLUMN(Region, code,    .primary_key = true),
    SQLA_COLUMN(Region, name),
    SQLA_RELATIONSHIP(Region, cities, City, .back_populates = "region"));

struct City {
    int64_t        id;
    const char    *name;
    sqla_opt_int32 country, code;
    Region        *region;
};
SQLA_MODEL(City, "cities",
    SQLA_COLUMN(City, id, .primary_key = true),
    SQLA_COLUMN(City, name),
    SQLA_COLUMN(City, country),
    SQLA_COLUMN(City, code),
    SQLA_RELATIONSHIP(City, region, Region, .back_populates = "cities"),
    SQLA_FOREIGN_KEY(NULL, SQLA_NAMES("country", "code"), "regions",
                     SQLA_NAMES("country", "code")));

/* The database deletes things that are not loaded. */
struct Box {
    int64_t          id;
    const char      *name;
    SQLA_LIST(Thing) things;
};
SQLA_MODEL(Box, "boxes",
    SQLA_COLUMN(Box, id, .primary_key = true),
    SQLA_COLUMN(Box, name),
    SQLA_RELATIONSHIP(Box, things, Thing, .back_populates = "box", .cascade = SQLA_CASCADE_ALL,
                      .passive_deletes = true));

struct Thing {
    int64_t        id;
    const char    *name;
    sqla_opt_int64 box_id;
    Box           *box;
};
SQLA_MODEL(Thing, "things",
    SQLA_COLUMN(Thing, id,     .primary_key = true),
    SQLA_COLUMN(Thing, name),
    SQLA_COLUMN(Thing, box_id, .foreign_key = "boxes.id", .ondelete = "CASCADE"),
    SQLA_RELATIONSHIP(Thing, box, Box, .back_populates = "things"));

/* Rows that depend on each other. */
struct Dept {
    int64_t        id;
    const char    *name;
    sqla_opt_int64 head_id;
    Emp           *head;
    SQLA_LIST(Emp) staff;
};
SQLA_MODEL(Dept, "depts",
    SQLA_COLUMN(Dept, id,      .primary_key = true),
    SQLA_COLUMN(Dept, name),
    SQLA_COLUMN(Dept, head_id, .foreign_key = "emps.id"),
    SQLA_RELATIONSHIP(Dept, head,  Emp, .foreign_keys = "head_id", .post_update = true),
    SQLA_RELATIONSHIP(Dept, staff, Emp, .back_populates = "dept", .foreign_keys = "dept_id"));

struct Emp {
    int64_t        id;
    const char    *name;
    sqla_opt_int64 dept_id;
    Dept          *dept;
};
SQLA_MODEL(Emp, "emps",
    SQLA_COLUMN(Emp, id,      .primary_key = true),
    SQLA_COLUMN(Emp, name),
    SQLA_COLUMN(Emp, dept_id, .foreign_key = "depts.id"),
    SQLA_RELATIONSHIP(Emp, dept, Dept, .back_populates = "staff", .foreign_keys = "dept_id"));

/* ---- what the programs name ---- */

typedef enum kind { INT32, INT64, OR_ZERO, OPT32, OPT64, BOOL, TEXT, CHARS, REF, LIST } kind;

typedef struct field {
    const char *name;
    kind        kind;
    size_t      offset;
} field;

#define COLUMN(T, f) { #f, _Generic(&((T *)0)->f, int32_t *: INT32, int64_t *: INT64, \
    sqla_opt_int32 *: OPT32, sqla_opt_int64 *: OPT64, bool *: BOOL, const char **: TEXT, \
    char (*)[16]: CHARS), offsetof(T, f) }
#define FIELD(T, f, kind) { #f, kind, offsetof(T, f) }

/* A model: its columns in order, the key first, then its relationships. */
typedef struct model {
    char              letter;
    const char       *table;        /* its name */
    const sqla_table *entity;       /* NULL: the table between books and tags */
    size_t            size;
    int               keys;         /* columns of the key */
    const char       *key;          /* to order by */
    field             fields[8];
} model;

#define MODEL(letter, T, table, keys, key, ...) \
    { letter, table, sqla_entity(T), sizeof(T), keys, key, { __VA_ARGS__ } }

/* In the order of the rows. */
static const model models[] = {
    MODEL('A', Author, "authors", 1, "id", COLUMN(Author, id), COLUMN(Author, name),
          COLUMN(Author, age), COLUMN(Author, rank), FIELD(Author, books, LIST)),
    MODEL('B', Book, "books", 1, "id", COLUMN(Book, id), COLUMN(Book, title), COLUMN(Book, pages),
          COLUMN(Book, author_id), FIELD(Book, author, REF), FIELD(Book, tags, LIST)),
    MODEL('T', Tag, "tags", 1, "id", COLUMN(Tag, id), COLUMN(Tag, name), FIELD(Tag, books, LIST)),
    { 'S', "book_tags", NULL, 0, 2, "book_id, tag_id", { { NULL, INT32, 0 } } },
    MODEL('P', Cart, "carts", 1, "id", COLUMN(Cart, id), COLUMN(Cart, name), COLUMN(Cart, is_open),
          FIELD(Cart, items, LIST)),
    MODEL('I', Item, "items", 1, "id", COLUMN(Item, id), COLUMN(Item, label), COLUMN(Item, qty),
          COLUMN(Item, cart_id), FIELD(Item, cart, REF)),
    MODEL('U', User, "users", 1, "id", COLUMN(User, id), COLUMN(User, name),
          FIELD(User, profile, REF)),
    MODEL('F', Profile, "profiles", 1, "id", COLUMN(Profile, id), COLUMN(Profile, bio),
          FIELD(Profile, user_id, OR_ZERO), FIELD(Profile, user, REF)),
    MODEL('N', Node, "nodes", 1, "id", COLUMN(Node, id), COLUMN(Node, name), COLUMN(Node, weight),
          COLUMN(Node, parent_id), FIELD(Node, parent, REF), FIELD(Node, children, LIST)),
    MODEL('D', Dir, "dirs", 1, "id", COLUMN(Dir, id), COLUMN(Dir, name), COLUMN(Dir, parent_id),
          FIELD(Dir, parent, REF), FIELD(Dir, children, LIST)),
    MODEL('O', Order, "orders", 1, "id", COLUMN(Order, id), COLUMN(Order, note),
          FIELD(Order, lines, LIST)),
    MODEL('R', Product, "products", 1, "id", COLUMN(Product, id), COLUMN(Product, name),
          COLUMN(Product, price), FIELD(Product, lines, LIST)),
    MODEL('L', Line, "lines", 2, "order_id, product_id", COLUMN(Line, order_id),
          COLUMN(Line, product_id), COLUMN(Line, qty), COLUMN(Line, note), FIELD(Line, order, REF),
          FIELD(Line, product, REF)),
    MODEL('E', Team, "teams", 1, "id", COLUMN(Team, id), COLUMN(Team, name),
          FIELD(Team, home, LIST), FIELD(Team, away, LIST)),
    MODEL('M', Match, "matches", 1, "id", COLUMN(Match, id), COLUMN(Match, goals),
          COLUMN(Match, home_id), COLUMN(Match, away_id), FIELD(Match, home_team, REF),
          FIELD(Match, away_team, REF)),
    MODEL('G', Region, "regions", 2, "country, code", COLUMN(Region, country),
          COLUMN(Region, code), COLUMN(Region, name), FIELD(Region, cities, LIST)),
    MODEL('C', City, "cities", 1, "id", COLUMN(City, id), COLUMN(City, name),
          COLUMN(City, country), COLUMN(City, code), FIELD(City, region, REF)),
    MODEL('X', Box, "boxes", 1, "id", COLUMN(Box, id), COLUMN(Box, name), FIELD(Box, things, LIST)),
    MODEL('Y', Thing, "things", 1, "id", COLUMN(Thing, id), COLUMN(Thing, name),
          COLUMN(Thing, box_id), FIELD(Thing, box, REF)),
    MODEL('H', Dept, "depts", 1, "id", COLUMN(Dept, id), COLUMN(Dept, name), COLUMN(Dept, head_id),
          FIELD(Dept, head, REF), FIELD(Dept, staff, LIST)),
    MODEL('J', Emp, "emps", 1, "id", COLUMN(Emp, id), COLUMN(Emp, name), COLUMN(Emp, dept_id),
          FIELD(Emp, dept, REF)),
};
enum { MODELS = sizeof models / sizeof *models, OBJECTS = 64, WORDS = 80 };

/* Tables with those that refer to them first; departments and employees go by themselves. */
static const char deletion_order[] = "SBTAIPFUNDLORMECGYX";

static const model *model_of(char letter) {
    for (size_t i = 0; i < MODELS; i++)
        if (models[i].letter == letter) return &models[i];
    return NULL;
}

static const field *field_of(const model *m, const char *name) {
    for (size_t i = 0; m && i < sizeof m->fields / sizeof *m->fields && m->fields[i].name; i++)
        if (!strcmp(m->fields[i].name, name)) return &m->fields[i];
    return NULL;
}

/* ---- a scenario in progress ---- */

typedef struct object {
    void        *p;
    const model *m;
    bool         taken;             /* the session owns it, or did */
    bool         ours;              /* expunged: to be freed by us */
} object;

typedef struct world {
    sqla_engine  *e;
    sqla_session *s;
    object        objects[OBJECTS];
    int           n;                /* numbers in use */
    object        left[OBJECTS];    /* of before a clear: to be freed */
    int           n_left;
    bool          used[MODELS];     /* tables that may have rows */
    int           step;             /* operations so far */
    char          wrong[400];       /* what went wrong; "": nothing */
} world;

typedef enum outcome { FINE, FAILED, WRONG } outcome;

static outcome wrong(world *w, const char *what, const char *more) {
    if (!w->wrong[0]) snprintf(w->wrong, sizeof w->wrong, "%s%s", what, more);
    return WRONG;
}

/* An object by its number. */
static object *numbered(world *w, const char *number) {
    int i = atoi(number);
    if (!isdigit((unsigned char)*number) || i >= w->n || !w->objects[i].p) {
        wrong(w, "no object has number ", number);
        return NULL;
    }
    return &w->objects[i];
}

/* An answer must be the object of this number, or a new one if the number is; "-": NULL. */
static outcome same(world *w, const char *number, void *p, const model *m) {
    char text[80];
    bool none = !strcmp(number, "-");
    int i = atoi(number);
    if (none != !p) return wrong(w, p ? "an object instead of " : "NULL instead of ", number);
    if (none) return FINE;
    for (int k = 0; k < w->n; k++) {
        if (w->objects[k].p != p || k == i) continue;
        snprintf(text, sizeof text, "object %d instead of ", k);
        return wrong(w, text, number);
    }
    if (i < w->n)
        return w->objects[i].p == p ? FINE : wrong(w, "an unknown object instead of ", number);
    if (i != w->n || i >= OBJECTS) return wrong(w, "a number out of order: ", number);
    w->objects[w->n++] = (object){ p, m, true, false };
    return FINE;
}

/* ---- fields ---- */

static bool is_null(const char *word) { return !strcmp(word, "-"); }
static const char *text_of(const char *word) {
    return is_null(word) ? NULL : !strcmp(word, "~") ? "" : word;
}

/* Text in a field lives as long as the file, or as its object. */
static bool store(world *w, void *to, const field *f, const char *word, void *owner) {
    char *at = (char *)to + f->offset;
    long long number = atoll(word);
    int32_t small = (int32_t)number;
    int64_t large = number;
    bool yes = number != 0;
    const char *text = text_of(word);
    void *other = NULL;
    sqla_opt_int32 opt32 = is_null(word) ? sqla_none_int32() : sqla_some_int32(small);
    sqla_opt_int64 opt64 = is_null(word) ? sqla_none_int64() : sqla_some_int64(large);
    switch (f->kind) {
    case INT32:   memcpy(at, &small, sizeof small); return true;
    case INT64:
    case OR_ZERO: memcpy(at, &large, sizeof large); return true;
    case OPT32:   memcpy(at, &opt32, sizeof opt32); return true;
    case OPT64:   memcpy(at, &opt64, sizeof opt64); return true;
    case BOOL:    memcpy(at, &yes, sizeof yes); return true;
    case TEXT:
        if (text && owner && w->step % 2) text = sqla_strf(owner, "%s", text);
        memcpy(at, &text, sizeof text);
        return true;
    case CHARS:   snprintf(at, 16, "%s", text ? text : ""); return true;
    case REF:
        if (!is_null(word)) {
            object *o = numbered(w, word + 1);
            if (!o) return false;
            other = o->p;
        }
        memcpy(at, &other, sizeof other);
        return true;
    case LIST:    break;
    }
    wrong(w, "cannot be set: ", f->name);
    return false;
}

/* A column as a word. */
static void show(char *to, size_t room, const void *p, const field *f) {
    const char *at = (const char *)p + f->offset, *text = NULL;
    int32_t small = 0;
    int64_t large = 0;
    bool null = false, yes = false;
    sqla_opt_int32 opt32;
    sqla_opt_int64 opt64;
    switch (f->kind) {
    case INT32:   memcpy(&small, at, sizeof small); large = small; break;
    case INT64:   memcpy(&large, at, sizeof large); break;
    case OR_ZERO: memcpy(&large, at, sizeof large); null = !large; break;
    case OPT32:
        memcpy(&opt32, at, sizeof opt32);
        null = !opt32.has;
        large = opt32.value;
        break;
    case OPT64:
        memcpy(&opt64, at, sizeof opt64);
        null = !opt64.has;
        large = opt64.value;
        break;
    case BOOL:    memcpy(&yes, at, sizeof yes); large = yes; break;
    case TEXT:    memcpy(&text, at, sizeof text); null = !text; break;
    case CHARS:   text = at; break;
    case REF:
    case LIST:    null = true; break;
    }
    if (null) snprintf(to, room, "-");
    else if (text) snprintf(to, room, "%s", *text ? text : "~");
    else snprintf(to, room, "%lld", (long long)large);
}

static void *reference(const object *o, const field *f) {
    void *p;
    memcpy(&p, (const char *)o->p + f->offset, sizeof p);
    return p;
}

/* Would a plain assignment of this word be seen? */
static bool differs(world *w, const object *o, const field *f, const char *word) {
    char now[100];
    if (f->kind == REF) {
        object *other = is_null(word) ? NULL : numbered(w, word + 1);
        return reference(o, f) != (other ? other->p : NULL);
    }
    show(now, sizeof now, o->p, f);
    return strcmp(now, word) != 0;
}

/* "name=word" is cut in two. NULL: no such field. */
static const field *cut(world *w, const model *m, char *word, char **value) {
    char *equals = strchr(word, '=');
    if (equals) *equals = '\0';
    *value = equals ? equals + 1 : word;
    const field *f = equals ? field_of(m, word) : NULL;
    if (!f) wrong(w, "no such field: ", word);
    return f;
}

/* What sqla_new would make of these fields. */
static void *make(world *w, const model *m, char **word, int n) {
    union { max_align_t align; char bytes[256]; } init;
    char given[300];
    if (m->size > sizeof init) return NULL;
    memset(&init, 0, sizeof init);
    snprintf(given, sizeof given, "%s", m->entity->model);
    for (int i = 0; i < n; i++) {
        char *value;
        const field *f = cut(w, m, word[i], &value);
        size_t length = strlen(given);
        if (!f || !store(w, &init, f, value, NULL)) return NULL;
        snprintf(given + length, sizeof given - length, ", .%s", f->name);
    }
    return sqla_object_new(m->entity, &init, given);
}

/* ---- operations: word[0] is the code ---- */

static outcome status(sqla_status s) { return s == SQLA_OK ? FINE : FAILED; }

static outcome do_new(world *w, char **word, int n) {
    const model *m = model_of(word[1][0]);
    if (!m || !m->entity || atoi(word[2]) != w->n || w->n >= OBJECTS)
        return wrong(w, "a strange new object: ", word[2]);
    void *p = make(w, m, word + 3, n - 3);
    if (!p) return FAILED;
    w->used[m - models] = true;
    w->objects[w->n++] = (object){ p, m, false, false };
    return FINE;
}

static outcome do_set(world *w, char **word, object *o) {
    char *value;
    const field *f = cut(w, o->m, word[2], &value);
    if (!f) return WRONG;
    if (word[0][0] == '=' && differs(w, o, f, value))
        return store(w, o->p, f, value, o->p) ? FINE : WRONG;
    sqla_expr *x = NULL;
    if (f->kind == REF && !is_null(value)) {
        object *other = numbered(w, value + 1);
        if (!other) return WRONG;
        x = sqla_obj(other->p);
    } else if (is_null(value)) {
        x = sqla_v(NULL);
    } else if (f->kind == TEXT || f->kind == CHARS) {
        x = sqla_v(text_of(value));
    } else if (f->kind == BOOL) {
        x = sqla_v((bool)(atoi(value) != 0));
    } else {
        x = sqla_v(atoll(value));
    }
    return status(sqla_object_set(o->p, f->name, x));
}

static outcome do_list(world *w, char **word, int n, object *o) {
    void *others[WORDS];
    for (int i = 3; i < n; i++) {
        object *other = numbered(w, word[i]);
        if (!other) return WRONG;
        others[i - 3] = other->p;
    }
    if (word[0][0] == '*')
        return status(sqla_collection_replace(o->p, word[2], others, (size_t)(n - 3)));
    if (n != 4) return wrong(w, "one object is wanted", "");
    return status(word[0][0] == '+' ? sqla_collection_append(o->p, word[2], others[0])
                                    : sqla_collection_remove(o->p, word[2], others[0]));
}

static outcome do_names(char **word, int n, object *o) {
    const char *const names[] = { n > 2 ? word[2] : NULL, NULL };
    return status(word[0][0] == 'R' ? sqla_object_refresh(o->p, n > 2 ? names : NULL)
                                    : sqla_object_expire(o->p, n > 2 ? names : NULL));
}

static outcome do_get(world *w, char **word, int n) {
    const model *m = model_of(word[2][0]);
    sqla_value keys[2];
    if (!m || !m->entity || n != 3 + m->keys) return wrong(w, "a strange key", "");
    for (int i = 0; i < m->keys; i++) keys[i] = sqla_value_of(atoll(word[3 + i]));
    void *p = sqla_session_get(w->s, m->entity, (sqla_key){ keys, (size_t)m->keys }, NULL);
    return sqla_failed(w->s) ? FAILED : same(w, word[1], p, m);
}

static sqla_stmt *all_of(const model *m) {
    sqla_stmt *q = sqla_select(m->entity);
    for (int i = 0; i < m->keys; i++) sqla_order_by(q, sqla_c(m->entity, m->fields[i].name));
    return q;
}

static outcome do_query(world *w, char **word, int n) {
    const model *m = model_of(word[1][0]);
    if (!m || !m->entity) return wrong(w, "no such model: ", word[1]);
    sqla_list found = sqla_session_all(w->s, m->entity, all_of(m), NULL);
    outcome result = sqla_failed(w->s) ? FAILED : FINE;
    if (result == FINE && found.count != (size_t)(n - 2)) {
        char text[60];
        snprintf(text, sizeof text, "%zu rows instead of %d", found.count, n - 2);
        result = wrong(w, text, "");
    }
    for (size_t i = 0; result == FINE && i < found.count; i++)
        result = same(w, word[2 + i], found.items[i], m);
    sqla_list_free(found);
    return result;
}

/* Is a's key before b's? */
static bool before(const model *m, const void *a, const void *b) {
    for (int i = 0; i < m->keys; i++) {
        char x[40], y[40];
        show(x, sizeof x, a, &m->fields[i]);
        show(y, sizeof y, b, &m->fields[i]);
        if (strcmp(x, y) != 0) return atoll(x) < atoll(y);
    }
    return false;
}

static const model *model_of_object(const void *p) {
    const sqla_table *entity = sqla_model_of(p);
    for (size_t i = 0; i < MODELS; i++)
        if (entity && models[i].entity == entity) return &models[i];
    return NULL;
}

/* A list by its field, or every other time by a cursor, into found; -1: an error. */
static int read_list(world *w, const object *o, const field *f, void **found) {
    int n = 0;
    if (w->step % 2) {
        sqla_cursor c = sqla_collection_cursor(o->p, f->name);
        for (void *p; (p = sqla_cursor_next(&c)) != NULL;)
            if (n < WORDS) found[n++] = p;
        sqla_cursor_end(&c);
        return sqla_failed(w->s) ? -1 : n;
    }
    struct { void *const *items; size_t count; } list;
    if (!sqla_object_load(o->p, f->name)) return -1;
    memcpy(&list, (const char *)o->p + f->offset, sizeof list);
    for (size_t i = 0; i < list.count && n < WORDS; i++) found[n++] = list.items[i];
    return n;
}

static outcome do_load(world *w, char **word, int n, object *o) {
    const field *f = field_of(o->m, word[2]);
    void *found[WORDS];
    if (!f) return wrong(w, "no such field: ", word[2]);
    if (f->kind == REF) {
        void *p = sqla_object_load(o->p, f->name);
        if (sqla_failed(w->s)) return FAILED;
        if (p != reference(o, f)) return wrong(w, "the field differs from what was loaded", "");
        return same(w, n > 3 ? word[3] : "-", p, model_of_object(p));
    }
    int count = read_list(w, o, f, found);
    if (count < 0) return FAILED;
    if (count != n - 3) {
        char text[60];
        snprintf(text, sizeof text, "%d objects instead of %d", count, n - 3);
        return wrong(w, text, "");
    }
    const model *m = count ? model_of_object(found[0]) : NULL;
    if (count && !m) return wrong(w, "the list holds what is no object", "");
    for (int i = 1; i < count; i++) {           /* sorted as they come */
        void *p = found[i];
        int k = i;
        for (; k > 0 && before(m, p, found[k - 1]); k--) found[k] = found[k - 1];
        found[k] = p;
    }
    outcome result = FINE;
    for (int i = 0; result == FINE && i < count; i++) result = same(w, word[3 + i], found[i], m);
    return result;
}

static outcome do_merge(world *w, char **word, int n) {
    const model *m = model_of(word[2][0]);
    if (!m || !m->entity) return wrong(w, "no such model: ", word[2]);
    void *given = make(w, m, word + 3, n - 3);
    if (!given) return FAILED;
    w->used[m - models] = true;
    void *p = sqla_merge(w->s, given);
    sqla_free(given);
    return p ? same(w, word[1], p, m) : FAILED;
}

/* Objects that were never added belong to us: the session takes them too, as it will end soon. */
static void hand_over(world *w) {
    for (int i = 0; i < w->n; i++) {
        object *o = &w->objects[i];
        if (!o->taken && !o->ours) o->ours = !sqla_session_of(o->p) && !sqla_add(w->s, o->p);
        if (o->ours && w->n_left < OBJECTS) w->left[w->n_left++] = *o;
        *o = (object){ NULL, NULL, true, false };
    }
}

/* Looks who owns what, after each operation. */
static void look(world *w) {
    for (int i = 0; i < w->n; i++) {
        object *o = &w->objects[i];
        if (!sqla_session_of(o->p)) continue;
        o->taken = true;
        o->ours = false;            /* what was expunged may come back with others */
    }
}

static outcome do_expunge(world *w, object *o) {
    bool in[OBJECTS];
    for (int i = 0; i < w->n; i++) in[i] = sqla_session_of(w->objects[i].p) != NULL;
    outcome result = status(sqla_expunge(o->p));
    for (int i = 0; i < w->n; i++)              /* it may have taken others with it */
        if (in[i] && !sqla_session_of(w->objects[i].p)) w->objects[i].ours = true;
    return result;
}

static outcome run_words(world *w, char **word, int n) {
    object *o = NULL;
    if (strchr("a=s+-*dxRel", word[0][0])) {
        if (n < 2 || !(o = numbered(w, word[1]))) return WRONG;
        if (strchr("=s+-*l", word[0][0]) && n < 3) return wrong(w, "words are missing", "");
    } else if (n < (strchr("ngm", word[0][0]) ? 3 : word[0][0] == 'q' ? 2 : 1)) {
        return wrong(w, "words are missing", "");
    }
    switch (word[0][0]) {
    case 'n': return do_new(w, word, n);
    case 'a': return sqla_add(w->s, o->p) ? FINE : FAILED;
    case '=':
    case 's': return do_set(w, word, o);
    case '+':
    case '-':
    case '*': return do_list(w, word, n, o);
    case 'd': return status(sqla_session_delete(w->s, o->p));
    case 'x': return do_expunge(w, o);
    case 'f': return status(sqla_flush(w->s));
    case 'b': return status(sqla_begin_nested(w->s));
    case 'c': return status(sqla_commit(w->s));
    case 'r': return status(sqla_rollback(w->s));
    case 'R':
    case 'e': return do_names(word, n, o);
    case 'E': return status(sqla_expire_all(w->s));
    case 'X': hand_over(w); sqla_session_clear(w->s); return FINE;
    case 'g': return do_get(w, word, n);
    case 'q': return do_query(w, word, n);
    case 'l':
        if (do_load(w, word, n, o) != WRONG) return sqla_failed(w->s) ? FAILED : FINE;
        w->wrong[0] = '\0';             /* plain assignments reach the other side at the flush */
        if (sqla_flush(w->s)) return FAILED;
        return do_load(w, word, n, o);
    case 'm': return do_merge(w, word, n);
    default:  return wrong(w, "no such operation", "");
    }
}

/* Runs a line, which is cut into words. */
static outcome run_line(world *w, char *line) {
    char *word[WORDS];
    int n = 0;
    for (char *at = line; at && n < WORDS; n++) {
        word[n] = at;
        at = strchr(at, ' ');
        if (at) *at++ = '\0';
    }
    w->step++;
    outcome result = run_words(w, word, n);
    look(w);
    if (result == FINE && sqla_failed(w->s)) result = FAILED;
    return result;
}

/* ---- the rows at the end ---- */

typedef struct text { char *at; size_t length, room; } text;

static void put(text *t, const char *part) {
    size_t n = strlen(part);
    if (t->length + n + 1 > t->room) return;
    memcpy(t->at + t->length, part, n + 1);
    t->length += n;
}

static void put_word(text *t, const char *word) {
    put(t, " ");
    put(t, word);
}

static void begin_row(text *t, const model *m) {
    char begin[] = { '>', ' ', m->letter, '\0' };
    put(t, begin);
}

static void rows_of_table(sqla_conn *c, const model *m, text *t) {
    char sql[100];
    snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY %s", m->table, m->key);
    sqla_result *r = sqla_execute(c, sqla_text(sql));
    while (sqla_next(r)) {
        begin_row(t, m);
        for (int i = 0; i < (int)sqla_row_count(r); i++) {
            const char *word = sqla_row_text(r, i);
            put_word(t, !word ? "-" : *word ? word : "~");
        }
        put(t, "\n");
    }
    sqla_result_free(r);
}

static void rows_of_session(sqla_session *s, const model *m, text *t) {
    sqla_list found = sqla_session_all(s, m->entity, all_of(m), NULL);
    for (size_t i = 0; i < found.count; i++) {
        begin_row(t, m);
        for (const field *f = m->fields; f->name && f->kind < REF; f++) {
            char word[100];
            show(word, sizeof word, found.items[i], f);
            put_word(t, word);
        }
        put(t, "\n");
    }
    sqla_list_free(found);
}

/* The first line in which they differ; the table between, which is no object, may be left out. */
static void compare(world *w, const char *whose, const char *got, const char *want,
                    bool without_s) {
    while (*got || *want) {
        int a = (int)strcspn(got, "\n"), b = (int)strcspn(want, "\n");
        if (without_s && !strncmp(want, "> S", 3)) {
            want += b + 1;
            continue;
        }
        if (a != b || memcmp(got, want, (size_t)a) != 0) {
            if (!w->wrong[0])
                snprintf(w->wrong, sizeof w->wrong, "%s \"%.*s\" where SQLAlchemy has \"%.*s\"",
                         whose, a, got, b, want);
            return;
        }
        got += a + 1;
        want += b + 1;
    }
}

static void compare_rows(world *w, bool of_session, const char *want) {
    static char room[20000];
    text t = { room, 0, sizeof room };
    sqla_conn *c = of_session ? NULL : sqla_connect(w->e);
    room[0] = '\0';
    for (size_t i = 0; i < MODELS; i++) {
        if (!w->used[i]) continue;
        if (c) rows_of_table(c, &models[i], &t);
        else if (models[i].entity) rows_of_session(w->s, &models[i], &t);
    }
    if (c ? sqla_failed(c) : sqla_failed(w->s))
        wrong(w, "reading the rows: ", c ? sqla_error(c)->message : sqla_error(w->s)->message);
    sqla_conn_close(c);
    compare(w, of_session ? "the session has" : "the table has", room, want, of_session);
}

static void empty_tables(world *w) {
    sqla_conn *c = sqla_connect(w->e);
    char sql[60];
    for (const char *letter = deletion_order; *letter; letter++) {
        const model *m = model_of(*letter);
        if (!w->used[m - models]) continue;
        snprintf(sql, sizeof sql, "DELETE FROM %s", m->table);
        sqla_exec_driver_sql(c, sql);
    }
    if (w->used[model_of('H') - models] || w->used[model_of('J') - models])
        sqla_exec_driver_sql(c, "UPDATE depts SET head_id = NULL; DELETE FROM emps; "
                                "DELETE FROM depts");
    sqla_conn_close(c);
}

/* ---- a scenario ---- */

/* The operations up to the rows; answers where these begin. */
static const char *run_operations(world *w, char *line) {
    char shown[200];
    while (*line && *line != '>') {
        char *end = line + strcspn(line, "\n"), *next = end + 1;
        bool fails = next[0] == '!' && next[1] == '\n';
        *end = '\0';
        snprintf(shown, sizeof shown, "%s", line);
        outcome result = run_line(w, line);
        if (fails && result != WRONG) {
            if (result == FINE && sqla_flush(w->s) == SQLA_OK) wrong(w, "no error", "");
            sqla_clear_error(w->s);
            next += 2;
        } else if (result == FAILED) {
            const sqla_error_record *error = sqla_error(w->s);
            wrong(w, sqla_status_name(error->code), ": ");
            strncat(w->wrong, error->message, sizeof w->wrong - strlen(w->wrong) - 1);
        }
        line = next;
        if (!w->wrong[0]) continue;
        size_t length = strlen(w->wrong);
        snprintf(w->wrong + length, sizeof w->wrong - length, "; line %d, %s", w->step, shown);
        break;
    }
    while (*line && *line != '>') line += strcspn(line, "\n") + 1;
    return line;
}

/* Answers what went wrong, or "". */
static const char *run_scenario(sqla_engine *e, sqla_metadata *md, const char *from, size_t n) {
    static world w;
    static char lines[8000];            /* is cut up; objects have texts in it */
    memset(&w, 0, sizeof w);
    if (n >= sizeof lines) return "too long";
    memcpy(lines, from, n);
    lines[n] = '\0';
    w.e = e;
    w.s = sqla_session_open(e, md);
    const char *rows = run_operations(&w, lines);
    w.used[model_of('S') - models] = w.used[model_of('B') - models];
    sqla_rollback_all(w.s);
    if (!w.wrong[0]) compare_rows(&w, true, rows);
    hand_over(&w);
    sqla_session_close(w.s);
    for (int i = 0; i < w.n_left; i++) sqla_free(w.left[i].p);
    if (!w.wrong[0]) compare_rows(&w, false, rows);
    empty_tables(&w);
    return w.wrong;
}

/* ---- themes ---- */

/* The whole file, ended by a NUL, or NULL. The caller frees it. */
static char *read_scenarios(void) {
    FILE *f = fopen("tests/differential/scenarios.txt", "rb");
    char *all = NULL;
    if (f && fseek(f, 0, SEEK_END) == 0) {
        long size = ftell(f);
        rewind(f);
        all = size > 0 ? malloc((size_t)size + 1) : NULL;
        if (all) all[fread(all, 1, (size_t)size, f)] = '\0';
    }
    if (f) fclose(f);
    return all;
}

/* Where a theme's first scenario begins, or the file's end. */
static const char *find_theme(const char *all, const char *theme) {
    char title[80];
    snprintf(title, sizeof title, "= %s\n", theme);
    size_t length = strlen(title);
    for (const char *at = all; *at; at += strcspn(at, "\n"), at += *at == '\n')
        if (!strncmp(at, title, length)) return at + length;
    return all + strlen(all);
}

/* Runs scenarios of a theme, as long as they are numbered below `end`: all, or every 20th. */
static void run_theme(sqla_engine *e, sqla_metadata *md, const char *at, int end, text *report) {
    int bad = 0, every = quick() && end > 20 ? 20 : 1;
    char note[800], name[40];
    while (*at == '#') {
        int number = atoi(at + 1);
        const char *lines = at + strcspn(at, "\n") + 1, *stop = lines;
        while (*stop && *stop != '#' && !(stop[0] == '=' && isalpha((unsigned char)stop[2])))
            stop += strcspn(stop, "\n") + 1;
        if (number < end && number % every == 0) {
            snprintf(name, sizeof name, "# %d", number);
            const char *wrong_how = run_scenario(e, md, lines, (size_t)(stop - lines));
            if (*wrong_how && ++bad <= 8) {
                snprintf(note, sizeof note, "\n    %s: %s", name, wrong_how);
                put(report, note);
            }
        }
        at = stop;
    }
    if (bad) {
        snprintf(note, sizeof note, "\n    %d scenarios in all", bad);
        put(report, note);
    }
}

/* Scenarios name rows by keys as SQLite gives them: one more than the greatest. Sequences go on
 * after a rollback, so triggers take their place. */
static void number_like_sqlite(sqla_engine *e) {
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_exec_driver_sql(c,
        "CREATE FUNCTION number() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN "
        "IF NEW.id IS NULL THEN EXECUTE format('SELECT coalesce(max(id), 0) + 1 FROM %I', "
        "TG_TABLE_NAME) INTO NEW.id; END IF; RETURN NEW; END $f$; "
        "DO $d$ DECLARE t text; BEGIN FOR t IN SELECT table_name FROM information_schema.columns "
        "WHERE column_name = 'id' AND column_default LIKE 'nextval%' LOOP "
        "EXECUTE format('ALTER TABLE %I ALTER id DROP DEFAULT', t); "
        "EXECUTE format('CREATE TRIGGER number BEFORE INSERT ON %I FOR EACH ROW "
        "EXECUTE FUNCTION number()', t); END LOOP; END $d$"), SQLA_OK);
    sqla_conn_close(c);
}

/* The scenarios below `end` of the themes, which are ended by NULL. */
static void run_themes(const char *const *themes, int end) {
    static char room[8000];
    text report = { room, 0, sizeof room };
    room[0] = '\0';
    char *all = read_scenarios();
    sqla_engine *e = sqla_create_engine(empty_url());
    sqla_metadata *md = sqla_metadata_new(
        sqla_entity(Author), sqla_entity(Book), sqla_entity(Tag), &book_tags, sqla_entity(Cart),
        sqla_entity(Item), sqla_entity(User), sqla_entity(Profile), sqla_entity(Node),
        sqla_entity(Dir), sqla_entity(Order), sqla_entity(Product), sqla_entity(Line),
        sqla_entity(Team), sqla_entity(Match), sqla_entity(Region), sqla_entity(City),
        sqla_entity(Box), sqla_entity(Thing), sqla_entity(Dept), sqla_entity(Emp));
    NEED(all);
    CHECK_STR(sqla_error(md)->message, "");
    NEED(sqla_create_all(e, md) == SQLA_OK);
    if (on_postgresql()) number_like_sqlite(e);
    for (; *themes; themes++) {
        const char *at = find_theme(all, *themes);
        NEED(*at == '#');
        run_theme(e, md, at, end, &report);
    }
done:
    free(all);
    sqla_dispose(e);
    sqla_metadata_free(md);
    CHECK_STR(room, "");
}

#define THEME(name) \
    TEST(name) { \
        const char *const themes[] = { #name, NULL }; \
        run_themes(themes, 1000000); \
    } \
    struct end_of_theme

THEME(one_to_many);
THEME(many_to_many);
THEME(delete_orphan);
THEME(one_to_one);
THEME(trees);
THEME(trees_with_cascade);
THEME(association_objects);
THEME(two_keys_to_one_table);
THEME(composite_keys);
THEME(passive_deletes);
THEME(post_update);
THEME(savepoints);
THEME(columns);
THEME(loading);
THEME(mistakes);
THEME(everything);

/* Two parts that are small enough to be run with failing allocations. Then nothing is compared: a
 * scenario ends at its first error, and everything is cleaned up. */

TEST(the_first_of_each_theme) {
    static const char *const themes[] = {
        "one_to_many", "many_to_many", "delete_orphan", "one_to_one", "trees",
        "trees_with_cascade", "association_objects", "two_keys_to_one_table", "composite_keys",
        "passive_deletes", "post_update", "loading", NULL };
    run_themes(themes, 1);
}

TEST(some_with_savepoints_and_mistakes) {
    static const char *const themes[] = { "savepoints", "mistakes", "columns", NULL };
    run_themes(themes, 3);
}

#define BIG(name) T_NO_OOM(name, "too many allocations; the last two tests are parts of it")

TESTS(differential, BIG(one_to_many), BIG(many_to_many), BIG(delete_orphan), BIG(one_to_one),
      BIG(trees), BIG(trees_with_cascade), BIG(association_objects), BIG(two_keys_to_one_table),
      BIG(composite_keys), BIG(passive_deletes), BIG(post_update), BIG(savepoints), BIG(columns),
      BIG(loading), BIG(mistakes), BIG(everything), T(the_first_of_each_theme),
      T(some_with_savepoints_and_mistakes));
