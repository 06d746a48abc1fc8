/* SQL of the user's own: text(), fragments, parameters. */
