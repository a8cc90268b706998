noinst_LIBRARIES += src/ui/libui.a
src_ui_libui_a_SOURCES = \
	include/rir/action.h \
	include/rir/edit.h \
	include/rir/grid.h \
	include/rir/key.h \
	include/rir/theme.h \
	src/ui/action.c \
	src/ui/edit.c \
	src/ui/grid.c \
	src/ui/grid_picture.c \
	src/ui/key.c \
	src/ui/keymap.c \
	src/ui/theme.c
