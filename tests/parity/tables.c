/* CREATE, ALTER and DROP: tables, constraints, indexes, sequences, schemas, comments. */
