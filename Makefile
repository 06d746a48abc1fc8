# sqla.h needs no build: this Makefile runs its demo, tests and measurements. Everything it makes
# is under build/. `make` lists the targets. ONLY="expr ddl" limits the test targets to those
# suites, V=1 shows the commands.

JOBS    ?= $(shell nproc 2>/dev/null || echo 2)
ARGS    ?=
# The database of the demo.
DB      ?= sqlite
demo.sqlite     := build/packages-sqlite --db build/packages.db
demo.postgresql := tests/postgres sh -c \
	'exec build/packages-postgresql --db "$$SQLA_TEST_POSTGRESQL" "$$@"' packages
# The variant in which the soak is built.
SOAK    ?= plain
# Seconds that a suite may spend on failing allocations; 0: try every one.
OOM_S   ?= 12
STATUS  := $(firstword $(wildcard /var/lib/dpkg/status) examples/packages.sample)
HEADERS := sqla.h $(wildcard drivers/*.h)
LIBS    := -lsqlite3 -lpq -lpthread -lm
# Where libpq's header lies; asked for at use, since it may have to be installed first.
PQ       = $(addprefix -I,$(shell pg_config --includedir 2>/dev/null))
STRICT  := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -Wfatal-errors
WARN    := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wno-unused-function -Werror -Wfatal-errors

# A variant is one way to build the library and every suite. `oom` runs the programs of asan,
# `valgrind` those of plain. Only the library is optimised: most of the time would go into
# optimising tests.
flags.plain   := -g
flags.asan    := -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
flags.hostile := $(flags.asan) -DSQLA_DEBUG_HOSTILE
flags.tsan    := -g -fsanitize=thread
flags.bench   := -DNDEBUG
level.plain   := -O2
level.asan    := -O1
level.hostile := -O1
level.tsan    := -O1
level.bench   := -O2

ONLY   ?= *
SUITES := $(sort $(basename $(notdir $(wildcard $(ONLY:%=tests/test_%.c)))))
# Suites that run on a PostgreSQL server of their own, behind a pgbouncer, or on two servers: some
# for both databases, some for these alone.
SERVED   := blog convert create differential engine errors events features flush hostile_sql \
	inspect load mapper parity pool postgresql result roundtrip rows served session
SERVED   := $(filter $(SERVED:%=test_%),$(SUITES))
BOUNCED  := $(filter test_blog test_differential test_pgbouncer,$(SUITES))
PAIRED   := $(filter test_standby,$(SUITES))
LOCAL    := $(filter-out test_postgresql test_pgbouncer test_served test_standby,$(SUITES))
# The thread sanitizer has nothing to say about a suite without threads.
THREADED := $(shell grep -lE 'run_threads|pthread_create' $(LOCAL:%=tests/%.c) /dev/null)
THREADED := $(basename $(notdir $(THREADED)))

logs.plain    := $(LOCAL:%=build/plain/%.log)
logs.asan     := $(LOCAL:%=build/asan/%.log)
logs.oom      := $(LOCAL:%=build/oom/%.log)
logs.hostile  := $(LOCAL:%=build/hostile/%.log)
logs.tsan     := $(THREADED:%=build/tsan/%.log)
logs.valgrind := $(LOCAL:%=build/valgrind/%.log)
logs.postgresql := $(SERVED:%=build/postgresql/%.log)
logs.postgresql += $(if $(filter *,$(ONLY)),build/postgresql/examples.log)
logs.pgbouncer := $(BOUNCED:%=build/pgbouncer/%.log)
logs.standby  := $(PAIRED:%=build/standby/%.log)
logs.tsan-postgresql := $(patsubst %,build/tsan-postgresql/%.log,$(filter test_served,$(SUITES)))
logs.compile  := $(patsubst %,build/compile/%.log,headers options examples snippets)

# $(call run,variants): builds and runs, side by side, and adds up. The old logs go first, so that
# a suite that no longer builds is counted as failed.
run = @logs='$(foreach v,$1,$(logs.$v))'; rm -f $$logs; [ "$$logs" ] || exit 0; \
	$(MAKE) $(if $(V),,-s) --no-print-directory -k -j$(JOBS) -Otarget $$logs || :; \
	tests/totals $$logs

help:                   ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

demo:                   ## this machine's packages in a database; DB=postgresql: on a server
	@tests/deps.sh build $(DB)
	@$(MAKE) --no-print-directory build/packages-$(DB)
	$(demo.$(DB)) $(ARGS) $(STATUS)

test:                   ## all tests below
	@tests/deps.sh build sqlite postgresql pgbouncer cmocka sanitizers valgrind clang tcc cxx python
	$(call run,compile plain postgresql pgbouncer standby asan hostile oom tsan tsan-postgresql \
		valgrind)

test-plain:             ## every suite
	@tests/deps.sh build sqlite postgresql cmocka
	$(call run,plain)

test-postgresql:        ## the suites for all databases, on a PostgreSQL server of their own
	@tests/deps.sh build sqlite postgresql cmocka sanitizers tcc
	$(call run,postgresql)

test-pgbouncer:         ## some of them, and what concerns it, behind a pgbouncer
	@tests/deps.sh build sqlite postgresql pgbouncer cmocka sanitizers
	$(call run,pgbouncer)

test-standby:           ## a server and its hot standby, which takes over at the end
	@tests/deps.sh build sqlite postgresql cmocka sanitizers
	$(call run,standby)

test-asan:              ## with the address and undefined behaviour sanitizers
	@tests/deps.sh build sqlite postgresql cmocka sanitizers
	$(call run,asan)

test-hostile:           ## the same with SQLA_DEBUG_HOSTILE: everything that may move, moves
	@tests/deps.sh build sqlite postgresql cmocka sanitizers
	$(call run,hostile)

test-oom:               ## every test again with its 1st, 2nd, 3rd ... allocation failing
	@tests/deps.sh build sqlite postgresql cmocka sanitizers
	$(call run,oom)

test-tsan:              ## the suites that start threads, with the thread sanitizer
	@tests/deps.sh build sqlite postgresql cmocka sanitizers
	$(call run,tsan)

test-tsan-postgresql:   ## threads on a server, with the thread sanitizer
	@tests/deps.sh build sqlite postgresql cmocka sanitizers
	$(call run,tsan-postgresql)

test-valgrind:          ## every suite under valgrind
	@tests/deps.sh build sqlite postgresql cmocka valgrind
	$(call run,valgrind)

test-compile:           ## every compiler and option, symbols, examples, the README's programs
	@tests/deps.sh build sqlite postgresql sanitizers clang tcc cxx python
	$(call run,compile)

lint:                   ## the rules of the house, measured
	@tests/deps.sh python
	@tests/lint

features:               ## tests/features.tsv against what the last test run showed
	@tests/deps.sh python
	@ls build/*/test_*.log >/dev/null 2>&1 || $(MAKE) --no-print-directory test-plain
	@tests/features

parity:                 ## the SQL of tests/parity against SQLAlchemy's, in six dialects
	@tests/deps.sh build sqlite postgresql cmocka
	@$(MAKE) --no-print-directory -s build/plain/test_parity
	@build/plain/test_parity >build/parity.log 2>&1; status=$$?; \
	grep -v '^\[' build/parity.log | grep -v '^parity: .* texts'; \
	grep '^parity: .* texts' build/parity.log; exit $$status

bench:                  ## against code written by hand; build/bench.tsv and build/bench.svg
	@tests/deps.sh build sqlite postgresql
	@$(MAKE) --no-print-directory build/bench/bench
	tests/postgres build/bench/bench $(ARGS)

soak:                   ## threads against a server whose backends end; ARGS: seconds, SOAK=asan
	@tests/deps.sh build sqlite postgresql
	@$(MAKE) --no-print-directory build/$(SOAK)/soak
	tests/postgres build/$(SOAK)/soak $(ARGS)

footprint:              ## text size and compile time
	@tests/deps.sh build sqlite
	@tests/footprint

clean:                  ## removes build/
	rm -rf build

build/packages-sqlite: examples/packages.c $(HEADERS) Makefile
	@mkdir -p $(@D)
	$(CC) -O2 -std=c11 -Wall -Wextra -Wpedantic -I. -o $@ $< -lsqlite3 -lpthread -lm

build/packages-postgresql: examples/packages.c $(HEADERS) Makefile
	@mkdir -p $(@D)
	$(CC) -O2 -std=c11 -Wall -Wextra -Wpedantic -DSQLA_POSTGRESQL -I. $(PQ) -o $@ $< $(LIBS)

build/bench/bench: build/bench/sqla.o $(wildcard tests/bench/*.[ch]) $(HEADERS) Makefile
	$(CC) $(WARN) $(level.bench) $(flags.bench) -I. $(PQ) -o $@ $(filter %.c,$^) \
		build/bench/sqla.o $(LIBS)

define variant
build/$1/sqla.o: tests/impl.c $$(HEADERS) Makefile
	@mkdir -p $$(@D)
	$$(CC) $$(STRICT) $$(level.$1) $$(flags.$1) -I. $$(PQ) -c -o $$@ $$<

# A test of private functions includes the implementation itself. The shorter stem makes make
# choose this rule.
build/$1/test_private_%: tests/test_private_%.c $$(wildcard tests/*.h) $$(HEADERS) Makefile
	@mkdir -p $$(@D)
	$$(CC) $$(WARN) $$(flags.$1) -I. -Itests $$(PQ) -o $$@ $$< -lcmocka $$(LIBS)

build/$1/soak: tests/soak.c build/$1/sqla.o $$(HEADERS) Makefile
	$$(CC) $$(WARN) $$(level.$1) $$(flags.$1) -I. $$(PQ) -o $$@ $$< build/$1/sqla.o $$(LIBS)

build/$1/test_%: tests/test_%.c build/$1/sqla.o $$(wildcard tests/*.h tests/parity/*) $$(HEADERS) Makefile
	$$(CC) $$(WARN) $$(flags.$1) -I. -Itests $$(PQ) -o $$@ $$< build/$1/sqla.o -lcmocka $$(LIBS)
endef
$(foreach v,plain asan hostile tsan bench,$(eval $(call variant,$v)))

build/plain/%.log: build/plain/%
	@tests/run $@ $<
build/postgresql/examples.log: $(wildcard examples/* tests/compile/*) $(HEADERS)
	@tests/run $@ tests/postgres tests/compile/check served
build/postgresql/%.log: build/asan/%
	@SQLA_TEST_ON=postgresql tests/run $@ tests/postgres $<
build/pgbouncer/%.log: build/asan/%
	@SQLA_TEST_ON=postgresql tests/run $@ tests/pgbouncer $<
build/standby/%.log: build/asan/%
	@SQLA_TEST_ON=postgresql tests/run $@ tests/standby $<
build/asan/%.log: build/asan/%
	@tests/run $@ $<
build/hostile/%.log: build/hostile/%
	@tests/run $@ $<
build/tsan/%.log: build/tsan/%
	@tests/run $@ $<
build/tsan-postgresql/%.log: build/tsan/%
	@SQLA_TEST_ON=postgresql tests/run $@ tests/postgres $<
build/oom/%.log: build/asan/%
	@SQLA_TEST_OOM_S=$(OOM_S) tests/run $@ $< --oom
build/valgrind/%.log: build/plain/%
	@SQLA_TEST_QUICK=1 tests/run $@ valgrind -q --error-exitcode=99 --leak-check=full \
		--errors-for-leak-kinds=definite $<
build/compile/%.log: build/plain/sqla.o
	@SQLA_TEST_TIMEOUT=500 tests/run $@ tests/compile/check $*

.PHONY: help demo test test-plain test-postgresql test-pgbouncer test-standby test-asan \
	test-hostile test-oom test-tsan test-tsan-postgresql test-valgrind test-compile lint \
	features bench soak footprint clean
.SECONDARY:
.DELETE_ON_ERROR:
