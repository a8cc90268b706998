# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_SOURCES = \
	include/rir/event.h include/rir/parcel.h include/rir/rows.h include/rir/search.h \
	include/rir/store.h include/rir/study.h include/rir/upkeep.h \
	src/store/append.c src/store/append.h src/store/apply.c src/store/apply.h src/store/backup.c \
	src/store/db.c src/store/db.h src/store/digest.c src/store/draft.c src/store/erase.c src/store/erase.h \
	src/store/event_row.c src/store/event_row.h src/store/index.c src/store/index.h src/store/kind.c \
	src/store/kind.h src/store/mark.c src/store/mark.h src/store/memory.c src/store/memory.h \
	src/store/open.c src/store/open.h src/store/parcel.c src/store/plain_body.c src/store/plain_body.h \
	src/store/project.c src/store/project_ballots.c src/store/project_cards.c src/store/project_findings.c \
	src/store/project_log.c src/store/rebuild.c src/store/rebuild.h src/store/rows.c src/store/search.c \
	src/store/study.c src/store/undo.c src/store/verify.c
nodist_src_store_libstore_a_SOURCES = src/store/sql_log.c src/store/sql_projection.c src/store/sql_views.c \
	src/store/sql_index.c
EXTRA_DIST += src/store/sql.awk src/store/log.sql src/store/projection.sql src/store/views.sql \
	src/store/index.sql
CLEANFILES += src/store/sql_log.c src/store/sql_projection.c src/store/sql_views.c src/store/sql_index.c

make_sql = $(AM_V_GEN)mkdir -p src/store && $(AWK) -v name=
src/store/sql_log.c: src/store/log.sql src/store/sql.awk
	$(make_sql)log -f $(srcdir)/src/store/sql.awk $(srcdir)/src/store/log.sql > $@
src/store/sql_projection.c: src/store/projection.sql src/store/sql.awk
	$(make_sql)projection -f $(srcdir)/src/store/sql.awk $(srcdir)/src/store/projection.sql > $@
src/store/sql_views.c: src/store/views.sql src/store/sql.awk
	$(make_sql)views -f $(srcdir)/src/store/sql.awk $(srcdir)/src/store/views.sql > $@
src/store/sql_index.c: src/store/index.sql src/store/sql.awk
	$(make_sql)index -f $(srcdir)/src/store/sql.awk $(srcdir)/src/store/index.sql > $@
