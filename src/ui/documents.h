/* SPDX-License-Identifier: MIT */
/* documents: the register of documents in a list and a form. */
#ifndef UI_DOCUMENTS_H
#define UI_DOCUMENTS_H

#include "rir/document.h"
#include "rir/view.h"

/* Title, type and whose it is: "Locality strategy  strategy, the partnership". */
void documents_add_about(Str *out, const Document *document);
/* Whether not even its title is shown before it is asked for. */
bool documents_is_discreet(const Document *document);

/* The form of one document; `id` NULL for a new one, of which the title may be given. After saving, `saved`
 * (which may be "" at first) has its id. */
void document_form_open(Desk *desk, Store *store, const char *id, const char *title, Id *saved);

#endif
