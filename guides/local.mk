guidesdir = $(pkgdatadir)/guides
