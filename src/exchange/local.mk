# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/exchange/libexchange.a
src_exchange_libexchange_a_SOURCES = \
	include/rir/export.h \
	include/rir/report.h src/exchange/participants.c src/exchange/briefing.c \
	src/exchange/day.c src/exchange/day.h \
	src/exchange/heard.c src/exchange/heard.h src/exchange/heard_findings.c src/exchange/heard_ideas.c \
	src/exchange/heard_maturity.c src/exchange/heard_votes.c \
	src/exchange/left_out.c src/exchange/mask.c src/exchange/mask.h \
	src/exchange/report.c \
	src/exchange/tables.c \
	src/exchange/views.c src/exchange/views.h
