/* association_object.c - the idea: a many-to-many link that knows more than its two ends is a model
 * of its own. A line of an order has a quantity, and both its foreign keys as primary key. */
#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#include "sqla.h"
#include <stdio.h>

typedef struct Line Line;
typedef struct Product { int64_t id; const char *name; int cents; } Product;
typedef struct Order { int64_t id; SQLA_LIST(Line) lines; } Order;

struct Line {
    int64_t  order_id, product_id;
    int      quantity;
    Order   *order;
    Product *product;
};

SQLA_DECLARE_MODEL(Line);
SQLA_MODEL(Product, "products",
    SQLA_COLUMN(Product, id, .primary_key = true),
    SQLA_COLUMN(Product, name, .not_null = true),
    SQLA_COLUMN(Product, cents));

SQLA_MODEL(Order, "orders",
    SQLA_COLUMN(Order, id, .primary_key = true),
    SQLA_RELATIONSHIP(Order, lines, Line, .back_populates = "order", .order_by = "product_id",
                      .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN));

SQLA_MODEL(Line, "order_lines",
    SQLA_COLUMN(Line, order_id, .primary_key = true, .foreign_key = "orders.id"),
    SQLA_COLUMN(Line, product_id, .primary_key = true, .foreign_key = "products.id"),
    SQLA_COLUMN(Line, quantity, .check = "quantity > 0"),
    SQLA_RELATIONSHIP(Line, order, Order, .back_populates = "lines"),
    SQLA_RELATIONSHIP(Line, product, Product, .lazy = SQLA_LAZY_JOINED, .innerjoin = true));

static void print_order(const Order *order) {
    int total = 0;
    printf("order %lld\n", (long long)order->id);
    sqla_each(Line, line, order, lines) {
        int cents = line->quantity * line->product->cents;
        printf("  %d x %-7s %2d.%02d\n", line->quantity, line->product->name, cents / 100,
               cents % 100);
        total += cents;
    }
    printf("  total       %2d.%02d\n", total / 100, total % 100);
}

int main(void) {
    sqla_metadata *models = sqla_metadata_new(sqla_entity(Product), sqla_entity(Order),
                                              sqla_entity(Line));
    sqla_engine *engine = sqla_create_engine("sqlite://");
    sqla_create_all(engine, models);
    sqla_session *s = sqla_session_open(engine, models);

    Product *tea = sqla_new(Product, .name = "tea", .cents = 450);
    Product *cup = sqla_new(Product, .name = "cup", .cents = 799);
    Product *spoon = sqla_new(Product, .name = "spoon", .cents = 120);
    Order *order = sqla_new(Order);
    sqla_append(order, lines, sqla_new(Line, .product = tea, .quantity = 2));
    sqla_append(order, lines, sqla_new(Line, .product = cup, .quantity = 1));
    sqla_append(order, lines, sqla_new(Line, .product = spoon, .quantity = 4));
    sqla_add_all(s, tea, cup, spoon, order);    /* numbered in this order */
    sqla_commit(s);                             /* a line's keys come from its objects */
    print_order(order);

    Line *cups = sqla_get(s, Line, order->id, cup->id);     /* by both keys */
    if (cups) cups->quantity = 6;
    Line *spoons = sqla_get(s, Line, order->id, spoon->id);
    if (spoons) sqla_session_delete(s, spoons);             /* the product stays */
    sqla_commit(s);
    print_order(order);

    int failed = sqla_failed(s);
    if (failed) fprintf(stderr, "%s\n", sqla_error(s)->message);
    sqla_session_close(s);
    sqla_dispose(engine);
    sqla_metadata_free(models);
    return failed;
}
