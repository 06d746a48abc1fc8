/* The declarations as the first thing a file includes, and twice. */
#include "sqla.h"
#include "sqla.h"

extern int header_is_no_empty_file;
