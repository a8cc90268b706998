/* SPDX-License-Identifier: MIT */
/* html: a page as one self-contained file: HTML that is also well-formed XML, with its styles inside, no
 * script, and nothing fetched from anywhere (the page itself forbids it). Made to be read on a phone,
 * printed, and opened in a word processor. */
#ifndef RIR_HTML_H
#define RIR_HTML_H

#include "rir/page.h"
#include "rir/str.h"

/* Adds `text` so that it is text both between tags and in a quoted attribute. What XML has no place for
 * (control characters, noncharacters, ill-formed bytes) becomes U+FFFD. */
void html_add_text(Str *out, const char *text);

void html_add_page(Str *out, const Page *page);

#endif
