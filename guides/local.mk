# SPDX-License-Identifier: MIT
# Ready to use, read where they are installed: $(pkgdatadir)/guides/interviews/... Beside the program in the
# build tree they are found by a link.
nobase_dist_pkgdata_DATA = \
	guides/codebooks/selfie.md \
	guides/documents/document-analysis.md \
	guides/focus-groups/locality-team-members.md \
	guides/interviews/demonstration.md \
	guides/interviews/health-and-social-care-staff.md \
	guides/interviews/locality-team-frontline.md \
	guides/interviews/managers-commissioners-clinicians.md \
	guides/interviews/strategic-leaders.md \
	guides/matrices/integrated-locality-team.md \
	guides/matrices/scirocco.md \
	guides/observations/meeting-observation.md \
	guides/observations/service-shadowing.md \
	guides/workshops/half-day-co-interpretation.md \
	guides/workshops/maturity-self-assessment.md \
	guides/workshops/recommendations.md

all-local: link-guides
link-guides:
	@test -e guides || $(LN_S) $(abs_top_srcdir)/guides guides
distclean-local:
	@if test -h guides; then rm -f guides; fi
.PHONY: link-guides
