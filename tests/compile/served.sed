# What the examples print on PostgreSQL in another way: of a violated constraint it tells the name,
# not the column, and has words of its own for it.
s/^  SQLA_INTEGRITY_ERROR on person_id$/  SQLA_INTEGRITY_ERROR on /
/a task has a text/s/CHECK constraint failed: \(.*\)/violates check constraint "\1"/
s/violates check/new row for relation "tasks" &/
