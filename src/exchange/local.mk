noinst_LIBRARIES += src/exchange/libexchange.a
src_exchange_libexchange_a_SOURCES = \
	include/rir/export.h \
	src/exchange/left_out.c \
	src/exchange/report.c \
	src/exchange/tables.c \
	src/exchange/views.c src/exchange/views.h
