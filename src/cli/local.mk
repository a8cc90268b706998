# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/cli/libcli.a
src_cli_libcli_a_SOURCES = \
	include/rir/cli.h src/cli/cli.c \
	src/cli/arguments.c src/cli/arguments.h \
	src/cli/call.c \
	src/cli/codeset.c src/cli/codeset.h \
	src/cli/command.c src/cli/command.h src/cli/commands.h \
	src/cli/complete.c src/cli/complete.h \
	src/cli/concordance.c \
	src/cli/consent.c \
	src/cli/doctor.c \
	src/cli/document.c \
	src/cli/edit.c \
	src/cli/equity.c \
	src/cli/export.c \
	src/cli/face.c src/cli/face.h \
	src/cli/finding.c \
	src/cli/guide.c \
	src/cli/guides.c src/cli/guides.h \
	src/cli/help.c src/cli/help.h \
	src/cli/history.c \
	src/cli/home.c src/cli/home.h \
	src/cli/lines.c src/cli/lines.h \
	src/cli/log.c \
	src/cli/machine.c src/cli/machine.h \
	src/cli/manual.c src/cli/manual.h \
	src/cli/maturity.c \
	src/cli/nearest.c src/cli/nearest.h \
	src/cli/new.c \
	src/cli/others.c src/cli/others.h \
	src/cli/person.c \
	src/cli/plan.c src/cli/plan.h \
	src/cli/print.c src/cli/print.h \
	src/cli/projector.c \
	src/cli/recommend.c \
	src/cli/report.c \
	src/cli/search.c \
	src/cli/sessions.c src/cli/sessions.h \
	src/cli/settle.c \
	src/cli/show.c \
	src/cli/show_room.c src/cli/show_room.h \
	src/cli/show_votes.c src/cli/show_votes.h \
	src/cli/start.c \
	src/cli/status.c \
	src/cli/study.c \
	src/cli/summary.c \
	src/cli/topics.c \
	src/cli/upkeep.c
