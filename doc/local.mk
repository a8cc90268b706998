# SPDX-License-Identifier: MIT
# The manual page and the completions are made by the program, from its tables.
man_MANS = doc/rir.1
bashcompletion_DATA = doc/completions/rir
zshcompletion_DATA = doc/completions/_rir
fishcompletion_DATA = doc/completions/rir.fish
CLEANFILES += doc/rir.1 doc/completions/rir doc/completions/_rir doc/completions/rir.fish

print_to = $(AM_V_GEN)$(MKDIR_P) doc/completions && ./rir$(EXEEXT)
doc/rir.1: rir$(EXEEXT)
	$(print_to) --print-man >$@.new && mv $@.new $@
doc/completions/rir: rir$(EXEEXT)
	$(print_to) --print-completion bash >$@.new && mv $@.new $@
doc/completions/_rir: rir$(EXEEXT)
	$(print_to) --print-completion zsh >$@.new && mv $@.new $@
doc/completions/rir.fish: rir$(EXEEXT)
	$(print_to) --print-completion fish >$@.new && mv $@.new $@

dist_doc_DATA = README.md doc/handbook.md doc/architecture.md doc/grammar.md doc/guides.md doc/schema.md
