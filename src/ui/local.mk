noinst_LIBRARIES += src/ui/libui.a
src_ui_libui_a_SOURCES = \
	include/rir/action.h \
	include/rir/capture.h \
	include/rir/edit.h \
	include/rir/grid.h \
	include/rir/key.h \
	include/rir/theme.h \
	include/rir/view.h \
	include/rir/widget.h \
	src/ui/action.c \
	src/ui/capture.c \
	src/ui/capture.h \
	src/ui/capture_consent.c \
	src/ui/capture_draw.c \
	src/ui/capture_keys.c \
	src/ui/capture_line.c \
	src/ui/capture_lists.c \
	src/ui/capture_plan.c \
	src/ui/capture_stream.c \
	src/ui/desk.c \
	src/ui/edit.c \
	src/ui/field.c \
	src/ui/grid.c \
	src/ui/grid_picture.c \
	src/ui/help.c \
	src/ui/key.c \
	src/ui/keymap.c \
	src/ui/list.c \
	src/ui/palette.c \
	src/ui/picker.c \
	src/ui/theme.c
