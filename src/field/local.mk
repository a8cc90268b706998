# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/field/libfield.a
src_field_libfield_a_SOURCES = \
	include/rir/session.h src/field/session.h src/field/session.c src/field/open.c src/field/load.c \
	src/field/state.h src/field/state.c src/field/timing.c \
	src/field/step.h src/field/step.c \
	src/field/type_note.h src/field/type_note.c src/field/record.h src/field/record.c \
	src/field/commands.c src/field/question_commands.c src/field/clock_commands.c \
	src/field/note_commands.c src/field/off_record.c src/field/speakers.c src/field/help.c \
	include/rir/cards.h src/field/cards.h src/field/cards.c src/field/board.c \
	src/field/merges.c src/field/clusters.c src/field/tell_cards.c src/field/stages.c src/field/decisions.c \
	src/field/label.h src/field/label.c src/field/questions.c src/field/replan.c \
	src/field/codebook.h src/field/codebook.c src/field/guide_files.h src/field/guide_files.c \
	include/rir/notes.h src/field/notes.c src/field/notes_correct.c src/field/late_note.c \
	include/rir/conflict.h src/field/conflict.c \
	include/rir/consent.h src/field/consent.c \
	include/rir/summary.h src/field/summary.c src/field/session_correct.c src/field/mistaken_person.c \
	include/rir/waiting.h src/field/waiting.c
# the agenda, the roster and who was heard
src_field_libfield_a_SOURCES += \
	include/rir/agenda.h src/field/agenda.c src/field/agenda_commands.c \
	include/rir/roster.h src/field/roster.c src/field/seats.c src/field/turns.h src/field/turns.c \
	src/field/course.c src/field/presence.c \
	include/rir/voice.h src/field/voice.c src/field/unheard.c
# findings, what is answered to them, recommendations
src_field_libfield_a_SOURCES += \
	include/rir/finding.h src/field/findings.h src/field/findings.c src/field/finding_write.c \
	src/field/finding_commands.c \
	include/rir/recommendation.h src/field/recommendations.h src/field/recommendations.c \
	src/field/recommendation_commands.c
# ballots and ratings, of no one
src_field_libfield_a_SOURCES += \
	src/field/secret.h src/field/secret.c src/field/reveal.c \
	include/rir/ballot.h src/field/ballot.h src/field/ballot.c src/field/ballot_commands.c \
	include/rir/rating.h src/field/rating.h src/field/rating.c src/field/rating_commands.c \
	src/field/rating_late.c src/field/matrix.c
# observations and documents
src_field_libfield_a_SOURCES += \
	include/rir/observation.h src/field/observation.h src/field/observation.c src/field/jottings.c \
	include/rir/document.h src/field/documents.c src/field/reading.h src/field/reading.c \
	include/rir/residency.h src/field/residency.c src/field/residency_write.c
