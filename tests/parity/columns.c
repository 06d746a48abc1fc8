/* Types: of columns in CREATE TABLE, of CAST, of values and literals. */
