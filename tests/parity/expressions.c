/* Operators, predicates, CASE, casts, literals. */

CASE(expr_eq) { return sqla_where(sqla_select(U(id)), sqla_eq(U(name), "ann")); }
CASE(expr_in) { return sqla_where(sqla_select(U(id)), sqla_in(U(id), 1, 2)); }
CASE(expr_balance) { return sqla_order_by(sqla_select(&users), U(id)); }
